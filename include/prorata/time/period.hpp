#pragma once

#include "prorata/base/error.hpp"
#include "prorata/time/date.hpp"
#include "prorata/time/instant.hpp"

#include <algorithm>
#include <optional>

namespace prorata {

/// Everything from `start` on and before `end`: [2026-01-01, 2026-02-01) is January.
///
/// All intervals are half-open; the "last day" that people see is end − 1. A period is never empty.
///
/// Errors:  Error{invalid_argument} unless start < end.
/// Threads: a value; safe to read from many threads.
template <class Point>
class Period {
  public:
    Period(Point start, Point end) : start_(start), end_(end) {
        if (!(start < end)) {
            throw Error(ErrorCode::invalid_argument, "the period " + start.text() + " to " +
                                                         end.text() +
                                                         " does not end after its start");
        }
    }

    [[nodiscard]] Point start() const noexcept { return start_; }
    [[nodiscard]] Point end() const noexcept { return end_; }
    [[nodiscard]] bool contains(Point point) const noexcept {
        return start_ <= point && point < end_;
    }
    [[nodiscard]] bool contains(const Period& other) const noexcept {
        return start_ <= other.start_ && other.end_ <= end_;
    }
    /// What both have in common, or nothing.
    [[nodiscard]] std::optional<Period> common(const Period& other) const {
        const Point start = std::max(start_, other.start_);
        const Point end = std::min(end_, other.end_);
        return start < end ? std::optional(Period(start, end)) : std::nullopt;
    }

    friend bool operator==(const Period&, const Period&) = default;

  private:
    Point start_;
    Point end_;
};

/// Number of days in a period of dates.
[[nodiscard]] inline std::int32_t days(const Period<Date>& period) noexcept {
    return period.end() - period.start();
}

} // namespace prorata
