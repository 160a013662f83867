#include "prorata/time/due.hpp"

#include "catch.hpp"
#include "prorata/base/error.hpp"

using namespace prorata;

TEST_CASE("R52: the due day of an invoice under each policy") {
    const auto [policy, n, issued, due] = GENERATE(table<DuePolicy, int, const char*, const char*>({
        {DuePolicy::days_after, 14, "2024-01-01", "2024-01-15"}, // V28
        {DuePolicy::days_after, 14, "2024-01-10", "2024-01-24"},
        {DuePolicy::days_after, 14, "2024-08-01", "2024-08-15"}, // V28d
        {DuePolicy::days_after, 0, "2024-01-10", "2024-01-10"},
        {DuePolicy::day_of_month, 15, "2024-01-10", "2024-01-15"},
        {DuePolicy::day_of_month, 15, "2024-01-15", "2024-02-15"}, // after the issue day
        {DuePolicy::day_of_month, 15, "2024-12-20", "2025-01-15"},
        {DuePolicy::day_of_month, 31, "2024-02-10", "2024-02-29"},
        {DuePolicy::day_of_month, 31, "2024-01-31", "2024-02-29"},
        {DuePolicy::day_of_month, 31, "2024-02-29", "2024-03-31"},
        {DuePolicy::working_day_after, 14, "2025-10-01", "2025-10-15"}, // a Wednesday
        {DuePolicy::working_day_after, 14, "2025-10-18", "2025-11-01"}, // a working Saturday
        {DuePolicy::working_day_after, 14, "2025-10-19", "2025-11-05"}, // Sunday, two days off
    }));
    INFO(name(policy) << " " << n << " issued " << issued);
    const WorkCalendar russia = WorkCalendar::of("RU");
    CHECK(DueRule(policy, n).due_on(Date::parse(issued), &russia) == Date::parse(due));
    if (policy != DuePolicy::working_day_after)
        CHECK(DueRule(policy, n).due_on(Date::parse(issued)) == Date::parse(due));
}

TEST_CASE("the default is 14 days, and the block 15 days after the due day (V28b)") {
    const DueRule rule;
    CHECK(rule == DueRule(DuePolicy::days_after, 14));
    CHECK(rule.due_on(Date(2024, 2, 1)) + 15 == Date(2024, 3, 1));
    CHECK(rule.due_on(Date(2023, 2, 1)) + 15 == Date(2023, 3, 2));
}

TEST_CASE("a due rule that cannot be applied is refused") {
    CHECK_THROWS_AS(DueRule(DuePolicy::days_after, -1), Error);
    CHECK_THROWS_AS(DueRule(DuePolicy::days_after, 10'000), Error);
    CHECK_THROWS_AS(DueRule(DuePolicy::day_of_month, 0), Error);
    CHECK_THROWS_AS(DueRule(DuePolicy::day_of_month, 32), Error);
    for (const int n : {0, 9999})
        CHECK_NOTHROW(DueRule(DuePolicy::days_after, n));
    for (const int n : {1, 31})
        CHECK_NOTHROW(DueRule(DuePolicy::day_of_month, n));
    CHECK_THROWS_AS(DueRule(static_cast<DuePolicy>(9), 14), Error);
    CHECK_THROWS_AS(DueRule(DuePolicy::working_day_after, 14).due_on(Date(2025, 1, 9)), Error);
    const WorkCalendar russia = WorkCalendar::of("RU");
    CHECK_THROWS_AS(DueRule(DuePolicy::working_day_after, 14).due_on(Date(2027, 12, 20), &russia),
                    Error);
}

TEST_CASE("due policies have names that read back") {
    for (const char* const text : {"days_after", "day_of_month", "working_day_after"})
        CHECK(name(due_policy(text).value()) == text);
    CHECK_FALSE(due_policy("sometime").has_value());
    CHECK(name(static_cast<DuePolicy>(9)) == "unknown");
}

TEST_CASE("R42: the day on which a period is charged") {
    const Period<Date> january(Date(2026, 1, 1), Date(2026, 2, 1));
    CHECK(charged_on(january, ChargeDay::start) == Date(2026, 1, 1));
    CHECK(charged_on(january, ChargeDay::end) == Date(2026, 2, 1));
    CHECK(charged_on(january, ChargeDay::last_day) == Date(2026, 1, 31)); // MT-07
    const Period<Date> february(Date(2024, 2, 1), Date(2024, 3, 1));
    CHECK(charged_on(february, ChargeDay::last_day) == Date(2024, 2, 29));
    CHECK_THROWS_AS(charged_on(january, static_cast<ChargeDay>(9)), Error);
}
