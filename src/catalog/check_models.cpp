#include "catalog/checks.hpp"

#include <algorithm>

namespace prorata {

namespace {

constexpr int finest_price = 12; // digits after the point: a price per second still fits

bool tiered(PriceModel model) {
    return model == PriceModel::graduated || model == PriceModel::volume ||
           model == PriceModel::stairstep;
}

void check_bound(const std::optional<Decimal>& bound, const std::string& path, Faults& faults) {
    if (bound) require_price(*bound, path, faults);
}

void check_tiers(const Component& component, const Price& price, const std::string& path,
                 Faults& faults) {
    const std::string model(name(component.model));
    if (tiered(component.model) && price.tiers.empty()) {
        faults.add(path + ".tiers", "is empty; the model " + model + " needs one or more");
    }
    if (!tiered(component.model) && !price.tiers.empty()) {
        faults.add(path + ".tiers",
                   "is for graduated, volume and stairstep; '" + component.code + "' is " + model);
    }
    Decimal before = 0;
    for (std::size_t i = 0; i < price.tiers.size(); ++i) {
        const Tier& tier = price.tiers[i];
        const std::string place = item(path, "tiers", i);
        if (tier.up_to <= before) {
            faults.add(place + ".up_to",
                       "is " + tier.up_to.text() + "; give more than " + before.text());
        }
        require_price(tier.amount, place + ".amount", faults);
        require_price(tier.flat_fee, place + ".flat_fee", faults);
        before = std::max(before, tier.up_to);
    }
}

void check_spend(const Component& component, const Price& price, const std::string& path,
                 Faults& faults) {
    check_bound(price.minimum, path + ".minimum", faults);
    check_bound(price.maximum, path + ".maximum", faults);
    if (price.minimum && price.maximum && *price.minimum > *price.maximum) {
        faults.add(path + ".minimum",
                   "is " + price.minimum->text() + ", above the maximum " + price.maximum->text());
    }
    if (component.charge_every && (price.minimum || price.maximum)) {
        faults.add(path + (price.minimum ? ".minimum" : ".maximum"),
                   "needs the sum of a period; '" + component.code + "' is charged every " +
                       component.charge_every->text());
    }
}

/// R54: there must be a price of one unit that can be rounded.
void check_unit_rounding(const Component& component, const Price& price, const std::string& path,
                         Faults& faults) {
    if (!component.unit_rounding) return;
    if (component.model == PriceModel::per_unit && component.kind == ComponentKind::recurring &&
        price.flat_fee == 0 && !price.minimum && !price.maximum) {
        return;
    }
    faults.add(path, "unit_rounding of '" + component.code +
                         "' needs a recurring price per unit without fee, minimum and maximum");
}

} // namespace

void require_price(const Decimal& amount, const std::string& path, Faults& faults) {
    if (amount < 0) faults.add(path, "is " + amount.text() + "; give a number from 0");
    if (amount.scale() > finest_price) {
        faults.add(path, "is " + amount.text() + "; give at most 12 digits after the point");
    }
}

void check_model(const Component& component, const Price& price, const std::string& path,
                 Faults& faults) {
    require_price(price.flat_fee, path + ".flat_fee", faults);
    check_tiers(component, price, path, faults);
    check_spend(component, price, path, faults);
    check_unit_rounding(component, price, path, faults);
    if (price.package <= 0) {
        faults.add(path + ".package", "is " + price.package.text() + "; give a number above 0");
    } else if (price.package != 1 && component.model != PriceModel::package) {
        faults.add(path + ".package", "is for the model package; '" + component.code + "' is " +
                                          std::string(name(component.model)));
    }
}

void check_tax_rounding(const TariffVersion& version, const std::string& path, Faults& faults) {
    if (version.tax_rounding != TaxRounding::cumulative || version.components.empty()) return;
    const Component& first = version.components.front();
    for (std::size_t i = 0; i < version.components.size(); ++i) {
        const Component& other = version.components[i];
        if (other.kind != ComponentKind::one_off && other.timing == first.timing &&
            other.charge_every == first.charge_every && other.tax_class == first.tax_class) {
            continue;
        }
        faults.add(item(path, "components", i),
                   "tax_rounding cumulative needs components that are charged together: the same "
                   "timing, charge_every and tax_class, and no one-off");
    }
}

void check_keep_net(const TariffVersion& version, const std::string& path, Faults& faults) {
    if (!version.keep_net_of) return;
    require_percent(*version.keep_net_of, path, faults);
    if (version.tax == TaxScheme::exclusive) {
        faults.add(path, "is for inclusive prices; an exclusive price keeps its net anyway");
    }
}

void check_first_proration(const TariffVersion& version, const std::string& path, Faults& faults) {
    const auto counts_otherwise = [](const Component& component) {
        return component.proration == ProrationPolicy::fixed_denominator ||
               component.proration == ProrationPolicy::days_of_next_month;
    };
    if (version.prorate_first == FirstProration::if_part ||
        std::any_of(version.components.begin(), version.components.end(), counts_otherwise)) {
        return;
    }
    faults.add(path + ".prorate_first", "always says nothing here: no component has proration "
                                        "fixed_denominator or days_of_next_month");
}

} // namespace prorata
