// L6: what is dated in closed months.

#include "verify/check.hpp"

#include <algorithm>

namespace prorata {

using storage::RowBatch;

namespace {

/// A month that a seller closed, with the last ids that there were.
struct Closing {
    std::int64_t id;
    std::int64_t seller;
    std::int64_t before; ///< Days.
    std::int64_t last;   ///< Id in the table that is checked.
};

std::vector<Closing> closings(const Check& check, std::string_view last_of) {
    const RowBatch& rows = check.rows("closing");
    const RowColumn seller(rows, "seller");
    const RowColumn before(rows, "closed_before");
    const RowColumn last(rows, last_of);
    std::vector<Closing> all;
    for (std::size_t row = 0; row < rows.rows(); ++row)
        all.push_back({rows.integer(row, 0), seller[row], before[row], last[row]});
    return all;
}

void check_dates(Check& check, const std::string& table, const char* date, const char* last_of) {
    const auto closed = closings(check, last_of);
    const RowBatch& rows = check.rows(table);
    const RowColumn seller(rows, "seller");
    const RowColumn dated(rows, date);
    for (std::size_t row = 0; row < rows.rows() && !closed.empty(); ++row) {
        const std::int64_t id = rows.integer(row, 0);
        for (const Closing& closing : closed) {
            if (seller[row] != closing.seller || id <= closing.last) continue;
            if (dated[row] >= closing.before) continue;
            check.report(table, id, "is dated in a month that was closed before");
        }
    }
}

/// An entry has no seller; its postings have.
void check_entries_of(Check& check) {
    const auto closed = closings(check, "last_entry");
    const RowBatch& postings = check.rows("posting");
    const RowBatch& entries = check.rows("entry");
    const RowColumn seller(postings, "seller");
    const RowColumn entry(postings, "entry");
    const RowColumn booked_on(entries, "booked_on");
    for (std::size_t row = 0; row < postings.rows() && !closed.empty(); ++row) {
        const auto at = check.image().find(entries, entry[row]);
        for (const Closing& closing : closed) {
            if (!at || seller[row] != closing.seller || entry[row] <= closing.last) continue;
            if (booked_on[*at] >= closing.before) continue;
            check.report("entry", entry[row], "is dated in a month that was closed before");
        }
    }
}

} // namespace

void check_closings(Check& check) {
    check_entries_of(check);
    check_dates(check, "charge", "charged_on", "last_charge");
    check_dates(check, "invoice", "issued_on", "last_invoice");
    check_dates(check, "act", "issued_on", "last_act");
    check_dates(check, "correction", "issued_on", "last_correction");
    const RowBatch& sellers = check.rows("seller");
    const RowColumn closed_before(sellers, "closed_before");
    for (std::size_t row = 0; row < sellers.rows(); ++row) {
        std::int64_t latest = 0;
        for (const Closing& closing : closings(check, "last_entry")) {
            if (closing.seller != sellers.integer(row, 0)) continue;
            if (closing.before <= latest) {
                check.report("closing", closing.id, "does not follow the one before it");
            }
            latest = closing.before;
        }
        check.equal("seller", sellers.integer(row, 0), "closed_before",
                    closed_before.null(row) ? 0 : closed_before[row], latest);
    }
}

} // namespace prorata
