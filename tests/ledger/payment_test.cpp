#include "prorata/ledger/payment.hpp"

#include "catch.hpp"
#include "prorata/base/error.hpp"

#include <algorithm>
#include <utility>
#include <vector>

using namespace prorata;

namespace {
Money rub(const char* number) {
    return Money::parse(std::string(number) + " RUB");
}
PaymentMethod method() {
    return {rub("10.00"), rub("3000.00"), Decimal::parse("5"), rub("10.00"), Decimal::parse("10")};
}
} // namespace

TEST_CASE("commission is the percent, then the fixed part, cashback is of what was paid") {
    CHECK(to_pay(method(), rub("20.00")) == rub("31.00"));    // V17a
    CHECK(to_pay(method(), rub("100.00")) == rub("115.00"));  // V17b
    CHECK(cashback(method(), rub("115.00")) == rub("11.50")); // V18
}

TEST_CASE("sums outside the limits of a method are refused") { // V17c
    CHECK_THROWS_AS(to_pay(method(), rub("9.99")), Error);
    CHECK_NOTHROW(to_pay(method(), rub("10.00")));
    CHECK_NOTHROW(to_pay(method(), rub("3000.00")));
    CHECK_THROWS_AS(to_pay(method(), rub("3000.01")), Error);
}

TEST_CASE("of all pairs of states a payment may go these ways only") {
    using enum PaymentState;
    const std::vector<std::pair<PaymentState, PaymentState>> ways{
        {created, being_paid},  {created, credited},  {created, failed},
        {being_paid, credited}, {being_paid, failed}, {credited, refunded}};
    const PaymentState all[] = {created, being_paid, credited, failed, refunded};
    for (const PaymentState from : all) {
        for (const PaymentState to : all) {
            INFO(name(from) << " to " << name(to));
            const bool known =
                std::find(ways.begin(), ways.end(), std::pair(from, to)) != ways.end();
            CHECK(may_become(from, to) == known);
        }
    }
    CHECK_FALSE(may_become(static_cast<PaymentState>(99), credited));
}

TEST_CASE("more than was paid is never allocated: that is a fault of ours") {
    const Payment credited{PaymentId(1), AccountId(1),           PayerId(1),      SellerId(1),
                           rub("50.00"), PaymentState::credited, Date(2026, 2, 1)};
    const Allocation whole[] = {{PaymentId(1), EntryId(1), rub("50.00"), Date(2026, 2, 1)}};
    CHECK(free_money(credited, whole) == rub("0.00"));
    const Allocation more[] = {{PaymentId(1), EntryId(1), rub("50.01"), Date(2026, 2, 1)}};
    CHECK_THROWS_AS(free_money(credited, more), Error);
}

TEST_CASE("a payment moves forwards, only a credited one has free money") {
    const Payment created{PaymentId(1), AccountId(1),          PayerId(1),      SellerId(1),
                          rub("50.00"), PaymentState::created, Date(2026, 2, 1)};
    CHECK(free_money(created, {}) == rub("0.00"));
    const Payment credited =
        moved(moved(created, PaymentState::being_paid), PaymentState::credited);
    const Allocation made[] = {{PaymentId(1), EntryId(1), rub("30.00"), Date(2026, 2, 1)},
                               {PaymentId(1), EntryId(1), rub("-5.00"), Date(2026, 2, 2)},
                               {PaymentId(2), EntryId(1), rub("9.00"), Date(2026, 2, 2)}};
    CHECK(free_money(credited, made) == rub("25.00"));
    CHECK(moved(credited, PaymentState::refunded).state == PaymentState::refunded);
    CHECK_THROWS_AS(moved(credited, PaymentState::failed), Error);
    CHECK_THROWS_AS(moved(moved(created, PaymentState::failed), PaymentState::credited), Error);
}
