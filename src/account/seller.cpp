#include "prorata/account/seller.hpp"

#include "account/checks.hpp"

namespace prorata {

std::string_view name(TaxRegime regime) noexcept {
    switch (regime) {
#define PRORATA_CASE(name, number)                                                                 \
    case TaxRegime::name: return #name;
        PRORATA_TAX_REGIMES(PRORATA_CASE)
#undef PRORATA_CASE
    }
    return "unknown";
}

std::optional<TaxRegime> tax_regime(std::string_view text) noexcept {
#define PRORATA_COMPARE(name, number)                                                              \
    if (text == #name) return TaxRegime::name;
    PRORATA_TAX_REGIMES(PRORATA_COMPARE)
#undef PRORATA_COMPARE
    return std::nullopt;
}

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
