#pragma once

#include "prorata/base/named_codes.hpp"
#include "prorata/time/date.hpp"
#include "prorata/time/period.hpp"
#include "prorata/time/work_calendar.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace prorata {

/// How the day by which an invoice is to be paid follows from the day it was issued (rule R52).
#define PRORATA_DUE_POLICIES(X)                                                                    \
    X(days_after, 1, "issue day + n: issued on the 1st, n = 14, due on the 15th: the default")     \
    X(day_of_month, 2, "the first day n of a month after the issue day")                           \
    X(working_day_after, 3, "issue day + n, or the first working day after it if it is not worked")
PRORATA_NAMED_CODES(DuePolicy, due_policy, PRORATA_DUE_POLICIES)

/// When an invoice is due, for example 14 days after its issue (R52, V28).
///
/// The due day is the last day that is in time: overdue is from the day after.
///
/// Range:   0 to 9999 days; 1 to 31 for day_of_month, cut to the month's length.
/// Errors:  Error{invalid_argument}.
/// Threads: a value; safe to read from many threads.
class DueRule {
  public:
    explicit DueRule(DuePolicy policy = DuePolicy::days_after, int n = 14);

    [[nodiscard]] DuePolicy policy() const noexcept { return policy_; }
    [[nodiscard]] int n() const noexcept { return n_; }
    /// Errors: Error{invalid_argument} for working_day_after without a calendar; Error{not_found}
    ///         for a year that the calendar does not have.
    [[nodiscard]] Date due_on(Date issued_on, const WorkCalendar* calendar = nullptr) const;

    friend bool operator==(const DueRule&, const DueRule&) = default;

  private:
    DuePolicy policy_;
    int n_;
};

/// On which day of its period a charge is made (rule R42).
enum class ChargeDay : std::uint8_t {
    start = 1,   ///< In advance: the first day.
    end = 2,     ///< In arrears: the day after the last one.
    last_day = 3 ///< In arrears, invoiced on the last day: 31 January for January (MT-07).
};

/// The first day of a run (`as_of`) on which the charge of the period is due: due if it is on or
/// before as_of. What happens after that on a last day is a difference of that period.
///
/// Errors: Error{invalid_argument} for a number that is no ChargeDay.
[[nodiscard]] Date charged_on(const Period<Date>& period, ChargeDay day);

} // namespace prorata
