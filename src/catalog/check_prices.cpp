#include "catalog/checks.hpp"
#include "catalog/numbering.hpp"

#include <algorithm>
#include <set>

namespace prorata {

namespace {

void check_term(const Price& price, const std::string& path, Faults& faults) {
    if (price.billing_period.unit() == TermUnit::hour) {
        faults.add(path + ".billing_period",
                   "hours are unsupported; give days, weeks, months or years");
    }
    if (!price.term || price.term->whole_multiple_of(price.billing_period) > 0) return;
    faults.add(path + ".term", price.term->text() + " is no whole multiple of the billing period " +
                                   price.billing_period.text());
}

void check_price(const Price& price, const TariffVersion& version, const CatalogSource& source,
                 const std::string& path, Faults& faults) {
    const auto has_code = [](const auto& items, const std::string& code) {
        return std::any_of(items.begin(), items.end(),
                           [&code](const auto& known) { return known.code == code; });
    };
    const auto component =
        std::find_if(version.components.begin(), version.components.end(),
                     [&price](const Component& known) { return known.code == price.component; });
    if (component == version.components.end()) {
        faults.add(path + ".component", "there is no component '" + price.component + "'");
    } else {
        check_model(*component, price, path, faults);
    }
    if (!price.level.empty() && !has_code(source.levels, price.level)) {
        faults.add(path + ".level", "there is no price level '" + price.level + "'");
    }
    require_price(price.amount, path + ".amount", faults);
    check_term(price, path, faults);
}

const Price* row_of(const TariffVersion& version, Price wanted, const std::string& level) {
    wanted.level = level;
    for (const Price& price : version.prices) {
        if (price.component == wanted.component && same_offer(price, wanted)) return &price;
    }
    return nullptr;
}

/// An offer of a level stands alone: what retail has a price for, it must have one for too.
void check_level_is_whole(const TariffVersion& version, const Price& offer, const std::string& path,
                          Faults& faults) {
    if (offer.level.empty()) return;
    for (const Component& component : version.components) {
        Price wanted = offer;
        wanted.component = component.code;
        if (row_of(version, wanted, offer.level) != nullptr) continue;
        if (row_of(version, wanted, "") == nullptr) continue;
        faults.add(path, "level '" + offer.level + "' has no price of '" + component.code +
                             "' at " + offer.billing_period.text() + ", which retail has");
    }
}

} // namespace

void check_prices(const TariffVersion& version, const CatalogSource& source,
                  const std::string& path, Faults& faults) {
    if (version.prices.empty()) faults.add(path + ".prices", "is empty; nothing can be bought");
    std::set<std::string> seen;
    const std::vector<const Price*> offers = offers_of(version);
    for (std::size_t i = 0; i < version.prices.size(); ++i) {
        const Price& price = version.prices[i];
        const std::string place = item(path, "prices", i);
        check_price(price, version, source, place, faults);
        const std::string key = price.component + " " +
                                offer_key("", version.valid_from, price.term, price.billing_period,
                                          price.currency, price.level);
        if (!seen.insert(key).second) {
            faults.add(place,
                       "'" + price.component +
                           "' has a row of this term, billing period, currency and level already");
        }
        if (std::find(offers.begin(), offers.end(), &price) != offers.end()) {
            check_level_is_whole(version, price, place, faults);
        }
    }
}

} // namespace prorata
