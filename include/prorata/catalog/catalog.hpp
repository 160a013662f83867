#pragma once

#include "prorata/base/id.hpp"
#include "prorata/catalog/tariff.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
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
    /// Of each component of the version, by position; none: not sold in this offer.
    std::vector<std::optional<Decimal>> prices;
    std::vector<ComponentId> components; ///< Of each component of the version, by position.

    /// Position of the component in the version, or nothing.
    [[nodiscard]] std::optional<std::size_t> find(ComponentId component) const noexcept;
};

/// The published catalogue, ready for look-ups. Ids are given by the book that publishes it.
///
/// Owns:    a copy of everything; offers point into it.
/// Threads: immutable; safe to read from many threads.
/// See:     docs/concepts/catalog.md.
class Catalog {
  public:
    /// Ids by natural key, as the book keeps them.
    struct Numbering {
        std::vector<std::pair<std::string, ComponentId>> components; ///< By code.
        struct OfferNumber {
            std::string tariff;
            Date valid_from;
            std::optional<Term> term;
            Term billing_period;
            Currency currency;
            std::string level;
            OfferId id;
        };
        std::vector<OfferNumber> offers;
    };

    /// The number of each natural key that `source` has and `known` has not, appended in order.
    [[nodiscard]] static Numbering number(const CatalogSource& source, Numbering known);

    /// Errors: Error{invalid_argument} if a natural key has no number.
    Catalog(CatalogSource source, const Numbering& numbering);
    Catalog();
    Catalog(const Catalog&) = delete;
    Catalog& operator=(const Catalog&) = delete;

    [[nodiscard]] const CatalogSource& source() const noexcept { return source_; }
    [[nodiscard]] const std::vector<Offer>& offers() const noexcept { return offers_; }
    /// Errors: Error{not_found}.
    [[nodiscard]] const Offer& offer(OfferId id) const;
    /// Errors: Error{not_found}.
    [[nodiscard]] const Tariff& tariff(std::string_view code) const;
    /// Errors: Error{not_found}.
    [[nodiscard]] ComponentId component(std::string_view code) const;
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
    /// The lowest retail price a billing period of that length costs ("from 175.00", SL-09).
    [[nodiscard]] std::optional<Decimal> price_from(std::string_view product, const Term& period,
                                                    Currency currency, Date day) const;

  private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    void add_offer(const Numbering::OfferNumber& number);
    void set_price(OfferId id, const Price& price);

    CatalogSource source_;
    std::vector<Offer> offers_;
    std::vector<std::size_t> offer_position_; // by id
    std::vector<std::pair<std::string, ComponentId>> components_;
};

/// Throws one Error with every fault of a catalogue file, each with its path, for example
/// "tariffs[2].versions[0].prices[5].amount". `published` is what the book has already: a version
/// that was published is immutable, and a new one may not start before `today` (R20).
///
/// Errors: Error{invalid_argument}.
void require_publishable(const CatalogSource& source, const CatalogSource& published, Date today);

} // namespace prorata
