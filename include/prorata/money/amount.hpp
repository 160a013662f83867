#pragma once

#include "prorata/money/currency.hpp"
#include "prorata/money/exact.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace prorata {

/// A sum finer than the minor unit, for example a daily charge of 22.4137 RUB.
///
/// Charges, postings, allocations and balances are Amounts: they count units of 10^-(digits + 4) of
/// the currency, so a charge of four digits after the point (V06) posts exactly, and sums of them
/// never round. Documents, payments and limits are Money.
///
/// Units:   `units()` is in 10^-(currency digits + 4); 22413700 is 22.4137 RUB.
/// Range:   any int64 but its minimum: ± 9.2 × 10^12 RUB.
/// Errors:  Error{currency_mismatch} where two currencies meet, Error{overflow}.
/// Threads: a value; safe to read from many threads.
/// See:     docs/concepts/money.md, rules R7, R31.
class Amount {
  public:
    static constexpr int extra_digits = 4;

    /// `units` of 10^-(digits + 4). Errors: Error{overflow} for the least int64.
    Amount(std::int64_t units, Currency currency);

    /// The exact number, rounded by the policy. The one way from a calculation to a sum.
    ///
    /// Errors: Error{overflow}; Error{invalid_argument} if the policy has more than digits + 4
    /// digits.
    [[nodiscard]] static Amount round(const Exact& exact, Currency currency,
                                      const Rounding& rounding);

    /// "22.4137 RUB". Errors: Error{invalid_argument, not_found, overflow}, Error{inexact} if it
    /// has more digits than an Amount holds.
    [[nodiscard]] static Amount parse(std::string_view text);

    [[nodiscard]] std::int64_t units() const noexcept { return units_; }
    [[nodiscard]] Currency currency() const noexcept { return currency_; }
    /// The same number, in major units.
    [[nodiscard]] Exact exact() const;
    /// "22.4137 RUB", "12.50 RUB": at least the currency's digits; never "-0".
    [[nodiscard]] std::string text() const;

    friend Amount operator+(const Amount& left, const Amount& right);
    friend Amount operator-(const Amount& left, const Amount& right);
    friend Amount operator-(const Amount& amount);
    friend bool operator==(const Amount& left, const Amount& right);
    friend std::strong_ordering operator<=>(const Amount& left, const Amount& right);

  private:
    std::int64_t units_;
    Currency currency_;
};

/// Throws Error{currency_mismatch} unless both are the same.
void require_same(Currency left, Currency right);

} // namespace prorata
