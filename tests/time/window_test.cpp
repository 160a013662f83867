#include "prorata/time/window.hpp"

#include "catch.hpp"
#include "prorata/base/error.hpp"

using namespace prorata;

TEST_CASE("R33: a window of days ends at the cut-off of the day activation + days (SL-04)") {
    const auto [days, minutes, activated, end] =
        GENERATE(table<int, int, const char*, const char*>({
            {0, 1439, "2023-03-10T15:00:00+03:00", "2023-03-10T23:59:00+03:00"},
            {1, 1439, "2023-03-10T15:00:00+03:00", "2023-03-11T23:59:00+03:00"},
            {1, 1440, "2023-03-10T15:00:00+03:00", "2023-03-12T00:00:00+03:00"},
            {1, 1440, "2023-03-10T23:59:59Z", "2023-03-13T00:00:00+03:00"}, // the 11th in Moscow
            {0, 1440, "2023-03-10T00:00:00+03:00", "2023-03-11T00:00:00+03:00"},
        }));
    INFO(days << " " << minutes << " " << activated);
    const Window window = Window::of_days(Zone::of("Europe/Moscow"), days, minutes);
    const Instant at = Instant::parse(activated);
    const Instant closes = Instant::parse(end);
    CHECK(window.closes_at(at) == closes);
    CHECK(window.is_open(at, at));
    CHECK(window.is_open(at, Instant::from_micros(closes.micros() - 1)));
    CHECK_FALSE(window.is_open(at, closes));
    CHECK_FALSE(window.is_open(at, Instant::from_micros(at.micros() - 1)));
}

TEST_CASE("an activation after the cut-off of day 0 has no window") {
    const Window window = Window::of_days(Zone::of("Europe/Moscow"), 0, 18 * 60);
    const Instant at = Instant::parse("2023-03-10T19:00:00+03:00");
    CHECK_FALSE(window.is_open(at, at));
}

TEST_CASE("R33: a window of hours is elapsed time, a window of days is the clock's") {
    // New York loses an hour on 2026-03-08.
    const Instant at = Instant::parse("2026-03-07T15:00:00-05:00");
    CHECK(Window::of_hours(24).closes_at(at) == Instant::parse("2026-03-08T16:00:00-04:00"));
    CHECK(Window::of_hours(168).closes_at(at) == Instant::parse("2026-03-14T16:00:00-04:00"));
    CHECK(Window::of_days(Zone::of("America/New_York"), 1, 15 * 60).closes_at(at) ==
          Instant::parse("2026-03-08T15:00:00-04:00"));
    CHECK(Window::of_hours(24) != Window::of_hours(25));
}

TEST_CASE("windows out of range are refused") {
    const Zone utc = Zone::utc();
    CHECK_THROWS_AS(Window::of_days(utc, -1), Error);
    CHECK_THROWS_AS(Window::of_days(utc, 10'000), Error);
    CHECK_THROWS_AS(Window::of_days(utc, 1, 1441), Error);
    CHECK_THROWS_AS(Window::of_days(utc, 1, -1), Error);
    CHECK_THROWS_AS(Window::of_hours(0), Error);
    CHECK_THROWS_AS(Window::of_hours(10'000), Error);
    const Instant last = Instant::parse("9999-12-31T23:00:00Z");
    CHECK_THROWS_AS(Window::of_hours(1).closes_at(last), Error);
}
