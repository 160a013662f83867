#include "prorata/time/cycle.hpp"

#include "prorata/base/error.hpp"

namespace prorata {

namespace {

void require_day(int day, int least, const char* what) {
    if (day >= least && day <= 31) return;
    throw Error(ErrorCode::invalid_argument, std::string(what) + " is " + std::to_string(day) +
                                                 "; give " + std::to_string(least) + " to 31");
}

/// The first such day of a month on or after the start, kept uncut.
Anchor anchor_from(Date start, int day) {
    const Anchor here(start.year(), start.month(), day);
    if (here.date() >= start) return here;
    const Date next = start.last_of_month() + 1;
    return {next.year(), next.month(), day};
}

} // namespace

Cycle Cycle::billing_day(int day) {
    require_day(day, 1, "the billing day");
    return {day, 0};
}

Cycle Cycle::calendar(int alignment_day) {
    require_day(alignment_day, 0, "the alignment day");
    return {1, alignment_day};
}

FirstPeriods Cycle::first(Date start, const Term& term) const {
    if (day_ == 0) return {Anchor(start), std::nullopt};
    if (!term.monthly()) {
        throw Error(ErrorCode::unsupported,
                    "a period of " + term.text() + " does not begin on a day of the month");
    }
    const Anchor anchor = anchor_from(start, day_);
    if (anchor.date() == start) return {anchor, std::nullopt};
    const FirstPeriods::Part part{{start, anchor.date()}, anchor.period(term, -1)};
    const bool aligned = alignment_day_ > 0 && start.day() >= alignment_day_;
    return {anchor, part, aligned};
}

FirstPeriods Cycle::after_change(const Anchor& old, Date changed_on, const Term& term) const {
    return first(old.period_of(term, changed_on).end(), term);
}

} // namespace prorata
