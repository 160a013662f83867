#pragma once

#include "prorata/base/decline.hpp"
#include "prorata/ledger/allocation.hpp"
#include "prorata/money/money.hpp"

#include <optional>
#include <span>

namespace prorata {

/// How a credit limit is used, before free advances are set against it.
///
/// Range: nothing is negative; one currency.
struct CreditUse {
    Amount limit;
    Amount overdue;
    Amount awaiting;
    Amount spent;    ///< Unpaid charges that no invoice holds yet, with tax.
    Amount reserved; ///< Promised payments and pending orders; counted inside spent.
    Amount advances; ///< Free money of the account at this seller.
    bool blocked = false;
};

/// The partition of a credit limit that a customer sees (AC-38, V21–V24).
///
/// Ensures: overdue + awaiting + spent + available + unavailable − excess = limit; `available` is
///          zero while blocked, `unavailable` is zero otherwise.
/// Threads: a value; safe to read from many threads.
struct CreditPartition {
    Amount limit;
    Amount overdue;
    Amount awaiting;
    Amount spent;
    Amount available;
    Amount unavailable; ///< What would be available if the account were not blocked.
    Amount excess;      ///< Use above the limit.
    Amount own_funds;   ///< Advances beyond all debt; outside the limit.
    bool blocked;

    friend bool operator==(const CreditPartition&, const CreditPartition&) = default;
};

/// Advances cover overdue, then awaiting, then spent; the rest is own funds (R39).
///
/// Errors: Error{invalid_argument} naming every negative sum; Error{currency_mismatch, overflow}.
[[nodiscard]] CreditPartition partition(const CreditUse& use);

/// Nothing if price ≤ available + own funds; otherwise what is missing. Own funds are there only
/// when the overdue part is cleared, so a blocked account can spend nothing else (R39, AC-35).
///
/// Errors: Error{invalid_argument} for a negative price; Error{currency_mismatch}.
[[nodiscard]] std::optional<Decline> may_buy(const CreditPartition& partition, const Amount& price);

/// The unpaid parts by what they are on a day.
struct DebtClasses {
    Amount overdue;  ///< Invoiced, due before the day.
    Amount awaiting; ///< Invoiced, due on the day or later.
    Amount spent;    ///< Not invoiced.
};

/// Errors: Error{currency_mismatch, overflow}.
[[nodiscard]] DebtClasses classify(std::span<const Receivable> receivables, Date today,
                                   Currency currency);

} // namespace prorata
