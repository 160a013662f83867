#include "prorata/catalog/catalog.hpp"

#include <algorithm>

namespace prorata {

namespace {

/// What one billing period costs with the quantities that an order has if it names none.
///
/// Usage is not known before it happens, and a one-off is no price of a period.
std::optional<Decimal> period_price(const Offer& offer) {
    std::optional<Decimal> total;
    for (std::size_t i = 0; i < offer.prices.size(); ++i) {
        const Component& component = offer.version->components[i];
        if (component.kind != ComponentKind::recurring || !offer.prices[i]) continue;
        const Decimal bought = std::max(component.quantity, component.least);
        const Decimal charged = std::max(bought - component.included, Decimal());
        const bool flat = component.model == PriceModel::flat;
        const Decimal price = flat ? *offer.prices[i] : *offer.prices[i] * charged;
        total = total.value_or(0) + price;
    }
    return total;
}

} // namespace

std::optional<Decimal> Catalog::price_from(std::string_view product, const Term& period,
                                           Currency currency, Date day) const {
    std::optional<Decimal> lowest;
    for (const Offer& offer : offers_) {
        const Tariff& tariff = *offer.tariff;
        if (tariff.product != product || tariff.kind != TariffKind::base) continue;
        if (!offer.level.empty() || offer.currency != currency) continue;
        if (offer.billing_period.whole_multiple_of(period) != 1) continue;
        if (offer.version != version_on(tariff, day)) continue;
        const std::optional<Decimal> price = period_price(offer);
        if (price && (!lowest || *price < *lowest)) lowest = price;
    }
    return lowest;
}

} // namespace prorata
