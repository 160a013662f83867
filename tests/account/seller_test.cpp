#include "prorata/account/seller.hpp"

#include "account/paths.hpp"

using namespace prorata;

namespace {
Seller abroad() {
    return {
        SellerId(1),       "main", "Firm", LegalForm::legal_entity, "DE", Zone::of("Europe/Berlin"),
        TaxRegime::general};
}
} // namespace

TEST_CASE("a seller that is right in form is taken") {
    Seller seller = abroad();
    CHECK(require_valid(seller, {{"name", "Firm"}, {"legal_address", "Berlin"}}).empty());
    CHECK(seller.vat_payer());
    seller.tax_regime = TaxRegime::exempt;
    CHECK_FALSE(seller.vat_payer());
}

TEST_CASE("a seller is refused with all its faults") {
    Seller seller = abroad();
    seller.code = "";
    seller.legal_name = "a\tb";
    seller.country = "Germany";
    seller.kind = LegalForm::individual;
    seller.tax_regime = static_cast<TaxRegime>(9);
    CHECK(fault_paths([&] { (void)require_valid(seller, {}); }) ==
          std::vector<std::string>{"code", "country", "kind", "legal_name", "requisite.name",
                                   "tax_regime"});
}

TEST_CASE("tax regimes have stable numbers and names") {
    CHECK(tax_regime("exempt") == TaxRegime::exempt);
    CHECK(tax_regime("none") == std::nullopt);
    CHECK(name(TaxRegime::general) == "general");
    CHECK(static_cast<int>(TaxRegime::exempt) == 2);
}
