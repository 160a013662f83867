#include "catalog/numbering.hpp"
#include "prorata/base/error.hpp"

#include <algorithm>
#include <unordered_map>

namespace prorata {

namespace {

/// Builds offers and collects what has no number.
class Numbered {
  public:
    explicit Numbered(const Catalog::Numbering& numbering) {
        for (const auto& [code, id] : numbering.components)
            components_.emplace(code, id);
        for (const auto& offer : numbering.offers) {
            offers_.emplace(offer_key(offer.tariff, offer.valid_from, offer.term,
                                      offer.billing_period, offer.currency, offer.level),
                            offer.id);
        }
    }

    void add(const Tariff& tariff, const TariffVersion& version) {
        const std::vector<ComponentId> components = ids_of(version);
        for (const Price* row : offers_of(version)) {
            const std::string key = offer_key(tariff.code, version.valid_from, row->term,
                                              row->billing_period, row->currency, row->level);
            const auto found = offers_.find(key);
            if (found == offers_.end()) {
                faults_.add(key, "has no number");
                continue;
            }
            built_.push_back({found->second, &tariff, &version, row->term, row->billing_period,
                              row->currency, row->level, prices_of(version, *row), components});
        }
    }

    [[nodiscard]] std::vector<Offer> take() {
        std::sort(built_.begin(), built_.end(),
                  [](const Offer& left, const Offer& right) { return left.id < right.id; });
        for (std::size_t i = 1; i < built_.size(); ++i) {
            if (built_[i].id != built_[i - 1].id) continue;
            faults_.add("offer " + std::to_string(built_[i].id.value()), "is two offers");
        }
        faults_.raise_if_any("the catalogue does not agree with its numbers");
        return std::move(built_);
    }

  private:
    [[nodiscard]] std::vector<ComponentId> ids_of(const TariffVersion& version) {
        std::vector<ComponentId> ids;
        for (const Component& component : version.components) {
            const auto found = components_.find(component.code);
            if (found != components_.end())
                ids.push_back(found->second);
            else
                faults_.add("component " + component.code, "has no number");
        }
        return ids;
    }

    [[nodiscard]] static std::vector<const Price*> prices_of(const TariffVersion& version,
                                                             const Price& offer) {
        std::vector<const Price*> prices;
        for (const Component& component : version.components) {
            const auto row =
                std::find_if(version.prices.begin(), version.prices.end(), [&](const Price& price) {
                    return price.component == component.code && same_offer(price, offer);
                });
            prices.push_back(row == version.prices.end() ? nullptr : &*row);
        }
        return prices;
    }

    std::unordered_map<std::string, ComponentId> components_;
    std::unordered_map<std::string, OfferId> offers_;
    std::vector<Offer> built_;
    Faults faults_;
};

} // namespace

bool same_offer(const Price& left, const Price& right) noexcept {
    return left.term == right.term && left.billing_period == right.billing_period &&
           left.currency == right.currency && left.level == right.level;
}

std::vector<const Price*> offers_of(const TariffVersion& version) {
    std::vector<const Price*> firsts;
    for (const Price& row : version.prices) {
        const bool known = std::any_of(firsts.begin(), firsts.end(), [&row](const Price* first) {
            return same_offer(*first, row);
        });
        if (!known) firsts.push_back(&row);
    }
    return firsts;
}

std::vector<Offer> numbered_offers(const CatalogSource& source,
                                   const Catalog::Numbering& numbering) {
    Numbered numbered(numbering);
    for (const Tariff& tariff : source.tariffs) {
        for (const TariffVersion& version : tariff.versions)
            numbered.add(tariff, version);
    }
    return numbered.take();
}

} // namespace prorata
