#include "prorata/tax/tax.hpp"

#include "catch.hpp"
#include "prorata/base/error.hpp"

using namespace prorata;

namespace {

const Date new_year(2026, 1, 1);

TaxTable russia() {
    return TaxTable(std::vector<TaxRateRow>{
        {"RU", "standard", {2019, 1, 1}, Decimal(20)},
        {"RU", "standard", new_year, Decimal(22)},
        {"RU", "books", {2019, 1, 1}, Decimal(10)},
    });
}

std::int64_t kopecks(const Exact& exact) {
    return exact.rounded({RoundingMode::half_up, 2});
}

} // namespace

TEST_CASE("V01b, V15, V16: tax in a price and on top of it") {
    const TaxRate twenty = TaxRate::percent(20);
    CHECK(kopecks(tax_of(Decimal::parse("2355480.00"), twenty, TaxScheme::inclusive)) == 39258000);
    CHECK(kopecks(tax_of(20, twenty, TaxScheme::inclusive)) == 333);
    CHECK(kopecks(tax_of(100, twenty, TaxScheme::inclusive)) == 1667);
    CHECK(kopecks(tax_of(250, twenty, TaxScheme::inclusive)) == 4167);
    CHECK(kopecks(tax_of(Decimal::parse("638.71"), TaxRate::percent(10), TaxScheme::exclusive)) ==
          6387);
}

TEST_CASE("exempt is not 0 percent, and neither takes anything") {
    CHECK(TaxRate() != TaxRate(0));
    CHECK(TaxRate().text() == "exempt");
    CHECK(TaxRate::percent(Decimal::parse("5.5")).text() == "5.5 %");
    CHECK(tax_of(100, TaxRate(), TaxScheme::inclusive) == Exact(0));
    CHECK(tax_of(100, TaxRate(0), TaxScheme::exclusive) == Exact(0));
}

TEST_CASE("the rate is that of the service day: a period over New Year is cut there") {
    std::vector<TaxedDays> cuts;
    russia().split("RU", "standard", {{2025, 12, 21}, {2026, 1, 21}}, cuts);
    REQUIRE(cuts.size() == 2);
    CHECK(cuts[0].days == Period<Date>({2025, 12, 21}, new_year));
    CHECK(cuts[0].rate == TaxRate::percent(20));
    CHECK(cuts[1].days == Period<Date>(new_year, {2026, 1, 21}));
    CHECK(cuts[1].rate == TaxRate::percent(22));
}

TEST_CASE("a period that begins on the day of the change is not cut") {
    std::vector<TaxedDays> cuts;
    russia().split("RU", "standard", {new_year, {2026, 2, 1}}, cuts);
    REQUIRE(cuts.size() == 1);
    CHECK(cuts[0].rate == TaxRate::percent(22));
}

TEST_CASE("days are cut at each change of rate inside them, and at nothing else") {
    // Entered in any order; a row that changes nothing; other countries and classes beside it.
    const TaxTable table(std::vector<TaxRateRow>{
        {"RU", "standard", {2026, 3, 1}, std::nullopt},
        {"KZ", "standard", {2026, 1, 20}, Decimal(16)},
        {"RU", "books", {2026, 1, 25}, Decimal(10)},
        {"RU", "standard", {2026, 2, 1}, Decimal(22)},
        {"RU", "standard", {2026, 1, 1}, Decimal(22)},
        {"RU", "standard", {2019, 1, 1}, Decimal(20)},
    });
    std::vector<TaxedDays> cuts;
    table.split("RU", "standard", {{2025, 12, 31}, {2026, 3, 2}}, cuts);
    CHECK(cuts == std::vector<TaxedDays>{{{{2025, 12, 31}, {2026, 1, 1}}, TaxRate::percent(20)},
                                         {{{2026, 1, 1}, {2026, 3, 1}}, TaxRate::percent(22)},
                                         {{{2026, 3, 1}, {2026, 3, 2}}, TaxRate()}});
    cuts.clear();
    table.split("RU", "standard", {{2026, 2, 1}, {2026, 3, 1}},
                cuts); // ends where exemption begins
    CHECK(cuts == std::vector<TaxedDays>{{{{2026, 2, 1}, {2026, 3, 1}}, TaxRate::percent(22)}});
    cuts.clear();
    table.split("KZ", "books", {{2026, 1, 1}, {2026, 2, 1}}, cuts);
    CHECK(cuts == std::vector<TaxedDays>{{{{2026, 1, 1}, {2026, 2, 1}}, TaxRate()}});
    CHECK(table.rate_on("RU", "standard", {2026, 1, 1}) == TaxRate::percent(22));
    CHECK(table.rate_on("RU", "standard", {2025, 12, 31}) == TaxRate::percent(20));
}

TEST_CASE("a class or country without a rate is exempt") {
    CHECK(russia().rate_on("RU", "licences", new_year).exempt());
    CHECK(russia().rate_on("KZ", "standard", new_year).exempt());
    CHECK(russia().rate_on("RU", "standard", {2018, 12, 31}).exempt());
}

TEST_CASE("rates outside 0 to 100 percent are refused") {
    CHECK(TaxRate::percent(0) == TaxRate(0));
    CHECK(TaxRate::percent(100) == TaxRate(1'000'000));
    CHECK_THROWS_AS(TaxRate(1'000'001), Error);
    CHECK_THROWS_AS(TaxRate(-1), Error); // which is not a way to say exempt
    CHECK_THROWS_AS(TaxRate::percent(Decimal::parse("100.01")), Error);
    CHECK_THROWS_AS(TaxRate::percent(-1), Error);
    CHECK_THROWS_AS(TaxRate::percent(Decimal::parse("5.55555")), Error);
}
