// A1, A2: what payments cover, and what of receivables is covered.

#include "verify/check.hpp"

namespace prorata {

using storage::RowBatch;

namespace {

/// Sums of allocations by payment, by correcting entry or by the entry that they cover.
std::map<std::int64_t, Int128> allocated(const Check& check, std::string_view by) {
    const RowBatch& rows = check.rows("allocation");
    const RowColumn of(rows, by);
    const RowColumn amount(rows, "amount");
    std::map<std::int64_t, Int128> sums;
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        if (!of.null(row)) sums[of[row]] += amount[row];
    }
    return sums;
}

Int128 at(const std::map<std::int64_t, Int128>& sums, std::int64_t id) {
    const auto found = sums.find(id);
    return found == sums.end() ? Int128(0) : found->second;
}

/// What covers has the account, payer, seller and currency of what it covers (R13); it is a payment
/// or a correction, and one of the two.
void check_sides(Check& check) {
    const RowBatch& rows = check.rows("allocation");
    const RowBatch& payments = check.rows("payment");
    const RowBatch& owed = check.rows("receivable");
    const KeyColumns paid_by(payments);
    const KeyColumns owed_by(owed);
    const RowColumn payment_id(payments, "id");
    const RowColumn account(rows, "account");
    const RowColumn payment(rows, "payment");
    const RowColumn correction(rows, "correction");
    const RowColumn entry(rows, "entry");
    std::map<std::int64_t, MoneyKey> keys;
    for (std::size_t row = 0; row < payments.rows(); ++row)
        keys[payment_id[row]] = paid_by[row];
    std::map<std::int64_t, MoneyKey> entries;
    for (std::size_t row = 0; row < owed.rows(); ++row)
        entries[owed.integer(row, 0)] = owed_by[row];
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        const std::int64_t id = rows.integer(row, 0);
        if (payment.null(row) == correction.null(row)) {
            check.report("allocation", id, "is not either of a payment or of a correction");
            continue;
        }
        const bool pays = correction.null(row);
        const auto from = pays ? keys.find(payment[row]) : entries.find(correction[row]);
        const auto to = entries.find(entry[row]);
        if (from == (pays ? keys : entries).end() || to == entries.end()) continue; // S1 says so
        if (from->second != to->second || from->second[0] != account[row]) {
            check.report("allocation", id,
                         "joins money and a debt of different accounts, payers or sellers");
        }
    }
}

void check_against_charges(Check& check, std::size_t row) {
    const RowBatch& owed = check.rows("receivable");
    const RowColumn first(owed, "first_charge");
    const RowColumn count(owed, "charges");
    for (const std::string column : {"total", "tax"}) {
        Int128 sum = 0;
        (void)sum_of_charges(check, first[row], count[row], column == "total" ? "amount" : "tax",
                             sum);
        check.equal("receivable", owed.integer(row, 0), column, RowColumn(owed, column)[row], sum);
    }
    const RowBatch& entries = check.rows("entry");
    const auto entry = check.image().find(entries, owed.integer(row, 0));
    if (!entry) return;
    check.equal("receivable", owed.integer(row, 0), "first_charge", first[row],
                RowColumn(entries, "first_charge")[*entry]);
    check.equal("receivable", owed.integer(row, 0), "charges", count[row],
                RowColumn(entries, "charges")[*entry]);
}

} // namespace

void check_payments(Check& check) {
    const RowBatch& rows = check.rows("payment");
    const auto covered = allocated(check, "payment");
    const RowColumn id(rows, "id");
    const RowColumn total(rows, "total");
    const RowColumn free(rows, "free");
    const RowColumn open_on(rows, "open_on");
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        check.equal("payment", id[row], "free", free[row],
                    Int128(total[row]) * units_per_minor - at(covered, id[row]));
        if (free[row] < 0) check.report("payment", id[row], "covers more than was paid");
        if (open_on.null(row) != (free[row] == 0)) {
            check.report("payment", id[row], "open_on is set although nothing is free, or missing");
        }
    }
}

void check_receivables(Check& check) {
    const RowBatch& rows = check.rows("receivable");
    const auto covered = allocated(check, "entry");
    const auto taken_off = allocated(check, "correction");
    const RowColumn entry(rows, "entry");
    const RowColumn total(rows, "total");
    const RowColumn unpaid(rows, "unpaid");
    const RowColumn open_on(rows, "open_on");
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        const Int128 owed = total[row] > 0 ? Int128(total[row]) : Int128(0);
        check.equal("receivable", entry[row], "unpaid", unpaid[row],
                    owed - at(covered, entry[row]));
        // R40: what a correction takes back is taken off the charges of its unit, whole.
        check.equal("receivable", entry[row], "what it takes off others", at(taken_off, entry[row]),
                    total[row] < 0 ? -Int128(total[row]) : Int128(0));
        if (unpaid[row] < 0) check.report("receivable", entry[row], "is paid more than once");
        if (open_on.null(row) != (unpaid[row] == 0)) {
            check.report("receivable", entry[row],
                         "open_on is set although nothing is unpaid, or missing");
        }
        check_against_charges(check, row);
    }
    check_sides(check);
}

} // namespace prorata
