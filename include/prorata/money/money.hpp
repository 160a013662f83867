#pragma once

#include "prorata/money/amount.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace prorata {

/// An exact amount of one currency in whole minor units, for example 12.50 RUB.
///
/// Documents, payments and limits are Money. It converts to Amount freely; an Amount becomes Money
/// only through `round`, one of the few places where rounding happens, or `exactly`.
///
/// Units:   `minor()` is in minor units of `currency()`; 1250 is 12.50 RUB.
/// Range:   any int64 but its minimum, so negation never overflows.
/// Errors:  Error{currency_mismatch}, Error{overflow}.
/// Threads: a value; safe to read from many threads.
/// See:     docs/concepts/money.md.
class Money {
  public:
    /// Errors: Error{overflow} for the least int64.
    Money(std::int64_t minor, Currency currency);

    /// Rounded to whole minor units. Errors: Error{overflow}.
    [[nodiscard]] static Money round(const Exact& exact, Currency currency,
                                     RoundingMode mode = RoundingMode::half_up);
    [[nodiscard]] static Money round(const Amount& amount,
                                     RoundingMode mode = RoundingMode::half_up);

    /// The same sum. Errors: Error{inexact} if it is no whole number of minor units.
    [[nodiscard]] static Money exactly(const Amount& amount);

    /// "12.50 RUB". Errors: as Amount::parse, Error{inexact} for a part of a minor unit.
    [[nodiscard]] static Money parse(std::string_view text);

    [[nodiscard]] std::int64_t minor() const noexcept { return minor_; }
    [[nodiscard]] Currency currency() const noexcept { return currency_; }
    /// The same sum. Errors: Error{overflow} above 9.2 × 10^14 minor units.
    operator Amount() const;
    /// "12.50 RUB"; never "-0.00".
    [[nodiscard]] std::string text() const;

    friend Money operator+(const Money& left, const Money& right);
    friend Money operator-(const Money& left, const Money& right);
    friend Money operator-(const Money& money);
    friend bool operator==(const Money& left, const Money& right);
    friend std::strong_ordering operator<=>(const Money& left, const Money& right);

  private:
    std::int64_t minor_;
    Currency currency_;
};

} // namespace prorata
