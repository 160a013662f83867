#include "prorata/ledger/allocation.hpp"

#include "catch.hpp"
#include "prorata/base/error.hpp"

#include <algorithm>
#include <functional>
#include <rapidcheck.h>

using namespace prorata;

namespace {
const Date today(2026, 2, 20);
Amount rub(const char* number) {
    return Amount::parse(std::string(number) + " RUB");
}
Receivable debt(int entry, const char* due, const char* charged, const Amount& sum) {
    return {EntryId(entry),       PayerId(1),       SellerId(1), Date::parse(due),
            Date::parse(charged), InvoiceId(entry), sum,         sum};
}
std::vector<Receivable> two_debts() { // R40
    return {debt(1, "2026-02-15", "2026-02-01", rub("50.00")),
            debt(2, "2026-02-10", "2026-02-05", rub("30.00"))};
}
/// Receivables that hold nothing but the unit.
std::vector<UnitShare> whole(const std::vector<Receivable>& debts) {
    std::vector<UnitShare> unit;
    for (const Receivable& debt : debts)
        unit.push_back({debt, debt.amount});
    return unit;
}
} // namespace

TEST_CASE("the earliest due day is paid first") {
    auto debts = two_debts();
    const auto made = allocate_oldest_first({{PaymentId(7), rub("40.00")}}, debts, today);
    REQUIRE(made.size() == 2);
    CHECK(made[0] == Allocation{PaymentId(7), EntryId(2), rub("30.00"), today});
    CHECK(made[1] == Allocation{PaymentId(7), EntryId(1), rub("10.00"), today});
    CHECK(debts[0].unpaid == rub("40.00"));
}

TEST_CASE("the purpose is paid first, then the oldest") {
    auto debts = two_debts();
    const InvoiceId named[] = {InvoiceId(1)};
    const auto made = allocate_purpose_first({{PaymentId(7), rub("60.00")}}, debts, named, today);
    REQUIRE(made.size() == 2);
    CHECK(made[0].entry == EntryId(1));
    CHECK(made[1].amount == rub("10.00"));
    // What no invoice holds yet is none of those named.
    debts = two_debts();
    debts[0].invoice.reset();
    CHECK(allocate_purpose_first({{PaymentId(7), rub("1.00")}}, debts, named, today)[0].entry ==
          EntryId(2));
}

TEST_CASE("payers, sellers and currencies never mix") {
    const auto refused = [](const std::function<void(Receivable&)>& change, const char* money) {
        auto debts = two_debts();
        change(debts[1]);
        CHECK_THROWS_AS(allocate_oldest_first({{PaymentId(7), Amount::parse(money)}}, debts, today),
                        Error);
    };
    refused([](Receivable& debt) { debt.payer = PayerId(2); }, "40.00 RUB");
    refused([](Receivable& debt) { debt.seller = SellerId(2); }, "40.00 RUB");
    refused([](Receivable&) {}, "40.00 KZT");
}

TEST_CASE("every sum that cannot be allocated is named at once") {
    auto debts = two_debts();
    debts.push_back(debts[0]);
    debts[0].unpaid = rub("-0.01");
    debts[1].unpaid = rub("30.01");
    try {
        (void)allocate_oldest_first({{PaymentId(7), rub("0.00")}, {PaymentId(8), rub("-1.00")}},
                                    debts, today);
        FAIL("was taken");
    } catch (const Error& error) {
        REQUIRE(error.faults().size() == 3);
        CHECK(error.faults()[0].path == "free.1");
        CHECK(error.faults()[1].path == "receivables.0.unpaid");
        CHECK(error.faults()[2].path == "receivables.1.unpaid");
    }
}

TEST_CASE("what is due on one day is paid by its day of charge, then in the order of entry") {
    std::vector<Receivable> debts{debt(3, "2026-02-10", "2026-02-01", rub("1.00")),
                                  debt(2, "2026-02-10", "2026-02-01", rub("1.00")),
                                  debt(1, "2026-02-10", "2026-02-02", rub("1.00"))};
    debts.push_back(debt(4, "2026-02-09", "2026-02-03", rub("1.00")));
    debts.back().unpaid = rub("0.00"); // nothing is left to pay of it
    std::vector<std::int64_t> order;
    const std::vector<FreeMoney> free{
        {PaymentId(6), rub("0.00")}, {PaymentId(7), rub("1.50")}, {PaymentId(8), rub("9.00")}};
    for (const Allocation& one : allocate_oldest_first(free, debts, today)) {
        CHECK(one.amount > rub("0.00"));
        order.push_back(one.entry.value() * 10 + one.payment.value());
    }
    CHECK(order == std::vector<std::int64_t>{27, 37, 38, 18});
}

TEST_CASE("a correction takes no more than the unit's share in an entry") {
    const Receivable one = debt(1, "2026-02-15", "2026-02-01", rub("50.00"));
    const Receivable two = debt(2, "2026-02-16", "2026-02-01", rub("50.00"));
    const auto effect =
        credit_correction({{one, rub("20.00")}, {two, rub("5.00")}}, rub("-22.00"), {}, today);
    CHECK(effect.credits ==
          std::vector<Credit>{{EntryId(1), rub("20.00")}, {EntryId(2), rub("2.00")}});
}

TEST_CASE("a correction lowers the unpaid part, then releases the last allocation first") {
    std::vector<Receivable> debts{debt(1, "2026-02-15", "2026-02-01", rub("50.00"))};
    const auto made = allocate_oldest_first(
        {{PaymentId(7), rub("30.00")}, {PaymentId(8), rub("10.00")}}, debts, today);
    const auto effect = credit_correction(whole(debts), rub("-25.00"), made, today);
    const auto& released = effect.releases;
    REQUIRE(released.size() == 2);
    CHECK(released[0] == Allocation{PaymentId(8), EntryId(1), rub("-10.00"), today});
    CHECK(released[1] == Allocation{PaymentId(7), EntryId(1), rub("-5.00"), today});
    CHECK(effect.credits == std::vector<Credit>{{EntryId(1), rub("25.00")}});
    CHECK(effect.left == rub("0.00"));
    // What is paid is not explained:
    CHECK_THROWS_AS(credit_correction(whole(debts), rub("-1.00"), {}, today), Error);
    CHECK_THROWS_AS(credit_correction(whole(debts), rub("0.01"), {}, today), Error);
}

TEST_CASE("a correction of several entries lowers all that is unpaid before it releases anything") {
    std::vector<Receivable> debts{debt(1, "2026-02-15", "2026-02-01", rub("50.00")),
                                  debt(2, "2026-02-10", "2026-02-01", rub("30.00")),
                                  debt(3, "2026-02-20", "2026-02-01", rub("10.00"))};
    debts[2].unpaid = rub("0.00");
    const Allocation made[] = {{PaymentId(7), EntryId(3), rub("10.00"), today}};
    const auto effect = credit_correction(whole(debts), rub("-95.00"), made, today);
    CHECK(effect.credits == std::vector<Credit>{{EntryId(2), rub("30.00")},
                                                {EntryId(1), rub("50.00")},
                                                {EntryId(3), rub("10.00")}});
    REQUIRE(effect.releases.size() == 1);
    CHECK(effect.releases[0].amount == rub("-10.00"));
    CHECK(effect.left == rub("5.00"));
}

TEST_CASE("a release undoes the last allocation of its payment only") {
    Receivable one = debt(1, "2026-02-15", "2026-02-01", rub("12.00"));
    one.unpaid = rub("0.00");
    const Allocation made[] = {{PaymentId(7), EntryId(1), rub("5.00"), today},
                               {PaymentId(7), EntryId(1), rub("10.00"), today},
                               {PaymentId(7), EntryId(1), rub("-3.00"), today}};
    const auto released = credit_correction(whole({one}), rub("-8.00"), made, today).releases;
    REQUIRE(released.size() == 2);
    CHECK(released[0].amount == rub("-7.00"));
    CHECK(released[1].amount == rub("-1.00"));
}

TEST_CASE(
    "a release undoes nothing of other payments and other entries, and reaches further back") {
    std::vector<Receivable> debts{debt(1, "2026-02-15", "2026-02-01", rub("20.00")),
                                  debt(2, "2026-02-16", "2026-02-01", rub("20.00"))};
    for (Receivable& one : debts)
        one.unpaid = rub("0.00");
    debts[0].unpaid = rub("12.00");
    const Allocation made[] = {{PaymentId(7), EntryId(1), rub("5.00"), today},
                               {PaymentId(7), EntryId(1), rub("10.00"), today},
                               {PaymentId(8), EntryId(1), rub("5.00"), today},
                               {PaymentId(7), EntryId(2), rub("20.00"), today},
                               {PaymentId(9), EntryId(3), rub("-1.00"), today}, // of another unit
                               {PaymentId(7), EntryId(1), rub("-12.00"), today}};
    const auto effect = credit_correction(whole(debts), rub("-39.00"), made, today);
    CHECK(effect.releases ==
          std::vector<Allocation>{{PaymentId(7), EntryId(2), rub("-20.00"), today},
                                  {PaymentId(8), EntryId(1), rub("-5.00"), today},
                                  {PaymentId(7), EntryId(1), rub("-2.00"), today}});
    CHECK(effect.credits ==
          std::vector<Credit>{{EntryId(1), rub("19.00")}, {EntryId(2), rub("20.00")}});
}

TEST_CASE("a correction of nothing changes nothing, and one that finds nothing is left whole") {
    const std::vector<Receivable> debts{debt(1, "2026-02-15", "2026-02-01", rub("50.00"))};
    const auto none = credit_correction(whole(debts), rub("0.00"), {}, today);
    CHECK(none.credits.empty());
    CHECK(none.releases.empty());
    CHECK(credit_correction({}, rub("-5.00"), {}, today).left == rub("5.00"));
}

TEST_CASE("what is paid of a document lies between nothing and its charges (R40)") {
    const Amount charges[] = {rub("3.00"), rub("0.00"), rub("-1.00"), rub("2.00")};
    using Amounts = std::vector<Amount>;
    CHECK(paid_parts(charges, rub("4.00")) == Amounts{charges, charges + 4});
    CHECK(paid_parts(charges, rub("0.00")) ==
          Amounts{rub("1.00"), rub("0.00"), rub("-1.00"), rub("0.00")});
    CHECK_THROWS_AS(paid_parts(charges, rub("4.0001")), Error);
    CHECK_THROWS_AS(paid_parts(charges, rub("-0.0001")), Error);
}

TEST_CASE("a payment covers charges in their order, a rest below a minor unit counts as paid") {
    const std::vector<Amount> days(29, rub("22.4137")); // V10
    const auto parts = paid_parts(days, rub("649.9973"));
    CHECK(parts.back() == rub("22.4137"));
    const Amount mixed[] = {rub("10.00"), rub("-4.00"), rub("5.00")};
    CHECK(paid_parts(mixed, rub("7.00")) ==
          std::vector<Amount>{rub("10.00"), rub("-4.00"), rub("1.00")});
    CHECK(counts_as_paid(rub("0.0027")));
    CHECK_FALSE(counts_as_paid(rub("0.01")));
}

TEST_CASE("whatever is paid and corrected, free and allocated money are what was paid") {
    CHECK(rc::check([] {
        const Currency currency = Currency::of("RUB");
        std::vector<Receivable> debts;
        std::vector<FreeMoney> free;
        std::vector<Allocation> made;
        std::vector<std::int64_t> paid;
        for (int step = 1; step <= 20; ++step) {
            const Amount sum(*rc::gen::inRange<std::int64_t>(1, 1'000), currency);
            const int what = *rc::gen::inRange(0, 3);
            if (what == 0) {
                free.emplace_back(PaymentId(step), sum);
                paid.push_back(sum.units());
            } else if (what == 1 || debts.empty()) {
                debts.push_back(debt(step, "2026-02-10", "2026-02-05", sum));
            } else {
                Receivable& one = debts[*rc::gen::inRange<std::size_t>(0, debts.size())];
                const auto effect =
                    credit_correction(whole({one}), -std::min(sum, one.amount), made, today);
                RC_ASSERT(effect.left.units() == 0);
                for (const auto& credit : effect.credits) {
                    one.amount = one.amount - credit.amount;
                    one.unpaid = one.unpaid - credit.amount;
                }
                for (const auto& release : effect.releases) {
                    made.push_back(release);
                    one.unpaid = one.unpaid - release.amount;
                    for (auto& [id, left] : free)
                        if (id == release.payment) left = left - release.amount;
                }
            }
            for (const auto& one : allocate_oldest_first(free, debts, today)) {
                made.push_back(one);
                for (auto& [id, left] : free)
                    if (id == one.payment) left = left - one.amount;
            }
            for (std::size_t i = 0; i < free.size(); ++i) {
                std::int64_t used = 0;
                for (const auto& one : made)
                    if (one.payment == free[i].first) used += one.amount.units();
                RC_ASSERT(used >= 0);
                RC_ASSERT(free[i].second.units() >= 0);
                RC_ASSERT(used + free[i].second.units() == paid[i]);
            }
            for (const auto& one : debts) {
                std::int64_t covered = 0;
                for (const auto& part : made)
                    if (part.entry == one.entry) covered += part.amount.units();
                RC_ASSERT(one.unpaid.units() >= 0);
                RC_ASSERT(covered + one.unpaid.units() == one.amount.units());
            }
        }
    }));
}
