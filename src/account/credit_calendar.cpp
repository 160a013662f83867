#include "prorata/account/credit_calendar.hpp"

namespace prorata {

namespace {

std::vector<CreditNotice> notices(const CreditCalendar& calendar, const CreditDays& days) {
    std::vector<CreditNotice> result{{CreditNoticeKind::issued, calendar.issued_on}};
    if (days.remind_before_due > 0 && days.remind_before_due < days.due_after) {
        result.push_back({CreditNoticeKind::due_soon, calendar.due_on - days.remind_before_due});
    }
    result.push_back({CreditNoticeKind::overdue, calendar.overdue_from});
    // block - warning > overdue_from, in days after the due day
    if (days.warn_before_block > 0 && days.block_after - days.warn_before_block > 1) {
        result.push_back(
            {CreditNoticeKind::block_soon, calendar.blocked_on - days.warn_before_block});
    }
    result.push_back({CreditNoticeKind::blocked, calendar.blocked_on});
    return result;
}

} // namespace

CreditCalendar credit_calendar(Date issued_on, const CreditDays& days) {
    require_valid(days);
    const Date due_on = issued_on + days.due_after;
    const Date blocked_on = due_on + days.block_after;
    CreditCalendar calendar{issued_on, due_on, due_on + 1, blocked_on, blocked_on - 1, {}};
    calendar.notices = notices(calendar, days);
    return calendar;
}

} // namespace prorata
