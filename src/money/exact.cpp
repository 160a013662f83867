#include "prorata/money/exact.hpp"

#include "money/int128.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <utility>

namespace prorata {

namespace {

// Without expression templates: no temporary outlives its statement.
using BigInt = boost::multiprecision::number<boost::multiprecision::cpp_int_backend<>,
                                             boost::multiprecision::et_off>;

std::array<std::uint64_t, 2> words_of(Int128 value) noexcept {
    return {static_cast<std::uint64_t>(value), static_cast<std::uint64_t>(value >> 64)};
}

Int128 from_words(const std::array<std::uint64_t, 2>& words) noexcept {
    __extension__ using Unsigned = unsigned __int128;
    return static_cast<Int128>(static_cast<Unsigned>(words[1]) << 64 | words[0]);
}

/// What rounding adds to a truncated quotient: −1, 0 or 1. `doubled` compares twice the rest with
/// the divisor.
int adjustment(RoundingMode mode, bool negative, bool exact, int doubled, bool odd) {
    if (exact) return 0;
    const int away = negative ? -1 : 1;
    switch (mode) {
    case RoundingMode::half_up: return doubled >= 0 ? away : 0;
    case RoundingMode::half_even: return doubled > 0 || (doubled == 0 && odd) ? away : 0;
    case RoundingMode::floor: return negative ? -1 : 0;
    case RoundingMode::ceiling: return negative ? 0 : 1;
    case RoundingMode::truncate: return 0;
    }
    return 0;
}

/// numerator / denominator rounded to a whole number. Requires: denominator > 0.
template <class Integer>
Integer divide(const Integer& numerator, const Integer& denominator, RoundingMode mode) {
    const Integer quotient = numerator / denominator;
    Integer rest = numerator % denominator;
    const bool negative = numerator < 0;
    if (rest < 0) rest = -rest;
    const Integer left = denominator - rest; // 2 × rest <=> denominator without doubling
    const int doubled = rest < left ? -1 : static_cast<int>(rest > left);
    return quotient + adjustment(mode, negative, rest == 0, doubled, quotient % 2 != 0);
}

} // namespace

struct Exact::Wide {
    BigInt numerator;
    BigInt denominator;
};

struct Exact::Ratio {
    Int128 numerator;
    Int128 denominator;

    [[nodiscard]] Ratio reduced() const noexcept {
        const Int128 divisor = gcd(numerator, denominator);
        return {numerator / divisor, denominator / divisor};
    }
};

Exact::Exact(std::int64_t whole) : Exact(Ratio{whole, 1}) {}
Exact::Exact(const Decimal& decimal)
    : Exact(Ratio{decimal.coefficient(), power_of_ten(decimal.scale())}) {}

Exact::Exact(const Fraction& fraction) : Exact(Ratio{fraction.n, fraction.d}) {
    if (fraction.d < 1) {
        throw Error(ErrorCode::invalid_argument, "the fraction " + std::to_string(fraction.n) +
                                                     "/" + std::to_string(fraction.d) +
                                                     " has no positive denominator");
    }
}

Exact::Exact(const Ratio& ratio)
    : numerator_(words_of(ratio.numerator)), denominator_(words_of(ratio.denominator)) {}

Exact::Exact(Wide wide) {
    const BigInt divisor = gcd(wide.numerator, wide.denominator);
    wide.numerator /= divisor;
    wide.denominator /= divisor;
    const BigInt limit = BigInt(1) << 126;
    if (abs(wide.numerator) < limit && wide.denominator < limit) {
        numerator_ = words_of(static_cast<Int128>(wide.numerator));
        denominator_ = words_of(static_cast<Int128>(wide.denominator));
    } else {
        wide_ = std::make_shared<const Wide>(std::move(wide));
    }
}

Exact::Ratio Exact::narrow() const noexcept {
    return {from_words(numerator_), from_words(denominator_)};
}

Exact::Wide Exact::widened() const {
    return wide_ ? *wide_ : Wide{BigInt(from_words(numerator_)), BigInt(from_words(denominator_))};
}

Exact operator*(const Exact& left, const Exact& right) {
    if (!left.wide_ && !right.wide_) {
        Exact::Ratio a = left.narrow();
        Exact::Ratio b = right.narrow();
        for (const bool reduce : {false, true}) {
            if (reduce) { // crosswise, so that the product is in lowest terms
                const Exact::Ratio across = Exact::Ratio{a.numerator, b.denominator}.reduced();
                const Exact::Ratio back = Exact::Ratio{b.numerator, a.denominator}.reduced();
                a = Exact::Ratio{across.numerator, back.denominator}.reduced();
                b = Exact::Ratio{back.numerator, across.denominator}.reduced();
            }
            const auto numerator = multiply(a.numerator, b.numerator);
            const auto denominator = multiply(a.denominator, b.denominator);
            if (numerator && denominator) return Exact::Ratio{*numerator, *denominator};
        }
    }
    const Exact::Wide a = left.widened();
    const Exact::Wide b = right.widened();
    return Exact(Exact::Wide{a.numerator * b.numerator, a.denominator * b.denominator});
}

Exact operator+(const Exact& left, const Exact& right) {
    if (!left.wide_ && !right.wide_) {
        Exact::Ratio a = left.narrow();
        Exact::Ratio b = right.narrow();
        for (const bool reduce : {false, true}) {
            if (reduce) {
                a = a.reduced();
                b = b.reduced();
            }
            const Int128 shared = a.denominator == b.denominator ? a.denominator
                                  : reduce                       ? gcd(a.denominator, b.denominator)
                                                                 : Int128{1};
            const auto x = multiply(a.numerator, b.denominator / shared);
            const auto y = multiply(b.numerator, a.denominator / shared);
            if (!x || !y) continue;
            const auto numerator = add(*x, *y);
            const auto denominator = multiply(a.denominator, b.denominator / shared);
            if (numerator && denominator) return Exact::Ratio{*numerator, *denominator};
        }
    }
    const Exact::Wide a = left.widened();
    const Exact::Wide b = right.widened();
    return Exact(Exact::Wide{a.numerator * b.denominator + b.numerator * a.denominator,
                             a.denominator * b.denominator});
}

Exact operator-(const Exact& number) {
    return Exact(-1) * number;
}
Exact operator-(const Exact& left, const Exact& right) {
    return left + -right;
}

Exact operator/(const Exact& left, const Exact& right) {
    Exact::Wide divisor = right.widened();
    if (divisor.numerator == 0) throw Error(ErrorCode::invalid_argument, "a division by zero");
    if (divisor.numerator < 0) {
        divisor.numerator = -divisor.numerator;
        divisor.denominator = -divisor.denominator;
    }
    return left * Exact(Exact::Wide{divisor.denominator, divisor.numerator});
}

bool operator==(const Exact& left, const Exact& right) {
    return left <=> right == 0;
}

std::strong_ordering operator<=>(const Exact& left, const Exact& right) {
    if (!left.wide_ && !right.wide_) {
        const Exact::Ratio a = left.narrow();
        const Exact::Ratio b = right.narrow();
        const auto x = multiply(a.numerator, b.denominator);
        const auto y = multiply(b.numerator, a.denominator);
        if (x && y) return *x <=> *y;
    }
    const Exact::Wide a = left.widened();
    const Exact::Wide b = right.widened();
    const BigInt x = a.numerator * b.denominator;
    const BigInt y = b.numerator * a.denominator;
    return x < y ? std::strong_ordering::less
                 : (x > y ? std::strong_ordering::greater : std::strong_ordering::equal);
}

std::int64_t Exact::rounded(const Rounding& rounding) const {
    if (rounding.digits < 0 || rounding.digits > Decimal::max_scale) {
        throw Error(ErrorCode::invalid_argument,
                    std::to_string(rounding.digits) + " digits; give 0 to 18");
    }
    if (!wide_) {
        const Ratio ratio = narrow();
        if (const auto scaled = multiply(ratio.numerator, power_of_ten(rounding.digits))) {
            return storable(divide(*scaled, ratio.denominator, rounding.mode), "a rounded number");
        }
    }
    const Wide wide = widened();
    const BigInt scaled = wide.numerator * BigInt(power_of_ten(rounding.digits));
    const auto count = divide<BigInt>(scaled, wide.denominator, rounding.mode);
    if (abs(count) > std::numeric_limits<std::int64_t>::max()) raise_overflow("a rounded number");
    return static_cast<std::int64_t>(count);
}

Decimal Exact::round(const Rounding& rounding) const {
    return {rounded(rounding), rounding.digits};
}

} // namespace prorata
