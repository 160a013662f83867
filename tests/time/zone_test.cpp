#include "prorata/time/zone.hpp"

#include "catch.hpp"
#include "prorata/base/error.hpp"

using namespace prorata;

TEST_CASE("the legal day is the date in the zone (R28)") {
    const Instant at = Instant::parse("2025-12-31T23:30:00+03:00");
    CHECK(Zone::of("Europe/Moscow").legal_day(at) == Date(2025, 12, 31));
    CHECK(Zone::of("Asia/Kamchatka").legal_day(at) == Date(2026, 1, 1));
    CHECK(Zone::utc().legal_day(at) == Date(2025, 12, 31));
    CHECK(Zone::utc().legal_day(Instant::from_micros(-1)) == Date(1969, 12, 31));
    CHECK(Zone::utc().legal_day(Instant::from_micros(-micros_per_second)) == Date(1969, 12, 31));
    CHECK(Zone::utc().legal_day(Instant::from_micros(0)) == Date(1970, 1, 1));
    const Zone moscow = Zone::of("Europe/Moscow");
    CHECK(moscow.legal_day(moscow.start_of_day(Date(2026, 1, 1))) == Date(2026, 1, 1));
    CHECK(moscow.legal_day(Instant::from_micros(moscow.start_of_day(Date(2026, 1, 1)).micros() -
                                                1)) == Date(2025, 12, 31));
}

TEST_CASE("rules hold after 2037 and where a country has changed its zone") {
    const Zone new_york = Zone::of("America/New_York");
    CHECK(new_york.offset_s(Instant::parse("2099-01-15T12:00:00Z")) == -5 * 3600);
    CHECK(new_york.offset_s(Instant::parse("2099-07-15T12:00:00Z")) == -4 * 3600);
    const Zone almaty = Zone::of("Asia/Almaty");
    CHECK(almaty.offset_s(Instant::parse("2024-02-29T12:00:00Z")) == 6 * 3600);
    CHECK(almaty.offset_s(Instant::parse("2024-03-01T12:00:00Z")) == 5 * 3600);
}

TEST_CASE("a day whose midnight is skipped begins after the gap, and a repeated one begins first") {
    // Beirut skips midnight of 2022-03-27 (00:00 becomes 01:00); Havana repeats 00:30 of
    // 2022-11-06.
    CHECK(Zone::of("Asia/Beirut").start_of_day(Date(2022, 3, 27)).text() == "2022-03-26T22:00:00Z");
    CHECK(Zone::of("America/Havana").start_of_day(Date(2022, 11, 6)).text() ==
          "2022-11-06T04:00:00Z");
}

TEST_CASE("wall-clock cut-offs (SL-04): until 23:59 in a zone") {
    const Zone moscow = Zone::of("Europe/Moscow");
    CHECK(moscow.wall_clock(Date(2023, 3, 1), 23 * 60 + 59).text() == "2023-03-01T20:59:00Z");
    CHECK(moscow.wall_clock(Date(2023, 3, 1), 1440) == moscow.start_of_day(Date(2023, 3, 2)));
    CHECK_THROWS_AS(moscow.wall_clock(Date(2023, 3, 1), 1441), Error);
    CHECK_THROWS_AS(moscow.wall_clock(Date(2023, 3, 1), -1), Error);
}

TEST_CASE("unknown zones are refused, and so are names that reach out of the database") {
    for (const char* wrong :
         {"", "Europe/Atlantis", "/etc/passwd", "../../etc/passwd", "file:/etc/passwd", "moscow"}) {
        INFO(wrong);
        CHECK_THROWS_AS(Zone::of(wrong), Error);
    }
}

TEST_CASE("copies of a zone share its rules and are equal by name") {
    const Zone moscow = Zone::of("Europe/Moscow");
    const Zone copy = moscow;
    CHECK(copy == moscow);
    CHECK(&copy.name() == &moscow.name());
    CHECK(Zone::of("Europe/Moscow") == moscow);
    CHECK(Zone::of("UTC") == Zone::utc());
    CHECK(Zone::utc() != moscow);
}

TEST_CASE("the version of the database is known") {
    CHECK_FALSE(tzdata_version().empty());
}
