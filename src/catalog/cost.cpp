#include "prorata/catalog/cost.hpp"

#include <algorithm>

namespace prorata {

namespace {

CostPart part(const Exact& quantity, const Decimal& amount, const Decimal& flat_fee) {
    return {quantity, amount, flat_fee, quantity * Exact(amount) + Exact(flat_fee)};
}

Exact packages(const Exact& quantity, const Decimal& size) {
    return {(quantity / Exact(size)).rounded({RoundingMode::ceiling, 0})};
}

/// The tier that the quantity falls into; what lies above all of them is the row's own.
Tier tier_of(const Price& price, const Exact& quantity) {
    for (const Tier& tier : price.tiers) {
        if (quantity <= Exact(tier.up_to)) return tier;
    }
    return {0, price.amount, price.flat_fee};
}

/// Calls `visit` with each part of a graduated cost, without a list.
template <class Visit>
void each_tier(const Price& price, const Exact& quantity, const Visit& visit) {
    Exact from(0);
    for (const Tier& tier : price.tiers) {
        const Exact up_to(tier.up_to);
        visit(part(std::min(quantity, up_to) - from, tier.amount, tier.flat_fee));
        if (quantity <= up_to) return;
        from = up_to;
    }
    visit(part(quantity - from, price.amount, price.flat_fee));
}

template <class Visit>
void each_part(PriceModel model, const Price& price, const Exact& quantity, const Visit& visit) {
    switch (model) {
    case PriceModel::graduated: each_tier(price, quantity, visit); return;
    case PriceModel::volume: {
        const Tier tier = tier_of(price, quantity);
        visit(part(quantity, tier.amount, tier.flat_fee));
        return;
    }
    case PriceModel::stairstep: {
        const Tier tier = tier_of(price, quantity);
        visit(part(1, tier.amount, tier.flat_fee));
        return;
    }
    case PriceModel::package:
        visit(part(packages(quantity, price.package), price.amount, price.flat_fee));
        return;
    case PriceModel::percentage:
        visit(part(quantity / Exact(100), price.amount, price.flat_fee));
        return;
    case PriceModel::per_unit: visit(part(quantity, price.amount, price.flat_fee)); return;
    case PriceModel::flat: visit(part(1, price.amount, price.flat_fee)); return;
    }
}

} // namespace

Exact cost_of(PriceModel model, const Price& price, const Exact& quantity) {
    Exact sum(0);
    each_part(model, price, quantity, [&sum](const CostPart& part) { sum = sum + part.cost; });
    return sum;
}

std::vector<CostPart> cost_parts(PriceModel model, const Price& price, const Exact& quantity) {
    std::vector<CostPart> parts;
    each_part(model, price, quantity,
              [&parts](CostPart part) { parts.push_back(std::move(part)); });
    return parts;
}

Exact above_included(const Exact& quantity, const Exact& included) {
    return std::max(quantity - included, Exact(0));
}

Exact within_bounds(const Price& price, const Exact& sum, const Exact& share) {
    Exact held = sum;
    if (price.maximum) held = std::min(held, Exact(*price.maximum) * share);
    if (price.minimum) held = std::max(held, Exact(*price.minimum) * share);
    return held;
}

} // namespace prorata
