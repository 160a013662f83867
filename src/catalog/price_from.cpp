#include "prorata/catalog/catalog.hpp"
#include "prorata/catalog/cost.hpp"

#include <algorithm>

namespace prorata {

namespace {

/// What one billing period costs with the quantities that an order has if it names none.
///
/// Usage is not known before it happens, and a one-off is no price of a period.
std::optional<Exact> period_price(const Offer& offer) {
    std::optional<Exact> total;
    for (std::size_t i = 0; i < offer.prices.size(); ++i) {
        const Component& component = offer.version->components[i];
        if (component.kind != ComponentKind::recurring || offer.prices[i] == nullptr) continue;
        const Decimal bought = std::max(component.quantity, component.least);
        const Exact cost = cost_of(component.model, *offer.prices[i],
                                   above_included(Exact(bought), Exact(component.included)));
        total = total.value_or(Exact(0)) + within_bounds(*offer.prices[i], cost, 1);
    }
    return total;
}

} // namespace

std::optional<Decimal> Catalog::price_from(std::string_view product, const Term& period,
                                           Currency currency, Date day) const {
    std::optional<Exact> lowest;
    for (const Offer& offer : offers_) {
        const Tariff& tariff = *offer.tariff;
        if (tariff.product != product || tariff.kind != TariffKind::base) continue;
        if (!offer.level.empty() || offer.currency != currency) continue;
        if (offer.billing_period.whole_multiple_of(period) != 1) continue;
        if (offer.version != version_on(tariff, day)) continue;
        const std::optional<Exact> price = period_price(offer);
        if (price && (!lowest || *price < *lowest)) lowest = price;
    }
    if (!lowest) return std::nullopt;
    constexpr Rounding exact{RoundingMode::half_up, 12}; // as fine as prices are
    return lowest->round(exact);
}

} // namespace prorata
