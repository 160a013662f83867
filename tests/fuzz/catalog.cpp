// A catalogue file: refused by Error, or written and read again as the same.

#include "target.hpp"

#include "prorata/exchange/catalog_json.hpp"

using namespace prorata;

void fuzz(std::string_view text) {
    const auto source = accepted([&] { return parse_catalog(text); });
    if (!source) return;
    const std::string written = catalog_json(*source);
    demand(catalog_json(parse_catalog(written)) == written, "another catalogue after reading it");
}
