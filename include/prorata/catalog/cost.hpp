#pragma once

#include "prorata/catalog/tariff.hpp"
#include "prorata/money/exact.hpp"

#include <vector>

namespace prorata {

/// What a quantity costs for one billing period by a price row, before discounts and n/d.
///
/// 150 units graduated, 100 at 1.00 and then 0.50: 125.00; by volume 75.00. One mechanism for all
/// models, so that a component can change its model and nothing else.
///
/// Units:   the result is in the currency of the row; `quantity` from 0, above what is included.
/// Threads: a pure function; safe from many threads.
/// See:     docs/concepts/catalog.md, rules R22, R23.
[[nodiscard]] Exact cost_of(PriceModel model, const Price& price, const Exact& quantity);

/// A part of a cost: how much of the quantity, at what price, with which fee.
///
/// Threads: a value; safe to read from many threads.
struct CostPart {
    Exact quantity; ///< Units, begun packages, or 1 for a price of the whole.
    Decimal amount;
    Decimal flat_fee;
    Exact cost;
};

/// The parts that `cost_of` adds up, tier by tier: why it is what it is.
///
/// Threads: a pure function; safe from many threads.
[[nodiscard]] std::vector<CostPart> cost_parts(PriceModel model, const Price& price,
                                               const Exact& quantity);

/// The quantity that is paid for: what lies above the included one, never below zero.
[[nodiscard]] Exact above_included(const Exact& quantity, const Exact& included);

/// A sum held between the row's minimum and maximum, both times `share` (R22, R23).
///
/// The maximum is applied first, so that a minimum above it would win; publishing refuses that.
[[nodiscard]] Exact within_bounds(const Price& price, const Exact& sum, const Exact& share);

} // namespace prorata
