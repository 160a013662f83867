#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace prorata {

/// An exact decimal number: a price, a rate or a quantity, for example 4710.96.
///
/// It carries its own scale, so that neither a yearly price in tenge nor a price per second is out
/// of range (rule R11c). Sums and products are exact or an error; there is no division: use Exact.
///
/// Range:   coefficient × 10^-scale, coefficient any int64 but its minimum, scale 0 to 18; trailing
///          zeros are removed, so that equal numbers are equal in every field.
/// Errors:  Error{overflow} where a result does not fit.
/// Threads: a value; safe to read from many threads.
/// See:     docs/concepts/money.md.
class Decimal {
  public:
    static constexpr int max_scale = 18;

    Decimal() noexcept = default;
    /// A whole number. Errors: Error{overflow} for the least int64.
    Decimal(std::int64_t whole) : Decimal(whole, 0) {}
    Decimal(int whole) : Decimal(static_cast<std::int64_t>(whole)) {}
    Decimal(double) = delete; // a binary number is not what was written

    /// coefficient × 10^-scale. Errors: Error{invalid_argument} unless 0 ≤ scale ≤ 18.
    Decimal(std::int64_t coefficient, int scale);

    /// "-12.50": a sign if negative, digits, a point with digits after it. No exponent, no spaces.
    ///
    /// Errors: Error{invalid_argument}; Error{overflow} if it has too many digits.
    [[nodiscard]] static Decimal parse(std::string_view text);

    [[nodiscard]] std::int64_t coefficient() const noexcept { return coefficient_; }
    [[nodiscard]] int scale() const noexcept { return scale_; }

    /// The shortest text that parses back to the same number; never "-0".
    [[nodiscard]] std::string text() const;

    friend Decimal operator+(const Decimal& left, const Decimal& right);
    friend Decimal operator-(const Decimal& left, const Decimal& right);
    friend Decimal operator*(const Decimal& left, const Decimal& right);
    friend Decimal operator-(const Decimal& number) { return Decimal() - number; }
    friend bool operator==(const Decimal&, const Decimal&) = default;
    friend std::strong_ordering operator<=>(const Decimal& left, const Decimal& right) noexcept;

  private:
    std::int64_t coefficient_ = 0;
    int scale_ = 0;
};

} // namespace prorata
