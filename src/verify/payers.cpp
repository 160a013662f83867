// P1: what documents show of payers, and what was erased (AC-04, R62).

#include "verify/check.hpp"

#include <set>

namespace prorata {

namespace {

using Owner = std::array<std::int64_t, 2>; // account, payer

/// One row of requisite_revision, by the columns that a rule compares.
struct Revision {
    Owner owner{};
    std::int64_t number = 0;
    std::int64_t first_invoice = 0;
    std::int64_t first_act = 0;
};

void check_order(Check& check, const Revision& before, const Revision& here) {
    const bool follows = before.owner == here.owner;
    check.equal("requisite_revision", here.owner[1], "revision", here.number,
                follows ? before.number + 1 : 1);
    if (follows &&
        (here.first_invoice < before.first_invoice || here.first_act < before.first_act)) {
        check.report("requisite_revision", here.owner[1],
                     "revision " + std::to_string(here.number) + " is shown by earlier documents");
    }
}

} // namespace

void check_requisites(Check& check) {
    std::set<std::array<std::int64_t, 3>> valued;
    const storage::RowBatch& values = check.rows("requisite");
    for (std::size_t row = 0; row < values.rows(); ++row)
        valued.insert({values.integer(row, 0), values.integer(row, 1), values.integer(row, 2)});
    const storage::RowBatch& rows = check.rows("requisite_revision");
    const RowColumn account(rows, "account");
    const RowColumn payer(rows, "payer");
    const RowColumn number(rows, "revision");
    const RowColumn invoice(rows, "first_invoice");
    const RowColumn act(rows, "first_act");
    const RowColumn erased(rows, "erased_on");
    Revision before;
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        const Revision here{{account[row], payer[row]}, number[row], invoice[row], act[row]};
        check_order(check, before, here);
        before = here;
        const bool there = valued.erase({account[row], payer[row], number[row]}) == 1;
        if (there == erased.null(row)) continue;
        check.report("requisite_revision", payer[row],
                     there ? "its values were not erased" : "its values are not there");
    }
    for (const auto& [of_account, of_payer, revision] : valued) {
        check.report("requisite", of_payer,
                     "there is no revision " + std::to_string(revision) + " of its payer");
    }
}

} // namespace prorata
