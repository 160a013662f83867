#include "prorata/time/work_calendar.hpp"

#include "catch.hpp"
#include "prorata/base/error.hpp"

#include <functional>
#include <string>

using namespace prorata;

namespace {

int working_days(const WorkCalendar& calendar, int year) {
    int count = 0;
    for (Date date(year, 1, 1); date.year() == year; date = date + 1)
        count += calendar.is_working_day(date) ? 1 : 0;
    return count;
}

Error error_of(const std::function<void()>& call) {
    try {
        call();
    } catch (const Error& error) {
        return error;
    }
    FAIL("nothing was thrown");
    throw Error(ErrorCode::internal, "");
}

} // namespace

TEST_CASE("working days of the built-in years, as the production calendars count them") {
    const auto [country, year, days] = GENERATE(table<const char*, int, int>({
        {"RU", 2022, 247},
        {"RU", 2023, 247},
        {"RU", 2024, 248},
        {"RU", 2025, 247},
        {"RU", 2026, 247},
        {"KZ", 2024, 249},
        {"KZ", 2025, 246},
    }));
    INFO(country << " " << year);
    CHECK(working_days(WorkCalendar::of(country), year) == days);
}

TEST_CASE("transferred days of Russia and Kazakhstan") {
    const auto [country, day, worked] = GENERATE(table<const char*, const char*, bool>({
        {"RU", "2024-04-27", true},  // a Saturday for Monday 29 April
        {"RU", "2024-04-29", false}, //
        {"RU", "2024-11-02", true},  // a Saturday for 30 April
        {"RU", "2024-12-28", true},  // a Saturday for Monday 30 December
        {"RU", "2024-12-31", false}, // from 7 January
        {"RU", "2025-05-02", false}, // from 4 January
        {"RU", "2025-05-08", false}, // from 23 February
        {"RU", "2025-06-13", false}, // from 8 March
        {"RU", "2025-11-01", true},  // a Saturday for Monday 3 November
        {"RU", "2025-11-03", false}, //
        {"RU", "2025-12-31", false}, // from 5 January
        {"RU", "2026-01-09", false}, // from 3 January
        {"RU", "2026-01-12", true},  //
        {"RU", "2026-03-09", false}, // 8 March is a Sunday
        {"RU", "2026-05-11", false}, // 9 May is a Saturday
        {"RU", "2026-12-31", false}, // from 4 January
        {"KZ", "2024-05-04", true},  // a Saturday for Wednesday 8 May
        {"KZ", "2024-05-08", false}, //
        {"KZ", "2025-01-03", false}, // for Sunday 5 January
        {"KZ", "2025-01-05", true},  //
        {"KZ", "2025-03-24", false}, // Nauryz is 21 to 23 March
    }));
    INFO(country << " " << day);
    CHECK(WorkCalendar::of(country).is_working_day(Date::parse(day)) == worked);
}

TEST_CASE("three working days (OK-01, OK-10), and what n counts") {
    const auto [from, n, to] = GENERATE(table<const char*, int, const char*>({
        {"2025-03-03", 3, "2025-03-06"},  // Monday to Thursday
        {"2025-03-07", 3, "2025-03-12"},  // over a weekend
        {"2025-10-30", 3, "2025-11-05"},  // Friday, a working Saturday, then two days off
        {"2025-12-29", 3, "2026-01-13"},  // over the New Year holidays
        {"2025-11-02", 0, "2025-11-05"},  // not worked: the first working day after it
        {"2025-11-01", 0, "2025-11-01"},  // worked: the day itself
        {"2025-11-05", -1, "2025-11-01"}, //
        {"2025-11-02", -1, "2025-11-01"}, //
        {"2026-01-12", -2, "2025-12-29"}, //
    }));
    INFO(from << " " << n);
    const WorkCalendar russia = WorkCalendar::of("RU");
    CHECK(russia.add_working_days(Date::parse(from), n) == Date::parse(to));
}

TEST_CASE("there and back over every working day is the same day") {
    const WorkCalendar russia = WorkCalendar::of("RU");
    for (Date date(2023, 1, 9); date < Date(2026, 12, 1); date = russia.next_working_day(date)) {
        for (const int n : {1, 3, 10}) {
            const Date there = russia.add_working_days(date, n);
            REQUIRE(russia.is_working_day(there));
            REQUIRE(russia.add_working_days(there, -n) == date);
        }
    }
}

TEST_CASE("a year that is not covered is refused, also on the way") {
    const WorkCalendar russia = WorkCalendar::of("RU");
    CHECK(russia.covers(2026));
    CHECK_FALSE(russia.covers(2028));
    const auto refused = [](const std::function<void()>& call) {
        const Error error = error_of(call);
        CHECK(error.code() == ErrorCode::not_found);
        return std::string(error.what());
    };
    const std::string text = refused([&] { (void)russia.is_working_day(Date(2028, 1, 10)); });
    CHECK(text.find("RU has no year 2028") != std::string::npos);
    CHECK(text.find("2028-01-10") != std::string::npos);
    refused([&] { (void)russia.add_working_days(Date(2027, 12, 30), 3); });
    refused([&] { (void)russia.add_working_days(Date(2021, 12, 31), 1); });
    refused([&] { (void)russia.add_working_days(Date(2028, 1, 1), -1); });
    refused([&] { (void)russia.add_working_days(Date(2025, 1, 9), INT64_MAX); });
    refused([&] { (void)russia.add_working_days(Date(2025, 1, 9), INT64_MIN); });
    refused([] { (void)WorkCalendar::of("XX"); });
}

TEST_CASE("the user's own calendar, and a year that is added to a built-in one") {
    const WorkCalendar own("office", {{2027, {Date(2027, 1, 4)}, {Date(2027, 1, 8)}}}, {5, 6});
    CHECK(own.is_working_day(Date(2027, 1, 3)));       // a Sunday
    CHECK(own.is_working_day(Date(2027, 1, 8)));       // a Friday that is worked
    CHECK_FALSE(own.is_working_day(Date(2027, 1, 4))); // off
    CHECK_FALSE(own.is_working_day(Date(2027, 1, 9)));
    CHECK(WorkCalendar("leap", {{2024, {}}}).is_working_day(Date(2024, 12, 31)));
    CHECK(WorkCalendar("last", {{9999, {}}}).is_working_day(Date(9999, 12, 31)));

    const WorkCalendar later = WorkCalendar::of("KZ").with({2026, {Date(2026, 1, 1)}});
    CHECK_FALSE(later.is_working_day(Date(2026, 1, 1)));
    CHECK(later.add_working_days(Date(2025, 12, 31), 1) == Date(2026, 1, 2));
    const WorkCalendar replaced = later.with({2026, {Date(2026, 1, 2)}});
    CHECK(replaced.is_working_day(Date(2026, 1, 1)));
    CHECK(replaced != later);
}

TEST_CASE("every fault of a calendar is named at once") {
    const auto make = [] {
        return WorkCalendar(
            "wrong",
            {{2026, {Date(2025, 1, 1), Date(2026, 1, 3)}, {Date(2026, 1, 5), Date(2026, 1, 3)}},
             {2026, {}},
             {0, {}}},
            {0, 6, 7});
    };
    CHECK(error_of([&] { (void)make(); }).faults().size() == 6);
    for (const int year : {0, 10'000}) {
        CHECK(error_of([year] { (void)WorkCalendar("y", {{year, {}}}); }).faults().size() == 1);
    }
    for (const int weekday : {-1, 0, 8})
        CHECK(error_of([weekday] { (void)WorkCalendar("w", {}, {weekday}); }).faults().size() == 1);
    CHECK_NOTHROW(WorkCalendar("short", {{9999, {}}}, {1, 2, 3, 4, 5, 6})); // one day is left
    CHECK(error_of([] {
              (void)WorkCalendar("none", {}, {1, 2, 3, 4, 5, 6, 7});
          }).code() == ErrorCode::invalid_argument);
    CHECK(error_of([] {
              (void)WorkCalendar::of("RU").with({2026, {Date(2025, 1, 1)}});
          }).code() == ErrorCode::invalid_argument);
}
