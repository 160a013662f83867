#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace prorata {

enum class TermUnit : std::uint8_t { hour = 1, day = 2, week = 3, month = 4, year = 5 };

/// A length of time as contracts say it, for example P1M; P365D is not P1Y (OK-06, V29).
///
/// Range:   1 to 9999 units.
/// Errors:  Error{invalid_argument}.
/// Threads: a value; safe to read from many threads.
class Term {
  public:
    Term(int count, TermUnit unit);
    /// ISO 8601 with one unit: P1M, P2W, P365D, P1Y, PT1H.
    [[nodiscard]] static Term parse(std::string_view text);

    [[nodiscard]] int count() const noexcept { return count_; }
    [[nodiscard]] TermUnit unit() const noexcept { return unit_; }
    [[nodiscard]] std::string text() const;

    /// True for months and years: the boundaries are days of months.
    [[nodiscard]] bool monthly() const noexcept { return unit_ >= TermUnit::month; }
    /// Length of a monthly term in months, else 0.
    [[nodiscard]] int months() const noexcept;
    /// Length of a term of days or weeks in days, else 0.
    [[nodiscard]] int days() const noexcept;
    /// How many of `part` make up this term, or 0 if no whole number does: months and years are one
    /// family, days and weeks another, hours a third (rule R16).
    [[nodiscard]] int whole_multiple_of(const Term& part) const noexcept;

    friend bool operator==(const Term&, const Term&) = default;

  private:
    int count_;
    TermUnit unit_;
};

} // namespace prorata
