#include "prorata/ledger/credit.hpp"

#include "base/assert.hpp"
#include "prorata/base/error.hpp"

#include <algorithm>

namespace prorata {

namespace {

void require_use(const CreditUse& use) {
    Faults faults;
    const auto check = [&](const char* path, const Amount& sum) {
        require_same(use.limit.currency(), sum.currency());
        if (sum.units() < 0) faults.add(path, "is " + sum.text() + "; give a sum from 0");
    };
    check("limit", use.limit);
    check("overdue", use.overdue);
    check("awaiting", use.awaiting);
    check("spent", use.spent);
    check("reserved", use.reserved);
    check("advances", use.advances);
    faults.raise_if_any("the use of the credit limit is not understood");
}

/// What is left of the debt; lowers the advances by what covered it.
Amount after_advances(const Amount& debt, Amount& advances) {
    const Amount covered = std::min(debt, advances);
    advances = advances - covered;
    return debt - covered;
}

} // namespace

CreditPartition partition(const CreditUse& use) {
    require_use(use);
    const Amount none(0, use.limit.currency());
    Amount advances = use.advances;
    const Amount overdue = after_advances(use.overdue, advances);
    const Amount awaiting = after_advances(use.awaiting, advances);
    const Amount spent = after_advances(use.spent + use.reserved, advances);
    const Amount used = overdue + awaiting + spent;
    const Amount rest = std::max(none, use.limit - used);
    const Amount excess = std::max(none, used - use.limit);
    PRORATA_ASSERT(used + rest - excess == use.limit, "a partition does not sum to its limit");
    return {use.limit,
            overdue,
            awaiting,
            spent,
            use.blocked ? none : rest,
            use.blocked ? rest : none,
            excess,
            advances,
            use.blocked};
}

std::optional<Decline> may_buy(const CreditPartition& partition, const Amount& price) {
    if (price.units() < 0)
        throw Error(ErrorCode::invalid_argument,
                    "the price is " + price.text() + "; give 0 or more");
    const Amount free = partition.available + partition.own_funds;
    if (price <= free) return std::nullopt;
    const std::string missing = price.text() + " are needed, " + free.text() + " are free, " +
                                (price - free).text() + " are missing; ";
    if (partition.blocked)
        return Decline{DeclineCode::blocked, missing + "the account is blocked: pay " +
                                                 partition.overdue.text() +
                                                 " that are overdue, then top up"};
    return Decline{DeclineCode::over_limit, missing + "top up or pay what is owed"};
}

DebtClasses classify(std::span<const Receivable> receivables, Date today, Currency currency) {
    const Amount none(0, currency);
    DebtClasses sums{none, none, none};
    for (const Receivable& one : receivables) {
        Amount& sum = !one.invoice ? sums.spent : one.due_on < today ? sums.overdue : sums.awaiting;
        sum = sum + one.unpaid;
    }
    return sums;
}

} // namespace prorata
