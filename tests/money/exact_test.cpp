#include "prorata/money/exact.hpp"

#include "catch.hpp"
#include "prorata/base/error.hpp"

#include <limits>

using namespace prorata;

TEST_CASE("rounding modes, to both sides of zero") {
    struct Row {
        std::int64_t tenths;
        int half_up, half_even, floor, ceiling, truncate;
    };
    const Row rows[] = {
        {25, 3, 2, 2, 3, 2},       {35, 4, 4, 3, 4, 3},       {-25, -3, -2, -3, -2, -2},
        {-35, -4, -4, -4, -3, -3}, {24, 2, 2, 2, 3, 2},       {26, 3, 3, 2, 3, 2},
        {-24, -2, -2, -3, -2, -2}, {-26, -3, -3, -3, -2, -2}, {20, 2, 2, 2, 2, 2},
        {-4, 0, 0, -1, 0, 0},      {5, 1, 0, 0, 1, 0},        {-5, -1, 0, -1, 0, 0}};
    for (const Row& row : rows) {
        INFO(row.tenths << " tenths");
        const Exact exact(Decimal(row.tenths, 1));
        CHECK(exact.rounded({RoundingMode::half_up, 0}) == row.half_up);
        CHECK(exact.rounded({RoundingMode::half_even, 0}) == row.half_even);
        CHECK(exact.rounded({RoundingMode::floor, 0}) == row.floor);
        CHECK(exact.rounded({RoundingMode::ceiling, 0}) == row.ceiling);
        CHECK(exact.rounded({RoundingMode::truncate, 0}) == row.truncate);
    }
}

TEST_CASE("an ordinary result comes out of intermediates that do not fit 128 bits (R11c)") {
    // 2 000 000 × 1 500 units × seconds of a year, with steps of percents, each with 18 digits.
    Exact exact = Exact(Decimal::parse("2000000.000000000001")) * Decimal::parse("1500.000000001");
    for (int step = 0; step < 6; ++step) {
        exact = exact * Fraction{31'535'999, 31'536'000} * Fraction{97, 100};
    }
    // The figure is that of Python's fractions.
    CHECK(exact.round({RoundingMode::half_up, 2}).text() == "2498915539.35");
    CHECK(exact / exact == Exact(1));
    CHECK(exact - exact == Exact(0));
    CHECK(exact > Exact(2'498'915'539));
    CHECK(-exact < Exact(0));
}

TEST_CASE("a result that does not fit is an error, not a wrong number") {
    const Exact greatest(std::numeric_limits<std::int64_t>::max());
    CHECK(greatest.rounded({RoundingMode::half_up, 0}) == std::numeric_limits<std::int64_t>::max());
    CHECK_THROWS_AS((greatest + Exact(1)).rounded({RoundingMode::half_up, 0}), Error);
    CHECK_THROWS_AS(greatest.rounded({RoundingMode::half_up, 1}), Error);
    CHECK((greatest * greatest * greatest / greatest / greatest) == greatest);
    CHECK_THROWS_AS(Exact(1).rounded({RoundingMode::half_up, 19}), Error);
    CHECK_THROWS_AS(Exact(1).rounded({RoundingMode::half_up, -1}), Error);
    CHECK_THROWS_AS(Exact(1) / Exact(0), Error);
    CHECK_THROWS_AS(Exact(Fraction{1, 0}), Error);
    CHECK_THROWS_AS(Exact(Fraction{1, -3}), Error);
}

TEST_CASE("exact numbers compare and divide as numbers") {
    CHECK(Exact(Fraction{1, 3}) == Exact(Fraction{2, 6}));
    CHECK(Exact(Fraction{1, 3}) < Exact(Fraction{1, 2}));
    CHECK(Exact(1) / Exact(-3) == Exact(Fraction{-1, 3}));
    CHECK(Exact(Fraction{1, 3}) + Fraction{1, 6} == Exact(Decimal(5, 1)));
}

TEST_CASE("rounding modes have names") {
    CHECK(name(RoundingMode::ceiling) == "ceiling");
    CHECK(rounding_mode("truncate") == RoundingMode::truncate);
    CHECK(rounding_mode("ceil") == std::nullopt);
    CHECK(name(static_cast<RoundingMode>(99)) == "unknown");
}
