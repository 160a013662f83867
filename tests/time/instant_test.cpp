#include "prorata/time/instant.hpp"

#include "catch.hpp"
#include "prorata/base/error.hpp"
#include "prorata/time/period.hpp"

using namespace prorata;

TEST_CASE("instants parse with any offset and print in UTC") {
    const std::pair<const char*, const char*> rows[] = {
        {"2026-01-31T12:00:00+03:00", "2026-01-31T09:00:00Z"},
        {"2026-01-31T00:30:00.5+05:30", "2026-01-30T19:00:00.500000Z"},
        {"1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"},
        {"2025-12-31T20:30:00-03:30", "2026-01-01T00:00:00Z"},
        {"2026-01-31T23:59:59.123456+23:59", "2026-01-31T00:00:59.123456Z"},
        {"2026-01-31T00:00:00.000001-00:01", "2026-01-31T00:01:00.000001Z"}};
    for (const auto& [text, printed] : rows) {
        CHECK(Instant::parse(text).text() == printed);
        CHECK(Instant::parse(printed) == Instant::parse(text));
    }
    CHECK(Instant::parse("1969-12-31T23:59:59.999999Z").micros() == -1);
    CHECK(Instant::parse("1969-12-31T23:59:59.999999Z").utc_date() == Date(1969, 12, 31));
    CHECK(Instant::from_micros(0).utc_date() == Date(1970, 1, 1));
}

TEST_CASE("malformed instants are refused") {
    for (const char* wrong :
         {"", "2026-01-31", "2026-01-31T12:00:00", "2026-01-31 12:00:00Z", "2026-01-31T24:00:00Z",
          "2026-01-31T12:60:00Z", "2026-01-31T12:00:00.Z", "2026-01-31T12:00:00.1234567Z",
          "2026-02-30T12:00:00Z", "2026-01-31T12:00:00+3", "0001-01-01T00:00:00+01:00",
          "2026-01-31T12:00:60Z", "2026-01-31T12:00:00+24:00", "2026-01-31T12:00:00+03:60",
          "2026-01-31T12:00:00*03:00", "2026-01-31T12:00:00ZZ", "2026-01-31T12:00:0:Z",
          "2026-01-31T12:00:0/Z"}) {
        INFO(wrong);
        CHECK_THROWS_AS(Instant::parse(wrong), Error);
    }
    CHECK_THROWS_AS(Instant::from_micros(INT64_MAX), Error);
}

TEST_CASE("periods are half-open and never empty") {
    const Period<Date> january(Date(2026, 1, 1), Date(2026, 2, 1));
    CHECK(days(january) == 31);
    CHECK(january.contains(Date(2026, 1, 1)));
    CHECK(january.contains(Date(2026, 1, 31)));
    CHECK_FALSE(january.contains(Date(2026, 2, 1)));
    CHECK(january.common({Date(2026, 1, 20), Date(2026, 3, 1)}) ==
          Period<Date>(Date(2026, 1, 20), Date(2026, 2, 1)));
    CHECK(january.common({Date(2026, 2, 1), Date(2026, 3, 1)}) == std::nullopt);
    CHECK(january.contains(Period<Date>(Date(2026, 1, 5), Date(2026, 2, 1))));
    CHECK_FALSE(january.contains(Period<Date>(Date(2025, 12, 31), Date(2026, 2, 1))));
    CHECK_FALSE(january.contains(Period<Date>(Date(2026, 1, 1), Date(2026, 2, 2))));
    CHECK_THROWS_AS(Period<Date>(Date(2026, 1, 1), Date(2026, 1, 1)), Error);
    CHECK_THROWS_AS(Period<Instant>(Instant::from_micros(1), Instant::from_micros(0)), Error);
}
