#include "prorata/order/order.hpp"

#include "prorata/base/error.hpp"

#include "catch.hpp"

using namespace prorata;

namespace {

Order order(OrderState state, std::optional<Date> valid_until = {}) {
    return {AccountId(1),
            OrderId(7),
            1,
            SubscriptionId(1),
            OrderKind::purchase,
            state,
            PayerId(1),
            SellerId(1),
            Currency::of("RUB"),
            70000,
            Date(2025, 6, 10),
            OfferId(1),
            {},
            valid_until};
}

constexpr OrderState states[]{OrderState::awaiting_payment, OrderState::paid, OrderState::cancelled,
                              OrderState::expired};

} // namespace

TEST_CASE("an order leaves awaiting_payment once and for ever (R63)") {
    for (const OrderState from : states) {
        for (const OrderState to : states) {
            INFO(name(from) << " to " << name(to));
            Order moved = order(from);
            if (from == OrderState::awaiting_payment && to != from) {
                moved.become(to);
                CHECK(moved.state == to);
                CHECK_FALSE(moved.waits());
            } else {
                CHECK_THROWS_AS(moved.become(to), Error);
                CHECK(moved.state == from);
            }
        }
    }
}

TEST_CASE("an order lapses on the first day after its validity, if it still waits") {
    const Date until(2025, 6, 24);
    CHECK_FALSE(order(OrderState::awaiting_payment).lapsed(Date(2035, 1, 1)));
    CHECK_FALSE(order(OrderState::awaiting_payment, until).lapsed(until - 1));
    CHECK(order(OrderState::awaiting_payment, until).lapsed(until));
    CHECK_FALSE(order(OrderState::paid, until).lapsed(until));
}

TEST_CASE("the paid start is the day of activation, never before the planned one (R11a)") {
    const Date planned(2025, 6, 10);
    CHECK(paid_start(planned, Date(2025, 6, 15)) == Date(2025, 6, 15));
    CHECK(paid_start(planned, Date(2025, 6, 1)) == planned);
}
