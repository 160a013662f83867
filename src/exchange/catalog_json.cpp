#include "prorata/exchange/catalog_json.hpp"

#include "exchange/reader.hpp"
#include "exchange/writer.hpp"

namespace prorata {

CatalogSource parse_catalog(std::string_view json) {
    Faults faults;
    CatalogSource source;
    ObjectReader::read_record(parse_json(json), source, "", faults);
    faults.raise_if_any("the catalogue file was refused");
    return source;
}

std::string catalog_json(const CatalogSource& source) {
    return ObjectWriter::text(source, 0) + "\n";
}

} // namespace prorata
