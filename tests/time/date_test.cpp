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

TEST_CASE("a field that is out of its range is refused, however far it is out") {
    for (const int day : {-1, 0, 32, 257, 65'537}) // the last two are 1 in one byte and in two
        CHECK_THROWS_AS(Date(2026, 1, day), Error);
    for (const int month : {-1, 0, 13, 257}) {
        CHECK_THROWS_AS(Date(2026, month, 1), Error);
        CHECK_THROWS_AS(Date::clamped(2026, month, 1), Error);
    }
    for (const int year : {-1, 0, 10'000, 65'537}) {
        CHECK_THROWS_AS(Date(year, 1, 1), Error);
        CHECK_THROWS_AS(Date::clamped(year, 1, 1), Error);
    }
    CHECK_THROWS_AS(Date(1, 1, 1) + INT64_MIN, Error);
    CHECK(Date(1, 1, 1) + 3'652'058 == Date(9999, 12, 31)); // the whole calendar
    CHECK(Date(9999, 12, 31) - 3'652'058 == Date(1, 1, 1));
    CHECK(Date(9999, 12, 31).last_of_month() == Date(9999, 12, 31));
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
