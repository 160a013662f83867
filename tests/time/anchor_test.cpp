#include "prorata/time/anchor.hpp"

#include "catch.hpp"
#include "prorata/base/error.hpp"

#include <string>

using namespace prorata;

namespace {

std::string boundary(const char* anchor, const char* term, std::int64_t k) {
    return Anchor(Date::parse(anchor)).boundary(Term::parse(term), k).text();
}

} // namespace

TEST_CASE("boundaries are counted from the anchor, never from the previous one") {
    struct Row {
        const char* anchor;
        const char* term;
        std::int64_t k;
        const char* boundary;
    };
    const Row rows[] = {
        {"2023-01-31", "P1M", 1, "2023-02-28"},
        {"2023-01-31", "P1M", 2, "2023-03-31"}, // R26
        {"2023-01-31", "P1M", 13, "2024-02-29"},
        {"2023-01-31", "P1M", -2, "2022-11-30"},
        {"2023-05-27", "P1M", 1, "2023-06-27"}, // V26a
        {"2024-02-21", "P1M", 1, "2024-03-21"},
        {"2024-02-21", "P1M", 2, "2024-04-21"}, // V26b
        {"2024-02-21", "P1M", 3, "2024-05-21"},
        {"2023-03-01", "P365D", 1, "2024-02-29"},
        {"2023-03-01", "P1Y", 1, "2024-03-01"}, // V29
        {"2023-02-28", "P1Y", 1, "2024-02-28"},
        {"2024-02-29", "P1Y", 1, "2025-02-28"},
        {"2024-02-29", "P1Y", 4, "2028-02-29"},
        {"2024-02-29", "P4Y", -1, "2020-02-29"},
        {"2022-06-03", "P1W", 3, "2022-06-24"}, // a weekly sequence as Stripe shows it
        {"2025-01-31", "P1M", 8, "2025-09-30"},
        {"2025-01-31", "P1M", 9, "2025-10-31"}, // OpenMeter's recurrence
        {"2016-04-08", "P1M", 5, "2016-09-08"}, // Kill Bill's step
        {"2024-12-31", "P1M", 1, "2025-01-31"},
        {"2024-02-29", "P1M", 1, "2024-03-29"}};
    for (const Row& row : rows) {
        INFO(row.anchor << " " << row.term << " " << row.k);
        CHECK(boundary(row.anchor, row.term, row.k) == row.boundary);
    }
}

TEST_CASE("a billing day may exceed the month it is anchored in (R18)") {
    const Anchor anchor(2026, 2, 31);
    const Term month = Term::parse("P1M");
    CHECK(anchor.date() == Date(2026, 2, 28));
    CHECK(anchor.boundary(month, 1) == Date(2026, 3, 31));
    CHECK(anchor.period_of(month, Date(2026, 3, 30)) ==
          Period<Date>(Date(2026, 2, 28), Date(2026, 3, 31)));
    CHECK_THROWS_AS(Anchor(2026, 2, 32), Error);
    CHECK_THROWS_AS(Anchor(2026, 2, 0), Error);
    CHECK_THROWS_AS(Anchor(2026, 13, 1), Error);
}

TEST_CASE("the period of a date is the one that contains it, before the anchor as well") {
    const Anchor anchor(Date(2026, 1, 31));
    const Term month = Term::parse("P1M");
    CHECK(anchor.index_of(month, Date(2026, 1, 30)) == -1);
    CHECK(anchor.index_of(month, Date(2026, 1, 31)) == 0);
    CHECK(anchor.index_of(month, Date(2026, 2, 27)) == 0);
    CHECK(anchor.index_of(month, Date(2026, 2, 28)) == 1);
    CHECK(anchor.index_of(Term::parse("P1W"), Date(2026, 1, 30)) == -1);
    CHECK(anchor.index_of(Term::parse("P1Y"), Date(2030, 1, 30)) == 3);
}

TEST_CASE("boundaries reach to the first and the last day of the calendar and no further") {
    const Term month = Term::parse("P1M");
    CHECK(Anchor(9999, 11, 5).boundary(month, 1) == Date(9999, 12, 5));
    CHECK_THROWS_AS(Anchor(9999, 12, 5).boundary(month, 1), Error);
    CHECK(Anchor(1, 2, 5).boundary(month, -1) == Date(1, 1, 5));
    CHECK_THROWS_AS(Anchor(1, 1, 5).boundary(month, -1), Error);
    CHECK(Anchor(1, 1, 31).boundary(month, 13) == Date(2, 2, 28));
    for (const std::int64_t k : {INT64_MIN, INT64_MAX}) // k × 12 does not fit
        CHECK_THROWS_AS(Anchor(2026, 1, 1).boundary(Term::parse("P1Y"), k), Error);
}

TEST_CASE("boundaries outside the calendar, and hours, are refused") {
    const Anchor anchor(Date(2026, 1, 31));
    CHECK_THROWS_AS(anchor.boundary(Term::parse("P1Y"), 8000), Error);
    CHECK_THROWS_AS(anchor.boundary(Term::parse("P1Y"), -2026), Error);
    CHECK_THROWS_AS(anchor.boundary(Term::parse("P9999Y"), INT64_MAX), Error);
    CHECK_THROWS_AS(anchor.boundary(Term::parse("P1D"), INT64_MIN), Error);
    CHECK_THROWS_AS(anchor.boundary(Term::parse("PT1H"), 1), Error);
    CHECK_THROWS_AS(anchor.index_of(Term::parse("PT1H"), Date(2026, 1, 1)), Error);
}
