#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace prorata {

/// A currency of ISO 4217, for example RUB: number 643, two minor digits.
///
/// The digits are frozen by the version of the library, because stored amounts count in them.
/// Units that the standard gives no minor digits (gold, drawing rights) are no currencies here.
///
/// Threads: a value of one byte; safe to read from many threads.
/// See:     src/money/currency_table.inc names the edition of the list.
class Currency {
  public:
    /// Errors: Error{not_found} if there is no such code; codes are three capital letters.
    [[nodiscard]] static Currency of(std::string_view code);

    /// By the number of the standard. Errors: Error{not_found}.
    [[nodiscard]] static Currency of_number(int number);

    [[nodiscard]] std::string_view code() const noexcept;
    [[nodiscard]] int number() const noexcept;
    /// Digits of the minor unit after the point: 2 for RUB, 0 for JPY, 3 for KWD.
    [[nodiscard]] int digits() const noexcept;
    /// The English name of the standard.
    [[nodiscard]] std::string_view name() const noexcept;

    friend bool operator==(const Currency&, const Currency&) = default;

  private:
    explicit Currency(std::size_t position) : position_(static_cast<std::uint8_t>(position)) {}

    std::uint8_t position_; // in the table; never stored
};

} // namespace prorata
