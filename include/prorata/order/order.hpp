#pragma once

#include "prorata/base/id.hpp"
#include "prorata/base/named_codes.hpp"
#include "prorata/money/currency.hpp"
#include "prorata/time/date.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace prorata {

#define PRORATA_ORDER_KINDS(X)                                                                     \
    X(purchase, 1, "a new subscription")                                                           \
    X(renewal, 2, "a new term")                                                                    \
    X(period, 3, "a new period of the present term")
PRORATA_NAMED_CODES(OrderKind, order_kind, PRORATA_ORDER_KINDS)

#define PRORATA_ORDER_STATES(X)                                                                    \
    X(awaiting_payment, 1, "an invoice asks for it")                                               \
    X(paid, 2, "carried out")                                                                      \
    X(cancelled, 3, "withdrawn by the client")                                                     \
    X(expired, 4, "not paid in time")
PRORATA_NAMED_CODES(OrderState, order_state, PRORATA_ORDER_STATES)

/// A purchase, renewal or period that waits for money, for example 1 200.00 RUB until 24 June.
///
/// Price version and discount are decided when it is placed and are facts of the order: they hold
/// until it is paid, cancelled or expired, whatever the catalogue says then (R1, R37, OK-05). It
/// leaves `awaiting_payment` once and for ever.
///
/// Units:   total in minor units of the currency.
/// Range:   valid_until is the first day on which it cannot be paid any more; none: it waits.
/// Threads: a value; safe to read from many threads.
/// See:     rules R11a, R37, R63; docs/concepts/subscription.md.
struct Order {
    AccountId account;
    OrderId id;
    std::int64_t version = 1; ///< Of its row.
    SubscriptionId subscription;
    OrderKind kind;
    OrderState state = OrderState::awaiting_payment;
    PayerId payer;
    SellerId seller;
    Currency currency;
    std::int64_t total;
    Date placed_on;
    OfferId offer; ///< The price version that was promised.
    std::optional<DiscountId> discount = {};
    std::optional<Date> valid_until = {};
    std::optional<Date> promised_on = {};    ///< Payment was promised; service goes on (R43).
    std::optional<Date> promised_until = {}; ///< First day on which it has not come.

    [[nodiscard]] bool waits() const noexcept { return state == OrderState::awaiting_payment; }
    /// True if it waits and its validity ended on or before the day.
    [[nodiscard]] bool lapsed(Date day) const noexcept {
        return waits() && valid_until && *valid_until <= day;
    }
    /// True on the days of a promise that payment still can keep.
    [[nodiscard]] bool promised(Date day) const noexcept {
        return waits() && promised_until && day < *promised_until;
    }
    /// Leaves `awaiting_payment`. Errors: Error{misuse} if it left it before, or does not now.
    void become(OrderState next);

    friend bool operator==(const Order&, const Order&) = default;
};

/// First day of service that is charged: planned, or the day of activation if that is later (R11a).
[[nodiscard]] inline Date paid_start(Date planned, Date activated) noexcept {
    return activated < planned ? planned : activated;
}

} // namespace prorata
