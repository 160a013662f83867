#include "prorata/money/money.hpp"

#include "catch.hpp"
#include "prorata/base/error.hpp"

#include <functional>
#include <limits>

using namespace prorata;

namespace {

const Currency rub = Currency::of("RUB");
constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();

ErrorCode code_of(const std::function<void()>& action) {
    try {
        action();
    } catch (const Error& error) {
        return error.code();
    }
    return ErrorCode{};
}

} // namespace

TEST_CASE("money and amounts parse and print") {
    for (const char* text :
         {"12.50 RUB", "-12.50 RUB", "0.00 RUB", "700 JPY", "1.234 KWD", "-0.01 RUB"}) {
        CHECK(Money::parse(text).text() == text);
        CHECK(Amount::parse(text).text() == text);
        CHECK(Amount(Money::parse(text)) == Amount::parse(text));
    }
    CHECK(Amount::parse("22.4137 RUB").units() == 22'413'700);
    CHECK(Amount::parse("22.413700 RUB").text() == "22.4137 RUB");
    CHECK(Amount::parse("22.41370000 RUB") == Amount::parse("22.4137 RUB")); // no digits, zeros
    CHECK(Money::parse("-0 RUB").text() == "0.00 RUB");
    CHECK(Money::parse("5 RUB").text() == "5.00 RUB");
    CHECK(Amount(-1, rub).text() == "-0.000001 RUB");
}

TEST_CASE("malformed sums are refused") {
    for (const char* wrong :
         {"", "12.50", "12.50RUB", "12.50  RUB", "RUB 12.50", "12,50 RUB", "12.50 RUB "}) {
        INFO(wrong);
        CHECK(code_of([&] { (void)Amount::parse(wrong); }) != ErrorCode{});
    }
    CHECK(code_of([] { (void)Amount::parse("1.0000001 RUB"); }) == ErrorCode::inexact);
    CHECK(code_of([] { (void)Money::parse("1.001 RUB"); }) == ErrorCode::inexact);
    CHECK(code_of([] { (void)Money::parse("1.5 JPY"); }) == ErrorCode::inexact);
    CHECK(code_of([] { (void)Amount::parse("9223372036854.775808 RUB"); }) == ErrorCode::overflow);
    CHECK(code_of([] { (void)Amount::parse("1 XAU"); }) == ErrorCode::not_found);
}

TEST_CASE("currencies do not mix") {
    const Money roubles(100, rub);
    const Money tenge(100, Currency::of("KZT"));
    for (const auto& action : std::initializer_list<std::function<void()>>{
             [&] { (void)(roubles + tenge); }, [&] { (void)(roubles - tenge); },
             [&] { (void)(roubles < tenge); }, [&] { (void)(roubles == tenge); },
             [&] { (void)(Amount(roubles) + Amount(tenge)); },
             [&] { (void)(Amount(roubles) == Amount(tenge)); }}) {
        CHECK(code_of(action) == ErrorCode::currency_mismatch);
    }
}

TEST_CASE("sums at the edge of the range are refused, never wrapped") {
    for (const auto& action : std::initializer_list<std::function<void()>>{
             [] { (void)(Money(greatest, rub) + Money(1, rub)); },
             [] { (void)(Money(-greatest, rub) - Money(1, rub)); },
             [] { (void)(Amount(greatest, rub) + Amount(1, rub)); },
             [] { (void)(Amount(-greatest, rub) - Amount(1, rub)); },
             [] { (void)Amount(Money(greatest, rub)); },
             [] { (void)Money(std::numeric_limits<std::int64_t>::min(), rub); },
             [] { (void)Amount(std::numeric_limits<std::int64_t>::min(), rub); },
             [] { (void)Amount::round(Exact(greatest), rub, {}); }}) {
        CHECK(code_of(action) == ErrorCode::overflow);
    }
    CHECK(-Money(greatest, rub) == Money(-greatest, rub));
    CHECK((Money(greatest, rub) - Money(greatest, rub)).minor() == 0);
}

TEST_CASE("an amount becomes money by rounding, or exactly") {
    const Amount fine = Amount::parse("649.9973 RUB");
    CHECK(Money::round(fine).text() == "650.00 RUB");
    CHECK(Money::round(fine, RoundingMode::floor).text() == "649.99 RUB");
    CHECK(Money::round(Amount::parse("-0.004 RUB")).text() == "0.00 RUB");
    CHECK(code_of([&] { (void)Money::exactly(fine); }) == ErrorCode::inexact);
    CHECK(Money::exactly(Amount::parse("-5.10 RUB")).minor() == -510);
    CHECK((Money(100, rub) + Amount(1, rub)).text() == "1.000001 RUB");
}

TEST_CASE("a charge has at most four digits more than its currency (R31)") {
    const Exact third = Exact(Fraction{1, 3});
    CHECK(Amount::round(third, rub, {RoundingMode::half_up, 6}).text() == "0.333333 RUB");
    CHECK(Amount::round(third, Currency::of("JPY"), {RoundingMode::half_up, 4}).text() ==
          "0.3333 JPY");
    CHECK(code_of([&] {
              (void)Amount::round(third, rub, {RoundingMode::half_up, 7});
          }) == ErrorCode::invalid_argument);
    CHECK(code_of([&] {
              (void)Amount::round(third, Currency::of("JPY"), {RoundingMode::half_up, 5});
          }) == ErrorCode::invalid_argument);
}
