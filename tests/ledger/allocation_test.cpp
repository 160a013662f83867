#include "prorata/ledger/allocation.hpp"

#include "catch.hpp"
#include "prorata/base/error.hpp"

#include <algorithm>
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
}

TEST_CASE("payers and sellers never mix") {
    auto debts = two_debts();
    debts[1].payer = PayerId(2);
    CHECK_THROWS_AS(allocate_oldest_first({{PaymentId(7), rub("40.00")}}, debts, today), Error);
}

TEST_CASE("a correction lowers the unpaid part, then releases the last allocation first") {
    std::vector<Receivable> debts{debt(1, "2026-02-15", "2026-02-01", rub("50.00"))};
    const auto made = allocate_oldest_first(
        {{PaymentId(7), rub("30.00")}, {PaymentId(8), rub("10.00")}}, debts, today);
    const auto released = credit_correction(debts[0], rub("-25.00"), made, today);
    REQUIRE(released.size() == 2);
    CHECK(released[0] == Allocation{PaymentId(8), EntryId(1), rub("-10.00"), today});
    CHECK(released[1] == Allocation{PaymentId(7), EntryId(1), rub("-5.00"), today});
    CHECK(debts[0].amount == rub("25.00"));
    CHECK(debts[0].unpaid == rub("0.00"));
    CHECK_THROWS_AS(credit_correction(debts[0], rub("-25.01"), made, today), Error);
}

TEST_CASE("a release undoes the last allocation of its payment only") {
    Receivable one = debt(1, "2026-02-15", "2026-02-01", rub("12.00"));
    one.unpaid = rub("0.00");
    const Allocation made[] = {{PaymentId(7), EntryId(1), rub("5.00"), today},
                               {PaymentId(7), EntryId(1), rub("10.00"), today},
                               {PaymentId(7), EntryId(1), rub("-3.00"), today}};
    const auto released = credit_correction(one, rub("-8.00"), made, today);
    REQUIRE(released.size() == 2);
    CHECK(released[0].amount == rub("-7.00"));
    CHECK(released[1].amount == rub("-1.00"));
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
                for (const auto& release :
                     credit_correction(one, -std::min(sum, one.amount), made, today)) {
                    made.push_back(release);
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
