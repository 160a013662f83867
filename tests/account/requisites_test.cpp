#include "prorata/account/requisites.hpp"

#include "catch.hpp"
#include "prorata/base/error.hpp"

using namespace prorata;

TEST_CASE("requisites and legal forms are known by name") {
    CHECK(requisite("inn") == Requisite::inn);
    CHECK(requisite("INN") == std::nullopt);
    CHECK(name(Requisite::director_name_dative) == "director_name_dative");
    CHECK(meaning(Requisite::bank_name) == "name of the bank");
    CHECK(name(static_cast<Requisite>(200)) == "unknown");
    CHECK(meaning(static_cast<Requisite>(200)) == "unknown");
    CHECK(legal_form("sole_proprietor") == LegalForm::sole_proprietor);
    CHECK(legal_form("firm") == std::nullopt);
    CHECK(static_cast<int>(LegalForm::sole_proprietor) == 3);
    CHECK(name(static_cast<LegalForm>(0)) == "unknown");
}

TEST_CASE("country and legal form say which requisites are needed, AC-02") {
    struct Case {
        Requisite field;
        const char* country;
        LegalForm form;
        Need need;
    };
    for (const auto& [field, country, form, expected] :
         {Case{Requisite::kpp, "RU", LegalForm::legal_entity, Need::required},
          Case{Requisite::kpp, "RU", LegalForm::sole_proprietor, Need::forbidden},
          Case{Requisite::kpp, "KZ", LegalForm::legal_entity, Need::forbidden},
          Case{Requisite::kpp, "DE", LegalForm::legal_entity, Need::optional},
          Case{Requisite::passport, "RU", LegalForm::individual, Need::required},
          Case{Requisite::passport, "RU", LegalForm::sole_proprietor, Need::required},
          Case{Requisite::passport, "RU", LegalForm::legal_entity, Need::forbidden},
          Case{Requisite::inn, "RU", LegalForm::individual, Need::optional},
          Case{Requisite::bin, "KZ", LegalForm::legal_entity, Need::required},
          Case{Requisite::iin, "KZ", LegalForm::sole_proprietor, Need::required},
          Case{Requisite::iban, "RU", LegalForm::legal_entity, Need::forbidden},
          Case{Requisite::tax_number, "DE", LegalForm::legal_entity, Need::optional},
          Case{Requisite::registration_address, "KZ", LegalForm::individual, Need::required}}) {
        INFO(name(field) << " " << country << " " << name(form));
        CHECK(need(field, country, form) == expected);
    }
}

TEST_CASE("the need of an unknown field or form is a fault") {
    CHECK_THROWS_AS(need(static_cast<Requisite>(200), "RU", LegalForm::individual), Error);
    CHECK_THROWS_AS(need(Requisite::inn, "RU", static_cast<LegalForm>(0)), Error);
}
