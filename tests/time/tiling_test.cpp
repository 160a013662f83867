// Periods tile whatever the anchor and the term: properties over random ones. RapidCheck prints
// the seed when one fails.

#include "catch.hpp"
#include "prorata/time/anchor.hpp"
#include "prorata/time/proration.hpp"

#include <algorithm>
#include <rapidcheck.h>
#include <vector>

using namespace prorata;

namespace {

Anchor any_anchor() {
    return {*rc::gen::inRange(1900, 2200), *rc::gen::inRange(1, 13), *rc::gen::inRange(1, 32)};
}

Term any_term() {
    const auto unit = static_cast<TermUnit>(*rc::gen::inRange(2, 6)); // days to years
    return {*rc::gen::inRange(1, 37), unit};
}

/// A period of that anchor, cut at random days into parts that follow each other.
std::vector<Period<Date>> any_parts(const Period<Date>& whole) {
    std::vector<std::int32_t> cuts = *rc::gen::container<std::vector<std::int32_t>>(
        rc::gen::inRange(0, static_cast<int>(days(whole)) + 1));
    cuts.push_back(0);
    cuts.push_back(days(whole));
    std::sort(cuts.begin(), cuts.end());
    std::vector<Period<Date>> parts;
    for (std::size_t i = 1; i < cuts.size(); ++i)
        if (cuts[i - 1] < cuts[i])
            parts.emplace_back(whole.start() + cuts[i - 1], whole.start() + cuts[i]);
    return parts;
}

} // namespace

TEST_CASE("each day lies in one period, and periods touch, for any anchor and term") {
    CHECK(rc::check([] {
        const Anchor anchor = any_anchor();
        const Term term = any_term();
        const Date date = Date(2050, 1, 1) + *rc::gen::inRange(-50'000, 50'000);
        const std::int64_t k = anchor.index_of(term, date);
        RC_ASSERT(anchor.period(term, k).contains(date));
        RC_ASSERT(anchor.period(term, k).end() == anchor.period(term, k + 1).start());
        RC_ASSERT(anchor.period(term, k - 1).end() == anchor.period(term, k).start());
    }));
}

TEST_CASE("renewals add up on the anchor: boundaries of a part are boundaries of the term (R26)") {
    CHECK(rc::check([] {
        const Anchor anchor = any_anchor();
        const Term part = any_term();
        const int times = *rc::gen::inRange(1, 13);
        const Term term(part.count() * times, part.unit());
        const int k = *rc::gen::inRange(-4, 5);
        RC_ASSERT(anchor.boundary(term, k) == anchor.boundary(part, std::int64_t{k} * times));
    }));
}

TEST_CASE("slices of one period add up to the whole for any cuts") {
    CHECK(rc::check([] {
        const Anchor anchor = any_anchor();
        const Term term = any_term();
        const Period<Date> whole = anchor.period(term, *rc::gen::inRange(-10, 10));
        const Proration policy(ProrationPolicy::period_days);
        std::int64_t n = 0;
        for (const Period<Date>& part : any_parts(whole)) {
            const Fraction share = policy.share(part, whole, term);
            RC_ASSERT(share.d == days(whole));
            n += share.n;
        }
        RC_ASSERT(n == days(whole));
    }));
}
