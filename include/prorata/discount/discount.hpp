#pragma once

#include "prorata/base/named_codes.hpp"
#include "prorata/money/decimal.hpp"
#include "prorata/money/exact.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace prorata {

/// What a discount is counted from. The steps run in the order of these numbers (rule R38).
#define PRORATA_DISCOUNT_BASES(X)                                                                  \
    X(rrp, 1, "percent of the retail price; several of them are added (V27)")                      \
    X(running, 2, "percent of what the steps before have left; several of them compound")          \
    X(fixed, 3, "a sum off each billing period")
PRORATA_NAMED_CODES(DiscountBasis, discount_basis, PRORATA_DISCOUNT_BASES)

/// Why a discount was granted.
#define PRORATA_DISCOUNT_CAUSES(X)                                                                 \
    X(partner_level, 1, "the price level of the account")                                          \
    X(renewal, 2, "the previous subscription was still active at entry (R37)")                     \
    X(promo, 3, "a promo code")
PRORATA_NAMED_CODES(DiscountCause, discount_cause, PRORATA_DISCOUNT_CAUSES)

/// One step, for example 30 percent of RRP for a partner.
///
/// Threads: a value; safe to read from many threads.
struct DiscountStep {
    DiscountCause cause;
    DiscountBasis basis;
    Decimal value; ///< Percent 0 to 100, or a sum of the charge's currency from 0.

    friend bool operator==(const DiscountStep&, const DiscountStep&) = default;
};

/// A price and what discounts made of it, all exact: no step rounds (R38).
struct Discounted {
    Exact before;
    Exact after; ///< Never below zero.
};

/// Takes the steps off a price of one billing period.
///
/// 1000 with 30 % and 20 % of RRP is 500 (V27); with 30 % of RRP and 10 % running it is 630.
///
/// Requires: steps that require_valid accepts. Threads: a pure function; safe from many threads.
[[nodiscard]] Discounted apply_discount(const Exact& price, std::span<const DiscountStep> steps);

/// Throws unless every step is in its range. Errors: Error{invalid_argument} naming all faults.
void require_valid(std::span<const DiscountStep> steps);

} // namespace prorata
