#include "prorata/time/date.hpp"

#include "catch.hpp"
#include "prorata/base/error.hpp"

using namespace prorata;

TEST_CASE("dates parse, print and count from 1970") {
    CHECK(Date(1970, 1, 1).days() == 0);
    CHECK(Date(2026, 1, 31).days() == 20'484);
    CHECK(Date(1969, 12, 31).days() == -1);
    for (const char* text :
         {"2026-01-31", "0001-01-01", "9999-12-31", "2024-02-29", "1969-12-31"}) {
        CHECK(Date::parse(text).text() == text);
        CHECK(Date::from_days(Date::parse(text).days()) == Date::parse(text));
    }
}

TEST_CASE("what is no day is refused") {
    for (const char* wrong :
         {"", "2026-02-29", "2026-13-01", "2026-00-01", "2026-01-00", "2026-1-31", "0000-12-31",
          "2026-01-31 ", "20260131", "2026-01-3x", "1900-02-29", "-026-01-01"}) {
        INFO(wrong);
        CHECK_THROWS_AS(Date::parse(wrong), Error);
    }
    CHECK_THROWS_AS(Date(10'000, 1, 1), Error);
    CHECK_THROWS_AS(Date(9999, 12, 31) + 1, Error);
    CHECK_THROWS_AS(Date(1, 1, 1) - 1, Error);
    CHECK_THROWS_AS(Date(1, 1, 1) + INT64_MAX, Error);
    CHECK_THROWS_AS(Date(1, 1, 1) - INT64_MIN, Error);
}

TEST_CASE("months and weekdays") {
    CHECK(Date::clamped(2026, 2, 31) == Date(2026, 2, 28));
    CHECK(Date::clamped(2024, 2, 31) == Date(2024, 2, 29));
    CHECK(Date(2024, 2, 10).days_in_month() == 29);
    CHECK(Date(2026, 1, 31).first_of_month() == Date(2026, 1, 1));
    CHECK(Date(2026, 4, 1).last_of_month() == Date(2026, 4, 30));
    CHECK(Date(2026, 11, 24).weekday() == 2);
    CHECK(Date(1970, 1, 4).weekday() == 7);
}

TEST_CASE(
    "the credit calendar in dates (V28): due the 15th, blocked 15 days later, not on the 30th") {
    const auto due = [](Date invoice) { return invoice + 14; };
    const auto block = [&](Date invoice) { return due(invoice) + 15; };
    CHECK(due(Date(2024, 1, 1)) == Date(2024, 1, 15));
    CHECK(block(Date(2024, 1, 1)) == Date(2024, 1, 30));
    CHECK(block(Date(2023, 2, 1)) == Date(2023, 3, 2));
    CHECK(block(Date(2024, 2, 1)) == Date(2024, 3, 1));
    CHECK(block(Date(2024, 8, 1)) - 1 == Date(2024, 8, 29));
}
