#include "prorata/time/cycle.hpp"

#include "catch.hpp"
#include "prorata/base/error.hpp"

using namespace prorata;

namespace {

const Term month = Term::parse("P1M");
const Term year = Term::parse("P1Y");

std::string shown(const std::optional<FirstPeriods::Part>& part) {
    if (!part) return "none";
    return part->part.start().text() + ".." + part->part.end().text() + " of " +
           part->whole.start().text() + ".." + part->whole.end().text();
}

} // namespace

TEST_CASE("R18: the first part period and the whole that contains it") {
    const FirstPeriods july = Cycle::calendar(15).first(Date(2023, 7, 12), month);
    CHECK(shown(july.part) == "2023-07-12..2023-08-01 of 2023-07-01..2023-08-01");
    CHECK_FALSE(july.next_is_due_at_once);
    // Ordered on or after the alignment day: the next whole month is a second line (AC-16).
    const FirstPeriods january = Cycle::calendar(15).first(Date(2023, 1, 17), month);
    CHECK(shown(january.part) == "2023-01-17..2023-02-01 of 2023-01-01..2023-02-01");
    CHECK(january.next_is_due_at_once);
    CHECK(january.anchor.period(month, 0) == Period<Date>(Date(2023, 2, 1), Date(2023, 3, 1)));
    CHECK(Cycle::calendar(15).first(Date(2023, 1, 15), month).next_is_due_at_once);
    // A yearly tariff is cut from a year.
    CHECK(shown(Cycle::calendar().first(Date(2023, 7, 12), year).part) ==
          "2023-07-12..2023-08-01 of 2022-08-01..2023-08-01");
    // Billing day 15, ordered on 10 February: five days of 15 January to 15 February.
    CHECK(shown(Cycle::billing_day(15).first(Date(2023, 2, 10), month).part) ==
          "2023-02-10..2023-02-15 of 2023-01-15..2023-02-15");
}

TEST_CASE("a start on a boundary has no part period, and the alignment day is ignored") {
    for (const int alignment : {0, 1, 15}) {
        const FirstPeriods first = Cycle::calendar(alignment).first(Date(2023, 5, 1), month);
        CHECK(shown(first.part) == "none");
        CHECK_FALSE(first.next_is_due_at_once);
        CHECK(first.anchor == Anchor(2023, 5, 1));
    }
    CHECK(shown(Cycle::anniversary().first(Date(2024, 2, 21), month).part) == "none");
    CHECK(Cycle::anniversary().first(Date(2024, 2, 21), month).anchor.boundary(month, 1) ==
          Date(2024, 3, 21));
}

TEST_CASE("a billing day beyond the month is kept uncut") {
    const FirstPeriods first = Cycle::billing_day(31).first(Date(2026, 2, 10), month);
    CHECK(first.anchor == Anchor(2026, 2, 31));
    CHECK(shown(first.part) == "2026-02-10..2026-02-28 of 2026-01-31..2026-02-28");
    CHECK(first.anchor.boundary(month, 1) == Date(2026, 3, 31));
    const FirstPeriods exact = Cycle::billing_day(31).first(Date(2026, 2, 28), month);
    CHECK(shown(exact.part) == "none");
    const FirstPeriods next = Cycle::billing_day(30).first(Date(2026, 1, 31), month);
    CHECK(next.anchor == Anchor(2026, 2, 30));
    CHECK(shown(next.part) == "2026-01-31..2026-02-28 of 2026-01-30..2026-02-28");
}

TEST_CASE("every start of ten years has a part that lies inside its whole and ends at the anchor") {
    for (Date start(2020, 1, 1); start < Date(2030, 1, 1); start = start + 1) {
        for (int day = 1; day <= 31; ++day) {
            const FirstPeriods first = Cycle::billing_day(day).first(start, month);
            const Date boundary = first.anchor.date();
            REQUIRE(boundary >= start);
            REQUIRE(boundary - start < 31);
            REQUIRE(first.part.has_value() == (boundary != start));
            if (!first.part) continue;
            REQUIRE(first.part->whole.contains(first.part->part));
            REQUIRE(first.part->whole.end() == boundary);
            REQUIRE(first.part->part.start() == start);
        }
    }
}

TEST_CASE("wrong days and terms are refused") {
    CHECK_THROWS_AS(Cycle::billing_day(0), Error);
    CHECK_THROWS_AS(Cycle::billing_day(32), Error);
    CHECK_THROWS_AS(Cycle::calendar(-1), Error);
    CHECK_THROWS_AS(Cycle::calendar().first(Date(2026, 1, 2), Term::parse("P1W")), Error);
    CHECK_NOTHROW(Cycle::anniversary().first(Date(2026, 1, 2), Term::parse("P1W")));
}

TEST_CASE("R53: a new billing day takes effect at the next boundary, after one part period") {
    const Anchor old(2026, 1, 1);
    // Changed on 10 February: February goes on; a part up to 15 March; from then on the 15th.
    const FirstPeriods changed = Cycle::billing_day(15).after_change(old, Date(2026, 2, 10), month);
    CHECK(shown(changed.part) == "2026-03-01..2026-03-15 of 2026-02-15..2026-03-15");
    CHECK(changed.anchor == Anchor(2026, 3, 15));
    // On a boundary the period that begins that day is the running one.
    CHECK(Cycle::billing_day(15).after_change(old, Date(2026, 3, 1), month).anchor ==
          Anchor(2026, 4, 15));
    // To the day it has already: nothing but whole periods.
    const FirstPeriods same = Cycle::calendar().after_change(old, Date(2026, 2, 10), month);
    CHECK(shown(same.part) == "none");
    CHECK(same.anchor == Anchor(2026, 3, 1));
    // From a cut month end: the old boundary after 10 February is 28 February.
    const FirstPeriods end =
        Cycle::billing_day(1).after_change(Anchor(2026, 1, 31), Date(2026, 2, 10), month);
    CHECK(shown(end.part) == "2026-02-28..2026-03-01 of 2026-02-01..2026-03-01");
}

TEST_CASE("R53: old periods, the part and the new periods tile, whatever day the change is on") {
    for (Date on(2024, 1, 1); on < Date(2025, 3, 1); on = on + 1) {
        for (int from = 1; from <= 31; from += 3) {
            for (int to = 1; to <= 31; to += 2) {
                const Anchor old(2023, 12, from);
                const FirstPeriods next = Cycle::billing_day(to).after_change(old, on, month);
                const Date boundary = old.period_of(month, on).end();
                REQUIRE((next.part ? next.part->part.start() : next.anchor.date()) == boundary);
                if (next.part) REQUIRE(next.part->part.end() == next.anchor.date());
                REQUIRE(next.anchor.date() - boundary < 31);
            }
        }
    }
}
