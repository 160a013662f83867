#include "prorata/catalog/catalog.hpp"

#include "catalog/numbering.hpp"
#include "prorata/base/error.hpp"
#include "prorata/time/cycle.hpp"

#include <algorithm>

namespace prorata {

namespace {

[[noreturn]] void not_found(const std::string& what) {
    throw Error(ErrorCode::not_found, "the catalogue has no " + what);
}

bool comes_first(const std::pair<std::string, ComponentId>& entry, std::string_view code) {
    return entry.first < code;
}

} // namespace

Anchor first_anchor(const Offer& offer, Date start) {
    const TariffVersion& version = *offer.version;
    switch (version.cycle) {
    case CycleKind::calendar:
        return Cycle::calendar(version.cycle_day).first(start, offer.billing_period).anchor;
    case CycleKind::billing_day:
        return Cycle::billing_day(version.cycle_day).first(start, offer.billing_period).anchor;
    case CycleKind::anniversary: break;
    }
    return Cycle::anniversary().first(start, offer.billing_period).anchor;
}

std::optional<std::size_t> Offer::find(ComponentId component) const noexcept {
    for (std::size_t i = 0; i < components.size(); ++i) {
        if (components[i] == component) return i;
    }
    return std::nullopt;
}

Catalog::Catalog() : Catalog(CatalogSource{}, Numbering{}) {}

Catalog::Catalog(CatalogSource source, const Numbering& numbering)
    : source_(std::move(source)), components_(numbering.components),
      offers_(numbered_offers(source_, numbering)) {
    std::sort(components_.begin(), components_.end());
    for (std::size_t i = 0; i < components_.size(); ++i) {
        codes_.emplace_back(components_[i].second, i);
    }
    std::sort(codes_.begin(), codes_.end());
    for (std::size_t i = 0; i < offers_.size(); ++i)
        sold_as_[offers_[i].version].push_back(i);
    for (const Tariff& tariff : source_.tariffs)
        tariffs_.push_back(&tariff);
    std::sort(tariffs_.begin(), tariffs_.end(),
              [](const Tariff* left, const Tariff* right) { return left->code < right->code; });
}

const Offer& Catalog::offer(OfferId id) const {
    const auto before = [](const Offer& offer, OfferId wanted) { return offer.id < wanted; };
    if (!offers_.empty() && offers_.front().id <= id) {
        // Numbers that have no gaps are positions; with gaps they lie before that.
        const auto steps = static_cast<std::size_t>(id.value() - offers_.front().id.value());
        if (steps < offers_.size() && offers_[steps].id == id) return offers_[steps];
        const auto found = std::lower_bound(offers_.begin(), offers_.end(), id, before);
        if (found != offers_.end() && found->id == id) return *found;
    }
    not_found("offer " + std::to_string(id.value()));
}

const Tariff& Catalog::tariff(std::string_view code) const {
    const auto found = std::lower_bound(
        tariffs_.begin(), tariffs_.end(), code,
        [](const Tariff* tariff, std::string_view wanted) { return tariff->code < wanted; });
    if (found == tariffs_.end() || (*found)->code != code) {
        not_found("tariff '" + std::string(code) + "'");
    }
    return **found;
}

ComponentId Catalog::component(std::string_view code) const {
    const auto found = std::lower_bound(components_.begin(), components_.end(), code, comes_first);
    if (found == components_.end() || found->first != code) {
        not_found("component '" + std::string(code) + "'");
    }
    return found->second;
}

std::string_view Catalog::component_code(ComponentId id) const {
    const auto found = std::lower_bound(
        codes_.begin(), codes_.end(), id,
        [](const auto& entry, ComponentId wanted) { return entry.first < wanted; });
    if (found == codes_.end() || found->first != id) {
        not_found("component " + std::to_string(id.value()));
    }
    return components_[found->second].first;
}

const TariffVersion* Catalog::version_on(const Tariff& tariff, Date day) noexcept {
    const TariffVersion* found = nullptr;
    for (const TariffVersion& version : tariff.versions) {
        if (version.valid_from <= day) found = &version;
    }
    return found;
}

const Offer* Catalog::find(const Tariff& tariff, Date day, const std::optional<Term>& term,
                           const Term& billing_period, Currency currency,
                           std::string_view level) const noexcept {
    const auto sold = sold_as_.find(version_on(tariff, day));
    if (sold == sold_as_.end()) return nullptr;
    const Offer* retail = nullptr;
    for (const std::size_t position : sold->second) {
        const Offer& offer = offers_[position];
        if (offer.term != term || offer.billing_period != billing_period) continue;
        if (offer.currency != currency) continue;
        if (offer.level == level) return &offer;
        if (offer.level.empty()) retail = &offer;
    }
    return retail;
}

Decimal Catalog::level_percent(std::string_view level) const {
    if (level.empty()) return 0;
    for (const PriceLevel& known : source_.levels) {
        if (known.code == level) return known.percent;
    }
    not_found("price level '" + std::string(level) + "'");
}

} // namespace prorata
