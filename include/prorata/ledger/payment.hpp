#pragma once

#include "prorata/base/id.hpp"
#include "prorata/base/named_codes.hpp"
#include "prorata/ledger/allocation.hpp"
#include "prorata/money/money.hpp"
#include "prorata/time/date.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace prorata {

/// What a payment can be; it moves only forwards.
#define PRORATA_PAYMENT_STATES(X)                                                                  \
    X(created, 1, "asked for, nothing was paid")                                                   \
    X(being_paid, 2, "the payer is with the payment method")                                       \
    X(credited, 3, "the money is on the account")                                                  \
    X(failed, 4, "no money came")                                                                  \
    X(refunded, 5, "the money went back")
PRORATA_NAMED_CODES(PaymentState, payment_state, PRORATA_PAYMENT_STATES)

/// Whether a payment may go from one state to another: created → being_paid, credited, failed;
/// being_paid → credited, failed; credited → refunded.
[[nodiscard]] bool may_become(PaymentState from, PaymentState to) noexcept;

/// Money that comes in. A cashback is a payment of its own, shown without a payer (V18), but kept
/// under the payer whose payment earned it.
struct Payment {
    PaymentId id;
    AccountId account;
    PayerId payer;
    SellerId seller;
    Money amount;
    PaymentState state;
    Date paid_on; ///< The value date.
};

/// The payment in its next state. Errors: Error{invalid_argument} unless may_become.
[[nodiscard]] Payment moved(const Payment& payment, PaymentState to);

/// What of the payment covers nothing; nothing at all unless it is credited.
///
/// Errors: Error{currency_mismatch}; Error{internal} if more is allocated than was paid.
[[nodiscard]] Amount free_money(const Payment& payment, std::span<const Allocation> allocations);

/// A way to pay: limits of the sum, commission and cashback (AC-25, V17, V18).
///
/// Units: percents in percent, 5 is 5 %. Rounded half up to the minor unit.
struct PaymentMethod {
    Money least;
    Money most;
    Decimal commission_percent;
    Money commission_fixed;
    Decimal cashback_percent; ///< Of what was paid, commission included.
};

/// The percent of the sum, then the fixed part: 5 % and 10.00 of 20.00 are 11.00 (V17a).
///
/// Errors: Error{invalid_argument} if the sum is outside the limits (V17c, both inclusive);
///         Error{currency_mismatch}.
[[nodiscard]] Money commission(const PaymentMethod& method, const Money& sum);
/// sum + commission. Errors: as commission().
[[nodiscard]] Money to_pay(const PaymentMethod& method, const Money& sum);
/// 10 % of 115.00 are 11.50 (V18).
[[nodiscard]] Money cashback(const PaymentMethod& method, const Money& paid);

} // namespace prorata
