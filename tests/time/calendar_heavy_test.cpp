// Every anchor day of a 400-year cycle × terms of 1 to 36 days, weeks, months and years, against a
// calendar that is written out day by day here and shares nothing with the library.

#include "catch.hpp"
#include "prorata/time/anchor.hpp"

#include <iostream>
#include <vector>

using namespace prorata;

namespace {

struct Day {
    int year;
    int month;
    int day;
};

/// All days from 1 January 1900 on, by counting; `first[y][m]` is the position of a month's first.
struct Calendar {
    static constexpr int from_year = 1900;
    static constexpr int to_year = 2650;
    std::vector<Day> days;
    std::vector<int> first; // by month since January of from_year

    Calendar() {
        static constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        for (int year = from_year; year < to_year; ++year) {
            const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
            for (int month = 1; month <= 12; ++month) {
                first.push_back(static_cast<int>(days.size()));
                const int length = lengths[month - 1] + (leap && month == 2 ? 1 : 0);
                for (int day = 1; day <= length; ++day)
                    days.push_back({year, month, day});
            }
        }
    }

    /// Position of the day that is `months` after days[position], by walking back from an overrun.
    int months_later(int position, int months) const {
        const Day& day = days[static_cast<std::size_t>(position)];
        const auto month =
            static_cast<std::size_t>((day.year - from_year) * 12 + day.month - 1 + months);
        int later = first[month] + day.day - 1;
        while (later >= first[month + 1])
            --later;
        return later;
    }
};

} // namespace

TEST_CASE("boundaries and periods of every anchor in 400 years") {
    const Calendar calendar;
    const std::int32_t origin = Date(Calendar::from_year, 1, 1).days();
    const int start = Date(2000, 1, 1).days() - origin;
    const int end = Date(2400, 1, 1).days() - origin;
    REQUIRE(end - start == 146'097);
    std::int64_t checked = 0;
    std::int64_t wrong = 0;
    const auto check = [&](const Anchor& anchor, const Term& term, int expected) {
        const Period<Date> first = anchor.period(term, 0);
        const std::int32_t next = expected + origin;
        // The first period ends where the calendar says; its last day belongs to it, its end does
        // not.
        wrong += first.end().days() != next ? 1 : 0;
        wrong += anchor.index_of(term, Date::from_days(next - 1)) != 0 ? 1 : 0;
        wrong += anchor.index_of(term, Date::from_days(next)) != 1 ? 1 : 0;
        wrong += anchor.index_of(term, first.start()) != 0 ? 1 : 0;
        checked += 4;
    };
    for (int position = start; position < end; ++position) {
        const Day& day = calendar.days[static_cast<std::size_t>(position)];
        const Anchor anchor(Date(day.year, day.month, day.day));
        for (int n = 1; n <= 36; ++n) {
            check(anchor, Term(n, TermUnit::day), position + n);
            check(anchor, Term(n, TermUnit::week), position + 7 * n);
            check(anchor, Term(n, TermUnit::month), calendar.months_later(position, n));
            check(anchor, Term(n, TermUnit::year), calendar.months_later(position, 12 * n));
        }
    }
    CHECK(wrong == 0);
    std::cout << "checked: " << checked << " boundaries of every anchor in 400 years, " << wrong
              << " differences\n";
}

TEST_CASE("periods tile: every day of a century lies in exactly the period that its index says") {
    std::int64_t checked = 0;
    std::int64_t wrong = 0;
    for (int day = 1; day <= 31; ++day) {
        for (const char* text : {"P1D", "P10D", "P1W", "P1M", "P3M", "P1Y"}) {
            const Term term = Term::parse(text);
            const Anchor anchor(2050, 1, day);
            std::int64_t last = anchor.index_of(term, Date(2000, 1, 1));
            for (Date date(2000, 1, 1); date < Date(2100, 1, 1); date = date + 1) {
                const std::int64_t k = anchor.index_of(term, date);
                const bool continues =
                    k == last || (k == last + 1 && anchor.boundary(term, k) == date);
                wrong += continues && anchor.period(term, k).contains(date) ? 0 : 1;
                last = k;
                ++checked;
            }
        }
    }
    CHECK(wrong == 0);
    std::cout << "checked: " << checked << " days for their period, " << wrong << " differences\n";
}
