#pragma once

#include "prorata/time/instant.hpp"
#include "prorata/time/zone.hpp"

#include <cstdint>
#include <optional>
#include <utility>

namespace prorata {

/// How long one may withdraw after an activation, for example "until the end of the next day in
/// Moscow", or 72 hours (rule R33, SL-04).
///
/// The end is exclusive: "until 23:59" closes at 23:59:00.
///
/// Range:   0 to 9999 days; cut-off 0 to 1 440 minutes after midnight; 1 to 9999 hours.
/// Errors:  Error{invalid_argument}.
/// Threads: a value; safe to read from many threads.
class Window {
  public:
    /// Until the cut-off of the day activation + `days`, both in that zone (of the tariff).
    [[nodiscard]] static Window of_days(const Zone& zone, int days = 1, int cut_off_minutes = 1440);
    /// n × 1 hour of elapsed time, whatever the clocks do: 168 for seven times 24 hours.
    [[nodiscard]] static Window of_hours(int hours);

    /// When the window of that activation closes. With days = 0 and an early cut-off that may be
    /// before the activation: then it never was open.
    [[nodiscard]] Instant closes_at(Instant activated_at) const;
    /// True from the activation on and before the end.
    [[nodiscard]] bool is_open(Instant activated_at, Instant at) const {
        return activated_at <= at && at < closes_at(activated_at);
    }

    friend bool operator==(const Window&, const Window&) = default;

  private:
    Window(std::optional<Zone> zone, int count, int cut_off_minutes)
        : zone_(std::move(zone)), count_(count), cut_off_minutes_(cut_off_minutes) {}

    std::optional<Zone> zone_; // none: hours
    int count_;
    int cut_off_minutes_;
};

} // namespace prorata
