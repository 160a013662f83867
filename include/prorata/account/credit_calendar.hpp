#pragma once

#include "prorata/account/credit_terms.hpp"
#include "prorata/base/named_codes.hpp"
#include "prorata/time/date.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace prorata {

/// The notices about one invoice, in their order: name and number. Stored numbers.
#define PRORATA_CREDIT_NOTICES(X)                                                                  \
    X(issued, 1)                                                                                   \
    X(due_soon, 2)                                                                                 \
    X(overdue, 3)                                                                                  \
    X(block_soon, 4)                                                                               \
    X(blocked, 5)
PRORATA_NAMED_CODES(CreditNoticeKind, credit_notice_kind, PRORATA_CREDIT_NOTICES)

/// One notice and the day on which it is sent.
struct CreditNotice {
    CreditNoticeKind kind;
    Date on;

    friend bool operator==(const CreditNotice&, const CreditNotice&) = default;
};

/// What follows from an unpaid invoice, day by day: issued 2024-01-01, due 2024-01-15, overdue from
/// 2024-01-16, blocked on 2024-01-30.
///
/// The block is counted from the due day and is no day of the month: after the invoice of
/// 2024-02-01 it is 2024-03-01 (V28b). A block means no new period and no purchase; services that
/// are paid for go on (V28c, AC-33).
///
/// Units:   civil days of the seller's zone (R28).
/// Threads: a value; safe to read from many threads.
/// See:     docs/concepts/account.md, rule R52, vectors V28, V28b, V28d, requirement AC-37.
struct CreditCalendar {
    Date issued_on;
    Date due_on;       ///< The last day to pay in time, inclusive.
    Date overdue_from; ///< The day after.
    Date blocked_on;   ///< The first day of the block.
    Date last_safe_on; ///< The last day to pay before the block; the one to be shown (V28d).
    std::vector<CreditNotice> notices; ///< By day.

    friend bool operator==(const CreditCalendar&, const CreditCalendar&) = default;
};

/// The calendar of an invoice issued on that day.
///
/// A reminder that would not come after the issue, and a warning that would not come after the
/// overdue notice, are left out: with short terms the notice before them says the same.
///
/// Errors: Error{invalid_argument} for days outside their range, or a date after 9999-12-31.
[[nodiscard]] CreditCalendar credit_calendar(Date issued_on, const CreditDays& days = {});

} // namespace prorata
