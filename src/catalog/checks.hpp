#pragma once

#include "prorata/base/error.hpp"
#include "prorata/catalog/tariff.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace prorata {

/// "tariffs[2]", or "tariffs[2].versions[0]" below a base path.
[[nodiscard]] inline std::string item(const std::string& base, const char* list, std::size_t i) {
    return (base.empty() ? "" : base + ".") + list + "[" + std::to_string(i) + "]";
}

/// Lower-case letters, digits and - _ . after a letter or digit, as portals name things: m365-e3.
void require_code(const std::string& code, const std::string& path, Faults& faults);
/// Lower-case letters, digits and _ after a letter: a name that becomes a name in languages too.
void require_snake_case(const std::string& code, const std::string& path, Faults& faults);
/// 0 to 100.
void require_percent(const Decimal& percent, const std::string& path, Faults& faults);

// What of a catalogue file can be wrong by itself; each adds its faults below `path`.
void check_names(const CatalogSource& source, Faults& faults);
void check_tax_rates(const CatalogSource& source, Faults& faults);
void check_tariffs(const CatalogSource& source, Faults& faults);
void check_version(const TariffVersion& version, const CatalogSource& source,
                   const std::string& path, Faults& faults);
void check_component(const Component& component, const CatalogSource& source,
                     const std::string& path, Faults& faults);
void check_prices(const TariffVersion& version, const CatalogSource& source,
                  const std::string& path, Faults& faults);
/// A price from 0, of at most 12 digits after the point.
void require_price(const Decimal& amount, const std::string& path, Faults& faults);
/// What the component's price model asks of a row: tiers, package, minimum and maximum (R22).
void check_model(const Component& component, const Price& price, const std::string& path,
                 Faults& faults);
void check_tax_rounding(const TariffVersion& version, const std::string& path, Faults& faults);
void check_keep_net(const TariffVersion& version, const std::string& path, Faults& faults);
void check_first_proration(const TariffVersion& version, const std::string& path, Faults& faults);
/// What holds between a component and its price rows: R17, R25, R31.
void check_charging(const TariffVersion& version, const Component& component,
                    const std::string& path, Faults& faults);

/// What was published stays, and nothing starts in the past (R20).
void check_published(const CatalogSource& source, const CatalogSource& published, Date today,
                     Faults& faults);

} // namespace prorata
