#pragma once

#include "prorata/catalog/catalog.hpp"

#include <string>

namespace prorata::sample {

inline const Currency rub = Currency::of("RUB");
inline const Term month = Term::parse("P1M");
inline const Term year = Term::parse("P1Y");

inline Component component(const std::string& code) {
    Component made;
    made.code = code;
    return made;
}

inline Price price(const std::string& component, const char* amount,
                   const std::optional<Term>& term = std::nullopt,
                   const Term& billing_period = month, const std::string& level = "") {
    return {component, term, billing_period, rub, level, Decimal::parse(amount)};
}

inline TariffVersion version(Date valid_from, std::vector<Component> components,
                             std::vector<Price> prices) {
    TariffVersion made{valid_from, std::move(components), std::move(prices)};
    return made;
}

inline Tariff tariff(const std::string& code, const std::string& product,
                     std::vector<TariffVersion> versions) {
    Tariff made;
    made.code = code;
    made.product = product;
    made.versions = std::move(versions);
    return made;
}

/// Seats by the month and by the year, retail and for partners; a second version from March; an
/// extension. Nothing in it is wrong on 2026-01-01.
inline CatalogSource small() {
    const Date january(2026, 1, 1);
    const Date march(2026, 3, 1);
    CatalogSource made;
    made.products = {{"m365", "Office"}};
    made.levels = {{"partner", 30}};
    made.tax_rates = {{"RU", "standard", Date(2019, 1, 1), Decimal(20)},
                      {"RU", "standard", january, Decimal(22)}};
    Component seat = component("seat");
    seat.least = 1;
    seat.most = 1500;
    made.tariffs = {
        tariff("m365-e3", "m365",
               {version(january, {seat},
                        {price("seat", "5000"), price("seat", "4710.96", year),
                         price("seat", "3300", year, month, "partner")}),
                version(march, {seat}, {price("seat", "5500"), price("seat", "5100", year)})}),
        tariff("m365-audio", "m365",
               {version(january, {component("call")}, {price("call", "175")})})};
    made.tariffs[1].kind = TariffKind::extension;
    made.tariffs[1].bases = {"m365-e3"};
    return made;
}

} // namespace prorata::sample
