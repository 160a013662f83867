#include "prorata/time/proration.hpp"

#include "catch.hpp"
#include "prorata/base/error.hpp"
#include "prorata/time/anchor.hpp"

#include <algorithm>
#include <rapidcheck.h>

using namespace prorata;

namespace {

const Term month = Term::parse("P1M");
Period<Date> period(const char* start, const char* end) {
    return {Date::parse(start), Date::parse(end)};
}

Fraction share(const Proration& policy, const char* start, const char* end,
               const Period<Date>& whole, const Term& term = month) {
    return policy.share(period(start, end), whole, term);
}

} // namespace

TEST_CASE("days of the true anchored period: the default") {
    const Proration policy(ProrationPolicy::period_days);
    const auto may = period("2023-05-01", "2023-06-01");
    CHECK(share(policy, "2023-05-11", "2023-06-01", may) == Fraction{21, 31});
    const auto whole = period("2025-01-01", "2025-02-01");
    CHECK(share(policy, "2025-01-17", "2025-02-01", whole) ==
          Fraction{15, 31}); // Meteroid's factor
    CHECK(share(policy, "2026-01-01", "2026-01-11", period("2026-01-01", "2026-02-01")) ==
          Fraction{10, 31});
    CHECK_THROWS_AS(share(policy, "2023-04-30", "2023-05-11", may), Error);
}

TEST_CASE("Kill Bill's five split periods: the true shares, which add up to one period") {
    struct Split {
        const char* start;
        const char* end;
        std::vector<const char*> cuts;
        int billing_day;
        std::vector<Fraction> shares;
    };
    const std::vector<Split> splits{
        {"2023-05-01", "2023-06-01", {"2023-05-11"}, 1, {{10, 31}, {21, 31}}},
        {"2023-03-01",
         "2023-04-01",
         {"2023-03-11", "2023-03-21"},
         1,
         {{10, 31}, {10, 31}, {11, 31}}}, // theirs: 103.5 %
        {"2023-03-01",
         "2023-04-01",
         {"2023-03-05", "2023-03-12", "2023-03-20"},
         1,
         {{4, 31}, {7, 31}, {8, 31}, {12, 31}}}, // theirs: 105.2 %
        {"2023-02-01",
         "2023-03-01",
         {"2023-02-10", "2023-02-20"},
         1,
         {{9, 28}, {10, 28}, {9, 28}}},                                        // theirs: 96.5 %
        {"2023-02-28", "2023-03-31", {"2023-03-29"}, 31, {{29, 31}, {2, 31}}}, // theirs: 110 %
    };
    const Proration policy(ProrationPolicy::period_days);
    for (const Split& split : splits) {
        INFO(split.start);
        const Anchor anchor(Date(2023, 1, split.billing_day));
        const auto whole = anchor.period(month, anchor.index_of(month, Date::parse(split.start)));
        REQUIRE(whole == period(split.start, split.end));
        std::vector<const char*> bounds{split.start};
        bounds.insert(bounds.end(), split.cuts.begin(), split.cuts.end());
        bounds.push_back(split.end);
        REQUIRE(bounds.size() == split.shares.size() + 1);
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < split.shares.size(); ++i) {
            const Fraction part = share(policy, bounds[i], bounds[i + 1], whole);
            CHECK(part == split.shares[i]);
            CHECK(part.d == split.shares[0].d);
            sum += part.n;
        }
        CHECK(sum == split.shares[0].d);
    }
}

TEST_CASE("V06, R25: days of the calendar month, inside one month only") {
    const Proration policy(ProrationPolicy::calendar_month_days);
    const auto whole = period("2024-02-21", "2024-03-21");
    CHECK(share(policy, "2024-02-21", "2024-02-22", whole) == Fraction{1, 29});
    CHECK(share(policy, "2024-02-21", "2024-03-01", whole) == Fraction{9, 29});
    CHECK(share(policy, "2024-03-01", "2024-03-21", whole) == Fraction{20, 31});
    CHECK_THROWS_AS(share(policy, "2024-02-21", "2024-03-02", whole), Error);
    CHECK_FALSE(policy.adds_up());
}

TEST_CASE("R25: every month counts 30 days, and the slices add up") {
    const Proration policy(ProrationPolicy::fixed_30);
    const auto march = period("2026-03-01", "2026-04-01");
    CHECK(share(policy, "2026-03-01", "2026-03-16", march) == Fraction{15, 30});
    CHECK(share(policy, "2026-03-16", "2026-04-01", march) == Fraction{15, 30});
    CHECK(share(policy, "2026-03-31", "2026-04-01", march) == Fraction{0, 30});
    const auto february = period("2026-02-01", "2026-03-01");
    CHECK(share(policy, "2026-02-01", "2026-03-01", february) == Fraction{30, 30});
    CHECK(share(policy, "2026-02-28", "2026-03-01", february) == Fraction{3, 30});
    const Term year = Term::parse("P1Y");
    CHECK(policy.share(period("2026-01-01", "2027-01-01"), period("2026-01-01", "2027-01-01"),
                       year) == Fraction{360, 360});
    CHECK_THROWS_AS(share(policy, "2026-02-01", "2026-02-08", period("2026-02-01", "2026-02-08"),
                          Term::parse("P1W")),
                    Error);
}

TEST_CASE("seconds: the day of a clock change has 23 or 25 hours") {
    const Proration policy = Proration::by_seconds(Zone::of("Europe/Berlin"));
    const auto march = period("2026-03-01", "2026-04-01");
    CHECK(share(policy, "2026-03-29", "2026-03-30", march) ==
          Fraction{23 * 3600, 31 * 86'400 - 3600});
    const auto october = period("2026-10-01", "2026-11-01");
    CHECK(share(policy, "2026-10-25", "2026-10-26", october) ==
          Fraction{25 * 3600, 31 * 86'400 + 3600});
}

TEST_CASE("V14: thirty of thirty-one days in April, by two policies") {
    const auto april = period("2023-04-01", "2023-05-01");
    CHECK(Proration::over(31).share(april, april, month) == Fraction{30, 31});
    CHECK(Proration(ProrationPolicy::days_of_next_month).share(april, april, month) ==
          Fraction{30, 31});
    CHECK_THROWS_AS(Proration::over(0), Error);
}

TEST_CASE("R24: whole periods, whatever part is touched") {
    const auto may = period("2023-05-01", "2023-06-01");
    for (const ProrationPolicy policy : {ProrationPolicy::whole_up, ProrationPolicy::none}) {
        CHECK(share(Proration(policy), "2023-05-31", "2023-06-01", may) == Fraction{1, 1});
    }
}

TEST_CASE("R43: promised days from 15 May and before 22 May are seven of thirty-one") {
    CHECK(share(Proration(ProrationPolicy::period_days), "2023-05-15", "2023-05-22",
                period("2023-05-15", "2023-06-15")) == Fraction{7, 31});
}

TEST_CASE("policies have names, and those that need more say so") {
    CHECK(name(ProrationPolicy::days_of_next_month) == "days_of_next_month");
    CHECK(proration_policy("fixed_30") == ProrationPolicy::fixed_30);
    CHECK(proration_policy("30/360") == std::nullopt);
    CHECK_THROWS_AS(Proration(ProrationPolicy::seconds), Error);
    CHECK_THROWS_AS(Proration(ProrationPolicy::fixed_denominator), Error);
    CHECK_THROWS_AS(Proration(static_cast<ProrationPolicy>(99)), Error);
}

TEST_CASE("the slices of a period add up for any cuts and any anchor day") {
    CHECK(rc::check("n of the slices sum to d", [] {
        const Date start = Date(2020, 1, 1) + *rc::gen::inRange(0, 4000);
        const Term term(*rc::gen::inRange(1, 25),
                        *rc::gen::element(TermUnit::month, TermUnit::year));
        const Period<Date> whole = Anchor(start).period(term, *rc::gen::inRange(-3, 4));
        auto cuts = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, days(whole) + 1));
        cuts.push_back(0);
        cuts.push_back(days(whole));
        std::sort(cuts.begin(), cuts.end());
        cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
        for (const Proration& policy :
             {Proration(ProrationPolicy::period_days), Proration(ProrationPolicy::fixed_30),
              Proration::by_seconds(Zone::of("Europe/Berlin"))}) {
            std::int64_t sum = 0;
            std::int64_t d = 0;
            for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
                const Period<Date> part(whole.start() + cuts[i], whole.start() + cuts[i + 1]);
                const Fraction slice = policy.share(part, whole, term);
                RC_ASSERT(slice.n >= 0);
                sum += slice.n;
                d = slice.d;
            }
            RC_ASSERT(policy.adds_up());
            RC_ASSERT(sum == d);
        }
    }));
}
