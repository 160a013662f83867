#pragma once

#include "prorata/base/fraction.hpp"
#include "prorata/money/decimal.hpp"
#include "prorata/money/rounding.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <memory>

namespace prorata {

/// The exact number between a price and a rounded amount: price × quantity × n/d × discount steps.
///
/// A rational number. Nothing is lost on the way; rounding is the only way out, so that each
/// rounding step is one that a rule names.
///
/// Range:   any rational. 128-bit integers as long as they suffice, without allocation; wider ones
///          where they do not (rule R11c). Only a rounded result can be out of range.
/// Errors:  Error{invalid_argument} for a division by zero.
/// Threads: a value; safe to read from many threads.
/// See:     docs/concepts/money.md.
class Exact {
  public:
    Exact() : Exact(std::int64_t{0}) {}
    Exact(std::int64_t whole);
    Exact(int whole) : Exact(static_cast<std::int64_t>(whole)) {}
    Exact(const Decimal& decimal);
    /// Errors: Error{invalid_argument} unless fraction.d ≥ 1.
    Exact(const Fraction& fraction);
    Exact(double) = delete; // a binary number is not what was written

    friend Exact operator+(const Exact& left, const Exact& right);
    friend Exact operator-(const Exact& left, const Exact& right);
    friend Exact operator*(const Exact& left, const Exact& right);
    friend Exact operator/(const Exact& left, const Exact& right);
    friend Exact operator-(const Exact& number);
    friend bool operator==(const Exact& left, const Exact& right);
    friend std::strong_ordering operator<=>(const Exact& left, const Exact& right);

    /// The number as a count of 10^-digits, rounded: 22.4137… by {truncate, 4} gives 224137.
    ///
    /// Errors: Error{overflow} if the count is no int64 (its minimum excluded);
    ///         Error{invalid_argument} unless 0 ≤ digits ≤ 18.
    [[nodiscard]] std::int64_t rounded(const Rounding& rounding) const;

    /// The number as a decimal, rounded. Errors: as rounded().
    [[nodiscard]] Decimal round(const Rounding& rounding) const;

  private:
    struct Wide;  // numerator and denominator of any size
    struct Ratio; // numerator and denominator of 128 bits
    Exact(const Ratio& ratio);
    explicit Exact(Wide wide);
    [[nodiscard]] Ratio narrow() const noexcept;
    [[nodiscard]] Wide widened() const;

    std::array<std::uint64_t, 2> numerator_{};
    std::array<std::uint64_t, 2> denominator_{}; // > 0
    std::shared_ptr<const Wide> wide_;           // set where 128 bits do not suffice
};

} // namespace prorata
