#include "prorata/time/window.hpp"

#include "prorata/base/error.hpp"

namespace prorata {

namespace {

void require(Faults& faults, const char* what, int value, int least, int most) {
    if (value >= least && value <= most) return;
    faults.add(what, "is " + std::to_string(value) + "; give " + std::to_string(least) + " to " +
                         std::to_string(most));
}

} // namespace

Window Window::of_days(const Zone& zone, int days, int cut_off_minutes) {
    Faults faults;
    require(faults, "days", days, 0, 9999);
    require(faults, "cut_off_minutes", cut_off_minutes, 0, 24 * 60);
    faults.raise_if_any("the window is not right");
    return {zone, days, cut_off_minutes};
}

Window Window::of_hours(int hours) {
    Faults faults;
    require(faults, "hours", hours, 1, 9999);
    faults.raise_if_any("the window is not right");
    return {std::nullopt, hours, 0};
}

Instant Window::closes_at(Instant activated_at) const {
    if (zone_) return zone_->wall_clock(zone_->legal_day(activated_at) + count_, cut_off_minutes_);
    return Instant::from_micros(activated_at.micros() + count_ * micros_per_hour);
}

} // namespace prorata
