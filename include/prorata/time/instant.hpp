#pragma once

#include "prorata/time/date.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace prorata {

/// A moment, the same everywhere, for example 2026-01-31T09:00:00Z.
///
/// Units:   `micros()` counts microseconds of UTC from 1970-01-01T00:00:00Z, without leap seconds.
/// Range:   0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999999Z.
/// Errors:  Error{invalid_argument} outside the range.
/// Threads: a value; safe to read from many threads.
class Instant {
  public:
    [[nodiscard]] static Instant from_micros(std::int64_t micros);
    /// RFC 3339: "2026-01-31T12:00:00+03:00", "…Z", up to six digits of a second.
    ///
    /// Errors: Error{invalid_argument}.
    [[nodiscard]] static Instant parse(std::string_view text);

    [[nodiscard]] std::int64_t micros() const noexcept { return micros_; }
    /// The date in UTC. What is today for an account says Zone::legal_day.
    [[nodiscard]] Date utc_date() const;
    /// RFC 3339 in UTC; the fraction of a second only if there is one.
    [[nodiscard]] std::string text() const;

    friend auto operator<=>(const Instant&, const Instant&) = default;

  private:
    explicit Instant(std::int64_t micros) noexcept : micros_(micros) {}

    std::int64_t micros_;
};

inline constexpr std::int64_t micros_per_second = 1'000'000;
inline constexpr std::int64_t seconds_per_day = 86'400;
inline constexpr std::int64_t micros_per_hour = 3600 * micros_per_second;

} // namespace prorata
