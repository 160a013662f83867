#include "prorata/account/seller.hpp"

#include "account/checks.hpp"

namespace prorata {

std::vector<Fault> require_valid(const Seller& seller, const Requisites& requisites,
                                 ChecksumPolicy policy) {
    Faults faults;
    require_label(seller.code, "code", faults);
    require_label(seller.legal_name, "legal_name", faults);
    require_country(seller.country, faults);
    if (name(seller.tax_regime) == "unknown") faults.add("tax_regime", "is in no list");
    if (seller.kind == LegalForm::individual) {
        faults.add("kind", "is individual; give legal_entity or sole_proprietor");
    }
    auto warnings = check(requisites, seller.country, seller.kind, policy, faults);
    faults.raise_if_any("the seller was refused");
    return warnings;
}

} // namespace prorata
