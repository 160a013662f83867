#pragma once

#include "prorata/time/date.hpp"
#include "prorata/time/period.hpp"
#include "prorata/time/term.hpp"

#include <cstdint>

namespace prorata {

/// The day from which all boundaries of a subscription are counted, kept as it was given.
///
/// The k-th boundary is anchor + k × term, with the day cut to the month's length each time, never
/// the previous boundary + term: day 31 gives 31 January, 28 February, 31 March. The day may exceed
/// its month, so that billing day 31 can be anchored in February (rule R18). Renewals add up on the
/// anchor (R26), for example 31 January + 1 month + 1 month is 31 March.
///
/// Range:   day 1 to 31; boundaries within the range of Date.
/// Errors:  Error{invalid_argument}; Error{unsupported} for a term of hours, which has no dates.
/// Threads: a value; safe to read from many threads.
/// See:     docs/concepts/time.md.
class Anchor {
  public:
    explicit Anchor(Date date) noexcept
        : year_(date.year()), month_(date.month()), day_(date.day()) {}
    /// Billing day `day` of that month, not cut.
    Anchor(int year, int month, int day);

    [[nodiscard]] int year() const noexcept { return year_; }
    [[nodiscard]] int month() const noexcept { return month_; }
    [[nodiscard]] int day() const noexcept { return day_; }
    /// Boundary 0: the anchor, its day cut to the month's length.
    [[nodiscard]] Date date() const { return Date::clamped(year_, month_, day_); }

    /// The k-th boundary; k of any sign.
    [[nodiscard]] Date boundary(const Term& term, std::int64_t k) const;
    /// The k of the period that contains the date: boundary(k) <= date < boundary(k + 1).
    [[nodiscard]] std::int64_t index_of(const Term& term, Date date) const;
    /// The k-th period, [boundary(k), boundary(k + 1)).
    [[nodiscard]] Period<Date> period(const Term& term, std::int64_t k) const;
    /// The period that contains the date.
    [[nodiscard]] Period<Date> period_of(const Term& term, Date date) const {
        return period(term, index_of(term, date));
    }

    friend bool operator==(const Anchor&, const Anchor&) = default;

  private:
    int year_;
    int month_;
    int day_;
};

} // namespace prorata
