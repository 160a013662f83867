#include "prorata/money/currency.hpp"

#include "catch.hpp"
#include "prorata/base/error.hpp"

#include <string>

using namespace prorata;

TEST_CASE("currencies are those of ISO 4217, with their minor digits") {
    struct Row {
        const char* code;
        int number;
        int digits;
    };
    const Row rows[] = {{"RUB", 643, 2}, {"KZT", 398, 2}, {"BYN", 933, 2}, {"UZS", 860, 2},
                        {"KGS", 417, 2}, {"AMD", 51, 2},  {"AZN", 944, 2}, {"USD", 840, 2},
                        {"EUR", 978, 2}, {"JPY", 392, 0}, {"KRW", 410, 0}, {"BHD", 48, 3},
                        {"IQD", 368, 3}, {"KWD", 414, 3}, {"CLF", 990, 4}, {"MGA", 969, 2}};
    for (const Row& row : rows) {
        INFO(row.code);
        const Currency currency = Currency::of(row.code);
        CHECK(currency.code() == row.code);
        CHECK(currency.number() == row.number);
        CHECK(currency.digits() == row.digits);
        CHECK_FALSE(currency.name().empty());
        CHECK(Currency::of_number(row.number) == currency);
    }
    CHECK(Currency::of("RUB") != Currency::of("KZT"));
}

TEST_CASE("what is no currency is refused") {
    for (const char* wrong : {"", "rub", "RU", "RUBB", "XAU", "XXX", "ZZZ", "AAA"}) {
        INFO(wrong);
        CHECK_THROWS_AS(Currency::of(wrong), Error);
    }
    CHECK_THROWS_AS(Currency::of_number(0), Error);
    CHECK_THROWS_AS(Currency::of_number(959), Error); // gold has no minor unit
}
