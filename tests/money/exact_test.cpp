#include "prorata/money/exact.hpp"

#include "catch.hpp"
#include "prorata/base/error.hpp"

#include <limits>

using namespace prorata;

namespace {
constexpr std::int64_t greatest_count = std::numeric_limits<std::int64_t>::max();
} // namespace

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

TEST_CASE(
    "numbers beyond 128 bits stay exact, whichever side of the fraction outgrows them (R11c)") {
    const Exact big = Exact(greatest_count) * Exact(greatest_count); // about 2^126
    const Exact tiny = Exact(1) / big;
    const Exact wide = big * big;
    const Exact fine = tiny * tiny;
    CHECK(wide * fine == Exact(1));
    CHECK(fine * wide == Exact(1));
    CHECK(wide * tiny == big);
    CHECK(tiny * wide == big);
    for (const auto& [left, right] :
         {std::pair{wide, Exact(1)}, {Exact(1), wide}, {big, tiny}, {tiny, big}, {fine, big}}) {
        CHECK((left + right) - right == left);
        CHECK((left + right) - left == right);
        CHECK(left != right);
        CHECK((left < right) == (right > left));
        CHECK((left < right) == (left / right < Exact(1)));
    }
    // Both sums fit, but neither does their common denominator.
    const Exact binary =
        Exact(Fraction{1, std::int64_t{1} << 50}) * Fraction{1, std::int64_t{1} << 50};
    const Exact ternary =
        Exact(Fraction{1, 450'283'905'890'997'363}) * Fraction{1, 450'283'905'890'997'363};
    CHECK((binary + ternary) - ternary == binary);
    CHECK((big + big + big) / big == Exact(3));
    // What does not fit as it stands, but fits reduced, with either sign.
    CHECK(-big * Fraction{7, 9} * Fraction{9, 7} == -big);
    CHECK(-big * Fraction{7, 9} - big * Fraction{2, 9} == -big);
    CHECK(-big * Fraction{7, 9} < big * Fraction{-2, 9});
}

TEST_CASE("a half and the least bit more or less is no half, in any width") {
    const Exact least =
        Exact(1) / Exact(greatest_count) / Exact(greatest_count) / Exact(greatest_count);
    const Exact half(Decimal(5, 1));
    for (const RoundingMode mode : {RoundingMode::half_up, RoundingMode::half_even}) {
        CHECK((half + least).rounded({mode, 0}) == 1);
        CHECK((half - least).rounded({mode, 0}) == 0);
        CHECK((-half - least).rounded({mode, 0}) == -1);
    }
    const Exact last(greatest_count);
    CHECK((last + least).rounded({RoundingMode::floor, 0}) == greatest_count);
    CHECK((-last - least).rounded({RoundingMode::truncate, 0}) == -greatest_count);
    CHECK_THROWS_AS((last + least).rounded({RoundingMode::ceiling, 0}), Error);
    CHECK_THROWS_AS((-last - least).rounded({RoundingMode::floor, 0}), Error);
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
