#include "prorata/money/decimal.hpp"

#include "catch.hpp"
#include "prorata/base/error.hpp"

#include <limits>
#include <random>
#include <string>

using namespace prorata;

namespace {
constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();

ErrorCode code_of(const char* text) {
    try {
        (void)Decimal::parse(text);
    } catch (const Error& error) {
        return error.code();
    }
    return ErrorCode{};
}
} // namespace

TEST_CASE("decimals parse and print, without trailing zeros and never as -0") {
    const std::pair<const char*, const char*> rows[] = {
        {"4710.96", "4710.96"},
        {"-12.50", "-12.5"},
        {"0", "0"},
        {"-0", "0"},
        {"-0.00", "0"},
        {"007", "7"},
        {"100", "100"},
        {"0.000000000000000001", "0.000000000000000001"},
        {"9223372036854775807", "9223372036854775807"},
        {"-9223372036854775807", "-9223372036854775807"},
        {"0.1000000000000000000000", "0.1"},
        {"-0.05", "-0.05"}};
    for (const auto& [text, printed] : rows) {
        INFO(text);
        CHECK(Decimal::parse(text).text() == printed);
        CHECK(Decimal::parse(printed) == Decimal::parse(text));
    }
}

TEST_CASE("what is no decimal is refused, and so is what does not fit") {
    for (const char* wrong : {"", "-", ".", "1.", ".5", "+1", "1e3", " 1", "1 ", "1,5", "--1",
                              "0x1", "1.2.3", "nan", "1/2", "1:2"}) {
        INFO(wrong);
        CHECK(code_of(wrong) == ErrorCode::invalid_argument);
    }
    for (const char* wide : {"9223372036854775808", "-9223372036854775808", "0.0000000000000000001",
                             "99999999999999999999999999999999", "922337203685477580.71"}) {
        INFO(wide);
        CHECK(code_of(wide) == ErrorCode::overflow);
    }
}

TEST_CASE("a text has up to 30 digits, zeros among them") {
    const std::string zeros(29, '0');
    CHECK(Decimal::parse("1." + zeros) == Decimal(1));
    CHECK(Decimal::parse("-0." + zeros) == Decimal(0));
    CHECK(code_of(("1." + zeros + "0").c_str()) == ErrorCode::overflow);
}

TEST_CASE("arithmetic is exact or an error") {
    const auto d = [](const char* text) { return Decimal::parse(text); };
    CHECK(d("0.1") + d("0.2") == d("0.3"));
    CHECK(d("1") - d("0.000000000000000001") == d("0.999999999999999999"));
    CHECK(d("4710.96") * d("500") == d("2355480"));
    CHECK(-d("-5") == d("5"));
    CHECK_THROWS_AS(Decimal(greatest) + Decimal(1), Error);
    CHECK_THROWS_AS(Decimal(-greatest) - Decimal(1), Error);
    CHECK_THROWS_AS(Decimal(greatest) * Decimal(2), Error);
    CHECK_THROWS_AS(Decimal(std::numeric_limits<std::int64_t>::min()), Error);
    CHECK_THROWS_AS(Decimal(1, 10) * Decimal(1, 10), Error); // 20 digits after the point
    CHECK_THROWS_AS(Decimal(1, 19), Error);
    CHECK_THROWS_AS(Decimal(1, -1), Error);
    CHECK(Decimal(greatest) - Decimal(greatest) == Decimal());
}

TEST_CASE("decimals compare as numbers, whatever their scale") {
    const char* order[] = {"-9223372036854775807", "-1.5", "-1.49", "0",
                           "0.000000000000000001", "0.5",  "1",     "1.000000000000000001",
                           "9223372036854775807"};
    for (std::size_t i = 0; i < std::size(order); ++i) {
        for (std::size_t j = 0; j < std::size(order); ++j) {
            CHECK((Decimal::parse(order[i]) < Decimal::parse(order[j])) == (i < j));
            CHECK((Decimal::parse(order[i]) == Decimal::parse(order[j])) == (i == j));
        }
    }
}

TEST_CASE("every decimal parses back from its text") {
    std::mt19937_64 random(7);
    for (int i = 0; i < 20'000; ++i) {
        const auto coefficient = static_cast<std::int64_t>(random() >> (1 + random() % 63));
        const Decimal number(random() % 2 == 0 ? coefficient : -coefficient,
                             static_cast<int>(random() % 19));
        REQUIRE(Decimal::parse(number.text()) == number);
    }
}
