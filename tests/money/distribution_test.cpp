#include "prorata/money/distribution.hpp"

#include "catch.hpp"
#include "prorata/base/error.hpp"

#include <algorithm>
#include <numeric>
#include <rapidcheck.h>

using namespace prorata;

namespace {

using Parts = std::vector<std::int64_t>;

Parts distributed(std::int64_t whole, const std::vector<const char*>& exact) {
    std::vector<Exact> values;
    for (const char* text : exact)
        values.emplace_back(Decimal::parse(text));
    return distribute(whole, values, 2);
}

Parts allocated(const char* whole, const Parts& weights) {
    Parts parts;
    for (const Money& part : allocate(Money::parse(whole), weights))
        parts.push_back(part.minor());
    return parts;
}

} // namespace

TEST_CASE("parts along time round cumulatively, and a later cut changes no earlier slice (R3)") {
    const Exact price(100);
    CumulativeRounding thirds({});
    CHECK(thirds.next(price * Fraction{1, 3}) == 3333);
    CHECK(thirds.next(price * Fraction{2, 3}) == 3334);
    CHECK(thirds.next(price) == 3333);
    CumulativeRounding once({});
    CHECK(once.next(price * Fraction{10, 30}) == 3333);
    CHECK(once.next(price) == 6667);
    CumulativeRounding twice({});
    CHECK(twice.next(price * Fraction{10, 30}) == 3333); // as before the second cut
    CHECK(twice.next(price * Fraction{20, 30}) == 3334);
    CHECK(twice.next(price) == 3333);
}

TEST_CASE("parts side by side take the largest remainder, mirrored for negatives (R30)") {
    CHECK(distributed(10000, {"33.3333333", "33.3333333", "33.3333333"}) ==
          Parts{3334, 3333, 3333});
    CHECK(distributed(-10000, {"-33.3333333", "-33.3333333", "-33.3333333"}) ==
          Parts{-3334, -3333, -3333});
    CHECK(distributed(7742, {"-116.129", "193.548"}) == Parts{-11613, 19355});
    // A tie between enlarging one part and reducing another: enlarging wins, the earlier first.
    CHECK(distributed(1, {"0.005", "0.005"}) == Parts{1, 0});
    CHECK(distributed(0, {"0.005", "-0.005"}) == Parts{1, -1});
    CHECK(distributed(1, {"0.005", "-0.005"}) == Parts{1, 0});
    CHECK(distributed(0, {}).empty());
    CHECK_THROWS_AS(distributed(1, {}), Error);
}

TEST_CASE("what no part is owed goes to one of them, at once") {
    const std::vector<Exact> exact{Exact(2), Exact(3)};
    CHECK(distribute(1'000'000'000'005, exact, 0) ==
          std::vector<std::int64_t>{1'000'000'000'002, 3});
    CHECK(distribute(-1'000'000'000'000, exact, 0) ==
          std::vector<std::int64_t>{2, -1'000'000'000'002});
}

TEST_CASE("an order's total over its components (R6, V12, V13b)") {
    const Exact total = Exact(660) * Fraction{30, 31};
    const std::vector<Exact> exact{Exact(495) * Fraction{30, 31}, Exact(110) * Fraction{30, 31},
                                   Exact(55) * Fraction{30, 31}};
    CHECK(distribute(total.rounded({}), exact, 2) == Parts{47903, 10645, 5323});
    const std::vector<Exact> tens(3, Exact(10) * Fraction{1, 3});
    CHECK(distribute(1000, tens, 2) == Parts{334, 333, 333});
}

TEST_CASE("allocate loses nothing") {
    CHECK(allocated("100.00 RUB", {1, 1, 1}) == Parts{3334, 3333, 3333});
    CHECK(allocated("-100.00 RUB", {1, 1, 1}) == Parts{-3334, -3333, -3333});
    CHECK(allocated("0.10 RUB", {1, 0}) == Parts{10, 0});
    CHECK(allocated("0.00 RUB", {0, 0}) == Parts{0, 0});
    CHECK(allocated("0.00 RUB", {}).empty());
    CHECK(allocated("9.80 RUB", {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}) ==
          Parts{82, 82, 82, 82, 82, 82, 82, 82, 81, 81, 81, 81});
    CHECK_THROWS_AS(allocated("0.01 RUB", {0, 0}), Error);
    try {
        (void)allocated("1.00 RUB", {-1, 2, -3});
        FAIL("negative weights were taken");
    } catch (const Error& error) {
        CHECK(error.faults().size() == 2);
    }
}

TEST_CASE("a unit rounded before it is multiplied (R54)") {
    const Currency rub = Currency::of("RUB");
    const Exact unit = Exact(Decimal::parse("10.005")) * Fraction{10, 31};
    CHECK(Amount::round(unit * 3, rub, {}).text() == "9.68 RUB");
    CHECK(round_unit_then_multiply(unit, 3, rub, {}).text() == "9.69 RUB");
    const Exact sample = Exact(29) * Fraction{4, 30};
    CHECK(Amount::round(sample * 2, rub, {}).text() == "7.73 RUB");
    CHECK(round_unit_then_multiply(sample, 2, rub, {}).text() == "7.74 RUB");
}

TEST_CASE("any slices of any price add up to it") {
    CHECK(rc::check("slices add up", [] {
        const auto price = *rc::gen::inRange<std::int64_t>(-1'000'000'000, 1'000'000'000);
        const auto days = *rc::gen::inRange(1, 400);
        auto cuts = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, days + 1));
        const auto digits = *rc::gen::inRange(0, 7);
        const auto mode = static_cast<RoundingMode>(*rc::gen::inRange(1, 6));
        std::sort(cuts.begin(), cuts.end());
        cuts.push_back(days);
        const Exact whole(Decimal(price, 4));
        CumulativeRounding rounding({mode, digits});
        std::int64_t sum = 0;
        for (const int cut : cuts)
            sum += rounding.next(whole * Fraction{cut, days});
        RC_ASSERT(sum == whole.rounded({mode, digits}));
    }));
}

TEST_CASE("allocate loses nothing, whatever the weights, and mirrors") {
    CHECK(rc::check("allocate", [] {
        const auto minor = *rc::gen::inRange<std::int64_t>(-1'000'000'000'000, 1'000'000'000'000);
        auto weights = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::int64_t>>(
            rc::gen::inRange<std::int64_t>(0, 1'000'000)));
        weights.push_back(1);
        const Money whole(minor, Currency::of("RUB"));
        const auto parts = allocate(whole, weights);
        const auto mirrored = allocate(-whole, weights);
        Money sum(0, whole.currency());
        for (std::size_t i = 0; i < parts.size(); ++i) {
            sum = sum + parts[i];
            RC_ASSERT(mirrored[i] == -parts[i]);
            RC_ASSERT(weights[i] != 0 || parts[i].minor() == 0);
        }
        RC_ASSERT(sum == whole);
    }));
}
