#include "prorata/time/term.hpp"

#include "catch.hpp"
#include "prorata/base/error.hpp"

using namespace prorata;

TEST_CASE("terms parse and print") {
    for (const char* text : {"P1M", "P365D", "P1Y", "P2W", "PT1H", "PT24H", "P9999D"}) {
        CHECK(Term::parse(text).text() == text);
    }
    CHECK(Term::parse("P1Y").months() == 12);
    CHECK(Term::parse("P2W").days() == 14);
    CHECK(Term::parse("P1M").days() == 0);
    CHECK(Term::parse("P2W").months() == 0);
    CHECK(Term::parse("PT24H").days() == 0);
    CHECK(Term::parse("PT24H").months() == 0);
    CHECK(Term::parse("P365D") != Term::parse("P1Y"));
}

TEST_CASE("malformed terms are refused") {
    for (const char* wrong : {"", "P", "1M", "PM", "P0M", "P10000D", "P1H", "PT1D", "P1M ", "P-1M",
                              "P1Y2M", "P1.5M", "p1m", "P99999999999999D"}) {
        INFO(wrong);
        CHECK_THROWS_AS(Term::parse(wrong), Error);
    }
    CHECK_THROWS_AS(Term(1, static_cast<TermUnit>(9)), Error);
    CHECK_THROWS_AS(Term(1, static_cast<TermUnit>(0)), Error);
}

TEST_CASE("a term is a whole multiple of a billing period of its own family only (R16)") {
    const auto times = [](const char* term, const char* part) {
        return Term::parse(term).whole_multiple_of(Term::parse(part));
    };
    CHECK(times("P1Y", "P1M") == 12);
    CHECK(times("P1Y", "P5M") == 0);
    CHECK(times("P3Y", "P1Y") == 3);
    CHECK(times("P365D", "P1D") == 365);
    CHECK(times("P4W", "P2W") == 2);
    CHECK(times("P2W", "P7D") == 2);
    CHECK(times("P1Y", "P365D") == 0);
    CHECK(times("P30D", "P1M") == 0);
    CHECK(times("PT24H", "PT6H") == 4);
    CHECK(times("PT24H", "P1D") == 0);
    CHECK(times("P1D", "PT24H") == 0);
    CHECK(times("P1M", "P1Y") == 0);
}
