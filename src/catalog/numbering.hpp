#pragma once

#include "prorata/catalog/catalog.hpp"

#include <string>

namespace prorata {

/// The natural key of an offer as one text, for look-ups and messages:
/// "m365-e3 of 2026-01-01, P1Y billed P1M in RUB".
[[nodiscard]] std::string offer_key(const std::string& tariff, Date valid_from,
                                    const std::optional<Term>& term, const Term& billing_period,
                                    Currency currency, const std::string& level);

/// True if both rows belong to one offer of their version.
[[nodiscard]] bool same_offer(const Price& left, const Price& right) noexcept;

/// Positions of the first row of each offer, in the order of the rows.
[[nodiscard]] std::vector<const Price*> offers_of(const TariffVersion& version);

/// The offers of a catalogue in the order of their ids, pointing into `source`.
///
/// Errors: Error{invalid_argument} with every natural key that has no number, or shares one.
[[nodiscard]] std::vector<Offer> numbered_offers(const CatalogSource& source,
                                                 const Catalog::Numbering& numbering);

} // namespace prorata
