#include "catalog/checks.hpp"
#include "prorata/catalog/catalog.hpp"

namespace prorata {

void require_publishable(const CatalogSource& source, const CatalogSource& published, Date today) {
    Faults faults;
    check_names(source, faults);
    check_tariffs(source, faults);
    check_tax_rates(source, faults);
    check_published(source, published, today, faults);
    faults.raise_if_any("the catalogue cannot be published");
}

} // namespace prorata
