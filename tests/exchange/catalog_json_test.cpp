#include "prorata/exchange/catalog_json.hpp"

#include "catch.hpp"
#include "exchange/files.hpp"
#include "prorata/base/error.hpp"
#include "prorata/catalog/catalog.hpp"

#include <algorithm>
#include <set>

using namespace prorata;

namespace {

std::vector<Fault> faults_of(const std::string& json) {
    try {
        (void)parse_catalog(json);
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::invalid_argument);
        return error.faults();
    }
    return {};
}

std::string message_of(const std::string& json) {
    try {
        (void)parse_catalog(json);
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::invalid_argument);
        return error.message();
    }
    return "accepted";
}

std::string with_price(const std::string& members) {
    return R"({"tariffs": [{"code": "a", "product": "p", "versions": [{"valid_from": "2026-01-01",
        "components": [], "prices": [{"component": "c", "currency": "RUB")" +
           members + "}]}]}]}";
}

} // namespace

TEST_CASE("the small catalogue can be published and looked up") {
    const CatalogSource source = parse_catalog(test_file("catalog_small.json"));
    require_publishable(source, {}, Date(2026, 1, 1));
    const Catalog catalog(source, Catalog::number(source, {}));
    const Date day(2026, 2, 1);
    const Currency rub = Currency::of("RUB");
    CHECK(catalog.price_from("m365", Term::parse("P1M"), rub, day) == Decimal::parse("4710.96"));
    CHECK(catalog.price_from("backup", Term::parse("P1M"), rub, day) == Decimal(650));
    const Component& storage = catalog.tariff("backup-1000").versions[0].components[0];
    CHECK(storage.charge_every == Term::parse("P1D"));
    CHECK(storage.rounding == Rounding{RoundingMode::truncate, 4});
    CHECK(storage.proration == ProrationPolicy::calendar_month_days);
    CHECK(catalog.tariff("crm-sessions").bases == std::vector<std::string>{"crm"});
    CHECK(catalog.tariff("crm").versions[0].components[0].title == "Пользователь");
}

TEST_CASE("export is import, and the bytes stay the same") {
    const CatalogSource source = parse_catalog(test_file("catalog_small.json"));
    const std::string printed = catalog_json(source);
    CHECK(parse_catalog(printed) == source);
    CHECK(catalog_json(parse_catalog(printed)) == printed);
    CHECK(
        catalog_json({}) ==
        "{\n  \"products\": [],\n  \"levels\": [],\n  \"tariffs\": [],\n  \"tax_rates\": []\n}\n");
    CHECK(parse_catalog("{}") == CatalogSource{});
}

TEST_CASE("texts keep their quotes, control characters and letters") {
    CatalogSource source;
    source.products = {{"a", "\"quoted\" \\ \n\t\x01 \x7f Лицензия"}};
    CHECK(parse_catalog(catalog_json(source)) == source);
    CHECK(catalog_json(source).find(R"("\"quoted\" \\ \u000a\u0009\u0001)") != std::string::npos);
}

TEST_CASE("exempt is null, and is not left out") {
    CatalogSource source;
    source.tax_rates = {{"RU", "it", Date(2026, 1, 1), std::nullopt}};
    CHECK(catalog_json(source).find("\"percent\": null") != std::string::npos);
    CHECK(parse_catalog(catalog_json(source)) == source);
    const auto faults =
        faults_of(R"({"tax_rates": [{"country": "RU", "tax_class": "it", "from": "2026-01-01"}]})");
    REQUIRE(faults.size() == 1);
    CHECK(faults[0] == Fault{"tax_rates[0].percent", "is missing"});
}

TEST_CASE("money is a string or a whole number, never a number with a point") {
    const auto faults = faults_of(with_price(R"(, "amount": 4710.96)"));
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].path == "tariffs[0].versions[0].prices[0].amount");
    CHECK(faults[0].message.find("give it as a string, \"4710.96\"") != std::string::npos);
    CHECK(faults_of(with_price(R"(, "amount": 1e3)")).size() == 1);
    CHECK(faults_of(with_price(R"(, "amount": 9999999999999999999)")).size() == 1);
    CHECK(faults_of(with_price(R"(, "amount": "1e3")")).size() == 1);
    CHECK(faults_of(with_price(R"(, "amount": null)")).size() == 1);
    CHECK(faults_of(with_price(R"(, "amount": -9223372036854775808)")).size() == 1);
    CHECK(faults_of(with_price(R"(, "amount": "4710.96")")).empty());
    CHECK(faults_of(with_price(R"(, "amount": 4710)")).empty());
}

TEST_CASE("every fault of the form is reported at once") {
    const auto faults = faults_of(R"({
        "products": {}, "lewels": [],
        "levels": [{"code": 7, "percent": 12.5, "code": "b"}],
        "tariffs": [{"product": "p", "kind": "addon", "bases": [1], "versions": [
            {"valid_from": "2026-02-30", "cycle_day": 99999999999, "auto_renewal": "yes", "components": [
                {"code": "c", "proration": 3, "most": true, "charge_every": "1M", "rounding": {"mode": "up"}}],
             "prices": [{"component": "c", "currency": "rub", "amount": ""}, 5]}]}]})");
    const std::vector<std::string> expected = {
        "products",
        "levels[0].code",
        "levels[0].percent",
        "levels[0].code",
        "tariffs[0].code",
        "tariffs[0].kind",
        "tariffs[0].bases[0]",
        "tariffs[0].versions[0].valid_from",
        "tariffs[0].versions[0].cycle_day",
        "tariffs[0].versions[0].auto_renewal",
        "tariffs[0].versions[0].components[0].most",
        "tariffs[0].versions[0].components[0].charge_every",
        "tariffs[0].versions[0].components[0].proration",
        "tariffs[0].versions[0].components[0].rounding.mode",
        "tariffs[0].versions[0].components[0].rounding.digits",
        "tariffs[0].versions[0].prices[0].currency",
        "tariffs[0].versions[0].prices[0].amount",
        "tariffs[0].versions[0].prices[1]",
        "lewels"};
    std::vector<std::string> paths;
    for (const Fault& fault : faults)
        paths.push_back(fault.path);
    CHECK(paths == expected);
    const auto is = [&](std::size_t i, const char* text) {
        CHECK(faults.at(i).message.find(text) != std::string::npos);
    };
    is(0, "is an object; give a list");
    is(1, "is 7; give a string");
    is(3, "is there twice");
    is(5, "is \"addon\"; give one of base, extension");
    is(12, "is 3; give one of period_days, calendar_month_days,");
    is(18, "is no member here; there are products, levels, tariffs, tax_rates");
}

TEST_CASE("a syntax error has its line and column") {
    CHECK(message_of("{\n  \"products\": [}\n}").find("line 2, column 16 is no JSON: ") == 0);
    CHECK(message_of("").find("line 1, column 1 is no JSON: ") == 0);
    CHECK(message_of("{} x").find("line 1, column 4 is no JSON: ") == 0);
    CHECK(message_of("{\"products\": [\"\xff\"]}").find("line 1, column") == 0);
    CHECK(message_of("{\"products\": 1e999}").find("line 1, column") == 0);
    CHECK(message_of(std::string(100, '[')).find("nested more than 64 levels") !=
          std::string::npos);
    CHECK(message_of("[]") == "the catalogue file was refused");
}

TEST_CASE("a file with many planted faults is refused with all of them") {
    const CatalogSource source = parse_catalog(test_file("catalog_faulty.json"));
    const std::string v = "tariffs[0].versions[0].";
    std::multiset<std::string> expected = {"products[1].code",
                                           "products[2].code",
                                           "levels[0].percent",
                                           "tariffs[0].product",
                                           "tariffs[0].bases",
                                           v + "valid_from",
                                           v + "cycle_day",
                                           v + "renewal_discount",
                                           v + "components[0].code",
                                           v + "components[0].quantity",
                                           v + "components[0]",
                                           v + "components[1].most",
                                           v + "components[1].included",
                                           v + "components[1].proration",
                                           v + "components[1].tax_class",
                                           v + "components[2].charge_every",
                                           v + "components[2].rounding.digits",
                                           v + "components[2].proration",
                                           v + "prices[0].term",
                                           v + "prices[0].amount",
                                           v + "prices[1].level",
                                           v + "prices[1].amount",
                                           v + "prices[2].level",
                                           v + "prices[2]",
                                           v + "prices[3].component",
                                           "tariffs[1].bases",
                                           "tariffs[1].versions",
                                           "tax_rates[0].country"};
    std::multiset<std::string> found;
    try {
        require_publishable(source, {}, Date(2026, 1, 1));
    } catch (const Error& error) {
        for (const Fault& fault : error.faults())
            found.insert(fault.path);
    }
    CHECK(found == expected);
}
