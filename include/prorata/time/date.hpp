#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace prorata {

/// A civil day, for example 2026-01-31; billing works on these.
///
/// Units:   `days()` counts from 1970-01-01; a difference of dates is a number of days.
/// Range:   0001-01-01 to 9999-12-31, proleptic Gregorian.
/// Errors:  Error{invalid_argument} for a day that is not in the calendar, or outside the range.
/// Threads: a value; safe to read from many threads.
/// See:     docs/concepts/time.md.
class Date {
  public:
    Date(int year, int month, int day);
    [[nodiscard]] static Date from_days(std::int64_t days);
    /// "2026-01-31", ISO 8601, nothing else. Errors: Error{invalid_argument}.
    [[nodiscard]] static Date parse(std::string_view text);
    /// `day` of that month, or the month's last day if it has fewer: 31 gives 30 April.
    [[nodiscard]] static Date clamped(int year, int month, int day);

    [[nodiscard]] std::int32_t days() const noexcept { return days_; }
    [[nodiscard]] int year() const noexcept;
    [[nodiscard]] int month() const noexcept; ///< 1 to 12
    [[nodiscard]] int day() const noexcept;   ///< 1 to 31
    /// 1 = Monday to 7 = Sunday (ISO 8601).
    [[nodiscard]] int weekday() const noexcept;
    [[nodiscard]] Date first_of_month() const;
    [[nodiscard]] Date last_of_month() const;
    [[nodiscard]] int days_in_month() const;
    [[nodiscard]] std::string text() const;

    friend Date operator+(Date date, std::int64_t days);
    friend Date operator-(Date date, std::int64_t days);
    friend std::int32_t operator-(Date left, Date right) noexcept {
        return left.days_ - right.days_;
    }
    friend auto operator<=>(const Date&, const Date&) = default;

  private:
    explicit Date(std::int32_t days) noexcept : days_(days) {}

    std::int32_t days_;
};

} // namespace prorata
