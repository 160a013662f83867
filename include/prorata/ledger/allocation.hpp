#pragma once

#include "prorata/base/id.hpp"
#include "prorata/money/amount.hpp"
#include "prorata/time/date.hpp"

#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace prorata {

/// What is still owed of the charges that one entry booked.
///
/// Range: 0 ≤ unpaid ≤ amount.
struct Receivable {
    EntryId entry;
    PayerId payer;
    SellerId seller;
    Date due_on; ///< Of the invoice that holds the charges; without one, the day of the charge.
    Date charged_on;
    std::optional<InvoiceId> invoice;
    Amount amount;
    Amount unpaid;
};

/// That a payment covers a part of an entry; negative: that part was released (append-only).
struct Allocation {
    PaymentId payment;
    EntryId entry;
    Amount amount;
    Date allocated_on;

    friend bool operator==(const Allocation&, const Allocation&) = default;
};

/// Money of a payment that covers nothing yet.
using FreeMoney = std::pair<PaymentId, Amount>;

/// Covers the oldest debt: earliest due day, then day of the charge, then entry (R40). Exact (R7).
///
/// Lowers `unpaid` of what it covers. The payments are used in the order given; all of them and all
/// receivables are of one (payer, seller), because money never moves between these keys (R13).
///
/// Errors: Error{invalid_argument}: receivables of different keys, negative sums;
///         Error{currency_mismatch}. Nothing is changed then.
[[nodiscard]] std::vector<Allocation>
allocate_oldest_first(std::vector<FreeMoney> free, std::span<Receivable> receivables, Date today);

/// Covers the named invoices first, then the oldest debt (R40, policy purpose-first).
///
/// Errors: as allocate_oldest_first.
[[nodiscard]] std::vector<Allocation> allocate_purpose_first(std::vector<FreeMoney> free,
                                                             std::span<Receivable> receivables,
                                                             std::span<const InvoiceId> purpose,
                                                             Date today);

/// What a receivable holds of one unit: the unit's charges in it, less what was taken off them.
struct UnitShare {
    Receivable receivable;
    Amount share;
};

/// What a negative correction takes off one entry.
struct Credit {
    EntryId entry;
    Amount amount; ///< Above zero.

    friend bool operator==(const Credit&, const Credit&) = default;
};

/// What becomes of a negative correction.
struct CorrectionEffect {
    std::vector<Credit> credits;      ///< By entry, each once.
    std::vector<Allocation> releases; ///< All negative: money that is free again.
    Amount left;                      ///< What the entries could not take; zero for whole units.
};

/// Lowers the receivables of a unit by a negative correction: first what is unpaid of them, the
/// oldest first; what exceeds that releases allocations, last made first, back to free money
/// (R40). No receivable gives more than its share of the unit.
///
/// `made` are the allocations and releases so far, in the order made; other entries are ignored.
/// Errors: Error{invalid_argument} for a correction above zero, or if `made` does not explain what
///         is paid; Error{currency_mismatch}.
[[nodiscard]] CorrectionEffect credit_correction(std::vector<UnitShare> unit,
                                                 const Amount& correction,
                                                 std::span<const Allocation> made, Date today);

/// How `paid` over one entry covers its charges, in their order (AC-11). A negative charge of the
/// entry is used up whole and helps to cover the others.
///
/// Ensures: the parts sum to `paid`. Errors: Error{invalid_argument} unless 0 ≤ paid ≤ Σ charges.
[[nodiscard]] std::vector<Amount> paid_parts(std::span<const Amount> charges, const Amount& paid);

/// Whether a document with this unpaid rest counts as paid: below one minor unit (R40, V10).
[[nodiscard]] bool counts_as_paid(const Amount& unpaid);

} // namespace prorata
