#pragma once

#include "prorata/base/id.hpp"
#include "prorata/catalog/tariff.hpp"
#include "prorata/time/anchor.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace prorata {

/// What can be bought: a tariff version at one term, billing period, currency and price level.
///
/// A subscription, and each of its charges, names an offer: one number stands for the price
/// version and everything that chose the price.
struct Offer {
    OfferId id;
    const Tariff* tariff;
    const TariffVersion* version;
    std::optional<Term> term; ///< None: open-ended.
    Term billing_period;
    Currency currency;
    std::string level; ///< "" is retail.
    /// Of each component of the version, by position; nullptr: not sold in this offer.
    std::vector<const Price*> prices;
    std::vector<ComponentId> components; ///< Of each component of the version, by position.

    /// Position of the component in the version, or nothing.
    [[nodiscard]] std::optional<std::size_t> find(ComponentId component) const noexcept;
};

/// The boundary that periods are counted from in a life that starts on the day (R18).
[[nodiscard]] Anchor first_anchor(const Offer& offer, Date start);

/// The published catalogue, ready for look-ups. Ids are given by the book that publishes it.
///
/// Owns:    a copy of everything; offers point into it.
/// Threads: immutable; safe to read from many threads.
/// See:     docs/concepts/catalog.md.
class Catalog {
  public:
    /// Ids by natural key, as the book keeps them.
    struct Numbering {
        struct OfferNumber {
            std::string tariff;
            Date valid_from;
            std::optional<Term> term;
            Term billing_period;
            Currency currency;
            std::string level;
            OfferId id;

            friend bool operator==(const OfferNumber&, const OfferNumber&) = default;
        };
        std::vector<std::pair<std::string, ComponentId>> components; ///< By code.
        std::vector<OfferNumber> offers;

        friend bool operator==(const Numbering&, const Numbering&) = default;
    };

    /// `known`, and after it a number for each natural key that only `source` has, in its order.
    ///
    /// New numbers follow the greatest known one, so a number never changes its meaning.
    [[nodiscard]] static Numbering number(const CatalogSource& source, Numbering known);

    /// Errors: Error{invalid_argument} if a natural key has no number, or shares one.
    Catalog(CatalogSource source, const Numbering& numbering);
    Catalog();
    Catalog(const Catalog&) = delete;
    Catalog& operator=(const Catalog&) = delete;

    [[nodiscard]] const CatalogSource& source() const noexcept { return source_; }
    /// In the order of their ids.
    [[nodiscard]] const std::vector<Offer>& offers() const noexcept { return offers_; }
    /// In constant time where the numbers have no gaps. Errors: Error{not_found}.
    [[nodiscard]] const Offer& offer(OfferId id) const;
    /// Errors: Error{not_found}.
    [[nodiscard]] const Tariff& tariff(std::string_view code) const;
    /// Errors: Error{not_found}.
    [[nodiscard]] ComponentId component(std::string_view code) const;
    /// Errors: Error{not_found}.
    [[nodiscard]] std::string_view component_code(ComponentId id) const;
    /// The version in force on a day, or nullptr before the first.
    [[nodiscard]] static const TariffVersion* version_on(const Tariff& tariff, Date day) noexcept;
    /// The offer in force on a day; a level without rows of its own gets the retail one.
    ///
    /// nullptr: not sold on that day at that term, billing period and currency.
    [[nodiscard]] const Offer* find(const Tariff& tariff, Date day, const std::optional<Term>& term,
                                    const Term& billing_period, Currency currency,
                                    std::string_view level) const noexcept;
    /// Percent off RRP of a price level. Errors: Error{not_found} unless "" or a known level.
    [[nodiscard]] Decimal level_percent(std::string_view level) const;
    /// What a billing period of that length costs at least, at retail ("from 175.00", SL-09): the
    /// cheapest base tariff of the product, with the quantities that an order has if it names none.
    ///
    /// Errors: Error{overflow}.
    [[nodiscard]] std::optional<Decimal> price_from(std::string_view product, const Term& period,
                                                    Currency currency, Date day) const;

  private:
    CatalogSource source_;
    std::vector<std::pair<std::string, ComponentId>> components_; // by code
    std::vector<std::pair<ComponentId, std::size_t>> codes_;      // by id: position in components_
    std::vector<Offer> offers_;                                   // by id
    std::vector<const Tariff*> tariffs_;                          // by code
    std::unordered_map<const TariffVersion*, std::vector<std::size_t>> sold_as_; // in offers_
};

/// Throws one Error with every fault of a catalogue file, each with its path, for example
/// "tariffs[2].versions[0].prices[5].amount". `published` is what the book has already: a version
/// that was published is immutable, and a new one may not start before `today` (R20).
///
/// Errors: Error{invalid_argument}.
void require_publishable(const CatalogSource& source, const CatalogSource& published, Date today);

} // namespace prorata
