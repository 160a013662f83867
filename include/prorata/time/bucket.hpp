#pragma once

#include "prorata/time/date.hpp"
#include "prorata/time/instant.hpp"
#include "prorata/time/period.hpp"
#include "prorata/time/term.hpp"
#include "prorata/time/zone.hpp"

#include <cstdint>

namespace prorata {

/// The spans in which use is metered (rule R45): hours of UTC, days and months of the account.
enum class Bucket : std::uint8_t { hour = 1, day = 2, month = 3 };

/// The bucket that holds the instant. An hour is one of UTC in every zone; a day of a clock change
/// has 23 or 25 hours.
///
/// The buckets of a zone tile the line of time, also where midnight is skipped or comes twice: a
/// day ends where the next one first begins (Zone::start_of_day).
///
/// Errors: Error{invalid_argument} for a number that is no Bucket, or beyond the range of Instant.
[[nodiscard]] Period<Instant> bucket_of(Instant at, Bucket bucket, const Zone& zone);

/// From the beginning of the first day to the beginning of the day after the last, in that zone.
[[nodiscard]] Period<Instant> instants(const Period<Date>& period, const Zone& zone);

/// The instant from which hourly periods are counted: boundary k is anchor + k × term, in elapsed
/// hours. What Anchor is for dates; a daily cycle is an Anchor with P1D.
///
/// Errors:  Error{unsupported} for terms that are not of hours; Error{invalid_argument} beyond the
///          range of Instant.
/// Threads: a value; safe to read from many threads.
class HourAnchor {
  public:
    explicit HourAnchor(Instant instant) noexcept : instant_(instant) {}

    [[nodiscard]] Instant instant() const noexcept { return instant_; }
    /// The k-th boundary; k of any sign.
    [[nodiscard]] Instant boundary(const Term& term, std::int64_t k) const;
    /// The k of the period that contains the instant.
    [[nodiscard]] std::int64_t index_of(const Term& term, Instant at) const;
    /// The k-th period, [boundary(k), boundary(k + 1)).
    [[nodiscard]] Period<Instant> period(const Term& term, std::int64_t k) const {
        return {boundary(term, k), boundary(term, k + 1)};
    }
    /// The period that contains the instant.
    [[nodiscard]] Period<Instant> period_of(const Term& term, Instant at) const {
        return period(term, index_of(term, at));
    }

    friend bool operator==(const HourAnchor&, const HourAnchor&) = default;

  private:
    Instant instant_;
};

} // namespace prorata
