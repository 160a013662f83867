#include "prorata/account/payer.hpp"

#include "account/paths.hpp"

using namespace prorata;

namespace {

Payer payer(LegalForm kind, const char* country) {
    return {PayerId(181), AccountId(7), kind, country, {DeliveryChannel::email}};
}

Requisites firm_of_russia() {
    return {{"name", "ООО Пример"},
            {"contact", "Иванов"},
            {"inn", "7707083893"},
            {"kpp", "773601001"},
            {"ogrn", "1027700132195"},
            {"bank_name", "Банк"},
            {"bik", "044525225"},
            {"settlement_account", "40702810200000000001"},
            {"correspondent_account", "30101810400000000225"},
            {"legal_address", "Москва"},
            {"director_name", "Иванов"},
            {"director_name_genitive", "Иванова"},
            {"director_name_dative", "Иванову"},
            {"director_post", "директор"},
            {"director_post_genitive", "директора"},
            {"director_post_dative", "директору"},
            {"acts_on", "Устава"}};
}

Requisites firm_of_kazakhstan() {
    return {{"name", "Firm"},
            {"contact", "someone"},
            {"bin", "940140000385"},
            {"bank_name", "Bank"},
            {"bik", "HSBKKZKX"},
            {"iban", "KZ75125KZT1001300335"},
            {"legal_address", "Almaty"},
            {"director_name", "someone"},
            {"director_post", "director"}};
}

std::vector<std::string> faults(const Payer& payer, const Requisites& requisites,
                                ChecksumPolicy policy = ChecksumPolicy::fail) {
    return fault_paths([&] { (void)require_valid(payer, requisites, policy); });
}

} // namespace

TEST_CASE("payers with the requisites of their country and kind are taken") {
    CHECK(require_valid(payer(LegalForm::legal_entity, "RU"), firm_of_russia()).empty());
    CHECK(require_valid(payer(LegalForm::legal_entity, "KZ"), firm_of_kazakhstan()).empty());
    const Requisites person{{"name", "Person"},
                            {"inn", "500100732259"},
                            {"passport", "4500 000000"},
                            {"passport_issued_on", "2020-02-29"},
                            {"passport_issued_by", "department"},
                            {"birth_on", "2000-01-31"},
                            {"registration_address", "Moscow"}};
    CHECK(require_valid(payer(LegalForm::individual, "RU"), person).empty());
    CHECK(require_valid(payer(LegalForm::individual, "DE"), {{"name", "Person"}}).empty());
    const Requisites abroad{{"name", "Firm"}, {"legal_address", "Berlin"}, {"tax_number", "1/2"}};
    CHECK(require_valid(payer(LegalForm::legal_entity, "DE"), abroad).empty());
}

TEST_CASE("a payer is refused with all its faults and their paths") {
    Payer wrong = payer(LegalForm::legal_entity, "Ru");
    CHECK(faults(wrong, {{"name", "Firm"}, {"legal_address", "x"}}) ==
          std::vector<std::string>{"country"});
    wrong = payer(LegalForm::legal_entity, "RU");
    wrong.channels.insert(static_cast<DeliveryChannel>(9));
    Requisites requisites = firm_of_russia();
    requisites["inn"] = "7707083894";                // control digit
    requisites["kpp"] = "77360100";                  // form
    requisites["passport"] = "4500 000000";          // forbidden
    requisites["hobby"] = "chess";                   // unknown
    requisites["legal_address"] = "";                // empty
    requisites["settlement_account"] = "4070281020"; // form
    requisites.erase("director_name_dative");        // missing
    CHECK(faults(wrong, requisites) ==
          std::vector<std::string>{"channels", "requisite.director_name_dative", "requisite.hobby",
                                   "requisite.inn", "requisite.kpp", "requisite.legal_address",
                                   "requisite.passport", "requisite.settlement_account"});
}

TEST_CASE("wrong control digits are faults, or warnings by policy") {
    const Payer firm = payer(LegalForm::legal_entity, "RU");
    Requisites requisites = firm_of_russia();
    requisites["inn"] = "7707083894";
    requisites["ogrn"] = "1027700132196";
    requisites["settlement_account"] = "40702810300000000001";
    requisites["correspondent_account"] = "30101810400000000226";
    const std::vector<std::string> expected{"requisite.correspondent_account", "requisite.inn",
                                            "requisite.ogrn", "requisite.settlement_account"};
    CHECK(faults(firm, requisites) == expected);
    const auto warnings = require_valid(firm, requisites, ChecksumPolicy::warn);
    std::vector<std::string> paths;
    for (const Fault& warning : warnings)
        paths.push_back(warning.path);
    std::sort(paths.begin(), paths.end());
    CHECK(paths == expected);
}

TEST_CASE("a wrong form stays a fault when control digits only warn") {
    Requisites requisites = firm_of_russia();
    requisites["inn"] = "500100732259"; // that of a person
    requisites["bik"] = "944525225";
    requisites["correspondent_account"] = "40702810200000000001";
    CHECK(faults(payer(LegalForm::legal_entity, "RU"), requisites, ChecksumPolicy::warn) ==
          std::vector<std::string>{"requisite.bik", "requisite.correspondent_account",
                                   "requisite.inn"});
}

TEST_CASE("the key of a treasury account only warns") {
    Requisites requisites = firm_of_russia();
    requisites["settlement_account"] = "03211643000000010001";
    const auto warnings = require_valid(payer(LegalForm::legal_entity, "RU"), requisites);
    REQUIRE(warnings.size() == 1);
    CHECK(warnings[0].path == "requisite.settlement_account");
}

TEST_CASE("numbers and dates of Kazakhstan are looked at") {
    Requisites requisites = firm_of_kazakhstan();
    requisites["bin"] = "940140000386";
    requisites["bik"] = "HSBK";
    requisites["iban"] = "KZ76125KZT1001300335";
    CHECK(faults(payer(LegalForm::legal_entity, "KZ"), requisites) ==
          std::vector<std::string>{"requisite.bik", "requisite.bin", "requisite.iban"});
    const Requisites person{{"name", "Person"},
                            {"iin", "061211600013"},
                            {"birth_on", "2006-02-30"},
                            {"registration_address", "Almaty"}};
    CHECK(faults(payer(LegalForm::individual, "KZ"), person) ==
          std::vector<std::string>{"requisite.birth_on", "requisite.iin"});
}

TEST_CASE("no message of a refused payer quotes a value, R62") {
    Requisites requisites;
    for (const char* field : {"name", "inn", "kpp", "ogrn", "bik", "iban", "passport", "birth_on",
                              "settlement_account", "correspondent_account"}) {
        requisites[field] = "SECRET\n";
    }
    for (const char* value : {"SECRET\n", "SECRET"}) {
        for (auto& [field, text] : requisites)
            text = value;
        try {
            (void)require_valid(payer(LegalForm::individual, "RU"), requisites);
            FAIL("the payer was not refused");
        } catch (const Error& error) {
            CHECK(std::string(error.what()).find("SECRET") == std::string::npos);
        }
    }
}

TEST_CASE("a kind that is in no list is a fault of the payer") {
    CHECK(faults(payer(static_cast<LegalForm>(9), "RU"), {}) == std::vector<std::string>{"kind"});
}

TEST_CASE("delivery channels have stable numbers and names, AC-03") {
    CHECK(delivery_channel("post") == DeliveryChannel::post);
    CHECK(delivery_channel("fax") == std::nullopt);
    CHECK(name(DeliveryChannel::personal_area) == "personal_area");
    CHECK(static_cast<int>(DeliveryChannel::email) == 3);
}
