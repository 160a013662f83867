#pragma once

#include "prorata/base/fraction.hpp"
#include "prorata/base/named_codes.hpp"
#include "prorata/subscription/timeline.hpp"
#include "prorata/tax/tax.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace prorata {

/// How a charge arose. The last three lie outside the coverage of days (rule R9).
#define PRORATA_CHARGE_KINDS(X)                                                                    \
    X(recurring, 1, "a part of a billing period")                                                  \
    X(metered, 2, "usage of a billing period")                                                     \
    X(one_off, 3, "once, at the paid start")                                                       \
    X(commitment, 4, "what an early end leaves to be paid")                                        \
    X(rounding, 5, "a rest that no line can carry (R4)")
PRORATA_NAMED_CODES(ChargeKind, charge_kind, PRORATA_CHARGE_KINDS)

/// What desired and recorded sums are compared by: component, anchored period, tax rate (R2).
///
/// The period is named by its uncut start.
struct Unit {
    ComponentId component;
    Date period_on;
    TaxRate rate;
    TaxScheme scheme;

    friend bool operator==(const Unit&, const Unit&) = default;
};

/// One line of what a subscription owes, with everything its amount was computed from.
///
/// Charges are never changed. A line with sign −1 takes back days that were charged; one with sign
/// 0 carries a difference and covers no day (metered usage that came late, rounding).
///
/// Units:   amount, tax, discounted in units of Amount: 10^-(digits + 4) of the currency.
/// Threads: a value; safe to read from many threads.
/// See:     rules R2 to R9, docs/concepts/subscription.md.
struct Charge {
    Unit unit;
    ChargeKind kind;
    int sign;
    Period<Date> days;
    Fraction share; ///< n/d of the price of one billing period; metered: active days of it (R23).
    Terms terms;
    Currency currency;
    std::int64_t amount;     ///< Owed, tax included.
    std::int64_t tax;        ///< Contained in the amount.
    std::int64_t discounted; ///< Taken off by the discount, before rounding of the line.

    friend bool operator==(const Charge&, const Charge&) = default;
};

} // namespace prorata
