#pragma once

#include "prorata/catalog/tariff.hpp"

#include <string>
#include <string_view>

namespace prorata {

/// Reads a catalogue file. Decimals are strings ("4710.96") or whole numbers; a JSON number with a
/// point is refused, because it is a binary fraction in most programs that wrote or read it.
///
/// Whether the catalogue makes sense is another question: see require_publishable.
///
/// Errors:  Error{invalid_argument}: the line and column of what is no JSON; or every fault with
/// its
///          path, for example "tariffs[2].versions[0].prices[5].amount". Unknown members are
///          faults.
/// Threads: any.
/// See:     docs/reference/catalog-format.md and catalog.schema.json.
[[nodiscard]] CatalogSource parse_catalog(std::string_view json);

/// Writes a catalogue file; parse_catalog gives the same catalogue back. Equal catalogues give the
/// same bytes, and what has a default is written out, so that a file keeps its meaning.
///
/// Requires: texts are UTF-8.
/// Threads:  any.
[[nodiscard]] std::string catalog_json(const CatalogSource& source);

} // namespace prorata
