#include "catalog/numbering.hpp"

#include <algorithm>
#include <unordered_set>

namespace prorata {

namespace {

/// Codes that have a number already, and the number that the next one gets.
struct Register {
    std::unordered_set<std::string> keys;
    std::int64_t last = 0;

    void know(std::string key, std::int64_t number) {
        keys.insert(std::move(key));
        last = std::max(last, number);
    }
};

void number_components(const CatalogSource& source, Catalog::Numbering& numbering) {
    Register known;
    for (const auto& [code, id] : numbering.components)
        known.know(code, id.value());
    for (const Tariff& tariff : source.tariffs) {
        for (const TariffVersion& version : tariff.versions) {
            for (const Component& component : version.components) {
                if (!known.keys.insert(component.code).second) continue;
                numbering.components.emplace_back(component.code, ComponentId(++known.last));
            }
        }
    }
}

void number_offers(const CatalogSource& source, Catalog::Numbering& numbering) {
    Register known;
    for (const auto& offer : numbering.offers) {
        known.know(offer_key(offer.tariff, offer.valid_from, offer.term, offer.billing_period,
                             offer.currency, offer.level),
                   offer.id.value());
    }
    for (const Tariff& tariff : source.tariffs) {
        for (const TariffVersion& version : tariff.versions) {
            for (const Price& row : version.prices) {
                std::string key = offer_key(tariff.code, version.valid_from, row.term,
                                            row.billing_period, row.currency, row.level);
                if (!known.keys.insert(std::move(key)).second) continue;
                numbering.offers.push_back({tariff.code, version.valid_from, row.term,
                                            row.billing_period, row.currency, row.level,
                                            OfferId(++known.last)});
            }
        }
    }
}

} // namespace

std::string offer_key(const std::string& tariff, Date valid_from, const std::optional<Term>& term,
                      const Term& billing_period, Currency currency, const std::string& level) {
    return tariff + " of " + valid_from.text() + ", " + (term ? term->text() : "open-ended") +
           " billed " + billing_period.text() + " in " + std::string(currency.code()) +
           (level.empty() ? "" : " at level " + level);
}

Catalog::Numbering Catalog::number(const CatalogSource& source, Numbering known) {
    number_components(source, known);
    number_offers(source, known);
    return known;
}

} // namespace prorata
