#include "prorata/time/due.hpp"

#include "prorata/base/error.hpp"
#include "prorata/time/anchor.hpp"

namespace prorata {

namespace {

/// The first day n of a month after the date, n cut to that month's length.
Date day_of_month_after(Date date, int n) {
    const Anchor anchor(date.year(), date.month(), n);
    if (anchor.date() > date) return anchor.date();
    return anchor.boundary(Term(1, TermUnit::month), 1);
}

} // namespace

DueRule::DueRule(DuePolicy policy, int n) : policy_(policy), n_(n) {
    const bool monthly = policy == DuePolicy::day_of_month;
    Faults faults;
    if (name(policy) == "unknown") faults.add("policy", "is in no list of due policies");
    if (n < (monthly ? 1 : 0) || n > (monthly ? 31 : 9999)) {
        faults.add("n", "is " + std::to_string(n) +
                            (monthly ? "; give a day of a month, 1 to 31" : "; give 0 to 9999"));
    }
    faults.raise_if_any("the due rule is not right");
}

Date DueRule::due_on(Date issued_on, const WorkCalendar* calendar) const {
    if (policy_ == DuePolicy::day_of_month) return day_of_month_after(issued_on, n_);
    const Date due = issued_on + n_;
    if (policy_ == DuePolicy::days_after) return due;
    if (calendar == nullptr) {
        throw Error(ErrorCode::invalid_argument,
                    "a due day by working_day_after needs a work calendar");
    }
    return calendar->add_working_days(due, 0);
}

Date charged_on(const Period<Date>& period, ChargeDay day) {
    switch (day) {
    case ChargeDay::start: return period.start();
    case ChargeDay::end: return period.end();
    case ChargeDay::last_day: return period.end() - 1;
    }
    throw Error(ErrorCode::invalid_argument, "a charge day that is in no list");
}

} // namespace prorata
