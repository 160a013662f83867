#include "prorata/catalog/catalog.hpp"

#include "prorata/base/error.hpp"

#include <algorithm>
#include <string>

namespace prorata {

namespace {

/// What makes an offer of a price row: everything but the component and the amount.
bool same_offer(const Catalog::Numbering::OfferNumber& number, const Tariff& tariff,
                const TariffVersion& version, const Price& price) {
    return number.tariff == tariff.code && number.valid_from == version.valid_from &&
           number.term == price.term && number.billing_period == price.billing_period &&
           number.currency == price.currency && number.level == price.level;
}

template <class Visit>
void for_each_price(const CatalogSource& source, const Visit& visit) {
    for (const Tariff& tariff : source.tariffs) {
        for (const TariffVersion& version : tariff.versions) {
            for (const Price& price : version.prices)
                visit(tariff, version, price);
        }
    }
}

Error unnumbered(const std::string& what) {
    return {ErrorCode::invalid_argument, what + " has no number in this book"};
}

} // namespace

std::optional<std::size_t> Offer::find(ComponentId component) const noexcept {
    for (std::size_t i = 0; i < components.size(); ++i) {
        if (components[i] == component) return i;
    }
    return std::nullopt;
}

Catalog::Numbering Catalog::number(const CatalogSource& source, Numbering known) {
    const auto has_component = [&known](const std::string& code) {
        return std::any_of(known.components.begin(), known.components.end(),
                           [&code](const auto& pair) { return pair.first == code; });
    };
    for (const Tariff& tariff : source.tariffs) {
        for (const TariffVersion& version : tariff.versions) {
            for (const Component& component : version.components) {
                if (has_component(component.code)) continue;
                known.components.emplace_back(
                    component.code,
                    ComponentId(static_cast<std::int64_t>(known.components.size()) + 1));
            }
        }
    }
    for_each_price(
        source, [&known](const Tariff& tariff, const TariffVersion& version, const Price& price) {
            const auto found =
                std::find_if(known.offers.begin(), known.offers.end(), [&](const auto& number) {
                    return same_offer(number, tariff, version, price);
                });
            if (found != known.offers.end()) return;
            known.offers.push_back({tariff.code, version.valid_from, price.term,
                                    price.billing_period, price.currency, price.level,
                                    OfferId(static_cast<std::int64_t>(known.offers.size()) + 1)});
        });
    return known;
}

Catalog::Catalog() : Catalog(CatalogSource{}, Numbering{}) {}

Catalog::Catalog(CatalogSource source, const Numbering& numbering)
    : source_(std::move(source)), components_(numbering.components) {
    for (const auto& number : numbering.offers)
        add_offer(number);
    for_each_price(source_, [this, &numbering](const Tariff& tariff, const TariffVersion& version,
                                               const Price& price) {
        for (const auto& number : numbering.offers) {
            if (same_offer(number, tariff, version, price)) {
                set_price(number.id, price);
                return;
            }
        }
        throw unnumbered("an offer of the tariff " + tariff.code);
    });
}

void Catalog::add_offer(const Numbering::OfferNumber& number) {
    const Tariff& sold = tariff(number.tariff);
    for (const TariffVersion& version : sold.versions) {
        if (version.valid_from != number.valid_from) continue;
        Offer offer{number.id,       &sold,        &version, number.term, number.billing_period,
                    number.currency, number.level, {},       {}};
        offer.prices.resize(version.components.size());
        for (const Component& part : version.components) {
            offer.components.push_back(component(part.code));
        }
        const auto position = static_cast<std::size_t>(number.id.value());
        if (offer_position_.size() <= position) offer_position_.resize(position + 1, none);
        offer_position_[position] = offers_.size();
        offers_.push_back(std::move(offer));
    }
}

void Catalog::set_price(OfferId id, const Price& price) {
    Offer& offer = offers_[offer_position_[static_cast<std::size_t>(id.value())]];
    offer.prices[offer.find(component(price.component)).value()] = price.amount;
}

const Offer& Catalog::offer(OfferId id) const {
    const auto position = static_cast<std::size_t>(id.value());
    if (position >= offer_position_.size() || offer_position_[position] == none) {
        throw Error(ErrorCode::not_found, "there is no offer " + std::to_string(id.value()));
    }
    return offers_[offer_position_[position]];
}

const Tariff& Catalog::tariff(std::string_view code) const {
    for (const Tariff& tariff : source_.tariffs) {
        if (tariff.code == code) return tariff;
    }
    throw Error(ErrorCode::not_found, "there is no tariff \"" + std::string(code) + "\"");
}

ComponentId Catalog::component(std::string_view code) const {
    for (const auto& [known, id] : components_) {
        if (known == code) return id;
    }
    throw Error(ErrorCode::not_found, "there is no component \"" + std::string(code) + "\"");
}

std::string_view Catalog::component_code(ComponentId id) const {
    for (const auto& [code, known] : components_) {
        if (known == id) return code;
    }
    throw Error(ErrorCode::not_found, "there is no component " + std::to_string(id.value()));
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
    const TariffVersion* version = version_on(tariff, day);
    const Offer* retail = nullptr;
    for (const Offer& offer : offers_) {
        if (offer.version != version || offer.term != term ||
            !(offer.billing_period == billing_period) || offer.currency != currency) {
            continue;
        }
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
    throw Error(ErrorCode::not_found, "there is no price level \"" + std::string(level) + "\"");
}

std::optional<Decimal> Catalog::price_from(std::string_view product, const Term& period,
                                           Currency currency, Date day) const {
    std::optional<Decimal> least;
    for (const Offer& offer : offers_) {
        if (offer.tariff->product != product || !(offer.billing_period == period) ||
            offer.currency != currency || !offer.level.empty() ||
            offer.version != version_on(*offer.tariff, day)) {
            continue;
        }
        for (const auto& price : offer.prices) {
            if (price && (!least || *price < *least)) least = price;
        }
    }
    return least;
}

} // namespace prorata
