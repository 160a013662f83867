// Voided invoices: the number stays used, what was asked for waits for the next one (R14, OK-11).

#include "billing/account_documents.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace prorata {

namespace {

constexpr std::int64_t minor = 10'000; // units of Amount in one minor unit
constexpr int voided = 3;              // of invoice_state

} // namespace

bool AccountDocuments::is_voided(std::int64_t invoice) {
    using storage::Cell;
    const auto states = work_.book().rows<InvoiceStateRecord>("invoice_state", {Cell(invoice)},
                                                              {Cell(invoice + 1)});
    return !states.empty() && states.front().state == voided;
}

std::vector<DocumentLine> AccountDocuments::rows_of(std::int64_t invoice) {
    using storage::Cell;
    std::vector<DocumentLine> lines;
    for (const auto& row : work_.book().rows<DocumentLineRecord>(
             "invoice_line", {Cell(invoice)}, {Cell(invoice + 1)}, "invoice_line_invoice")) {
        lines.push_back(row.line);
    }
    return lines;
}

AccountDocuments::Group AccountDocuments::asked_for_by(std::int64_t invoice) {
    Group group;
    for (auto& owed : file_.receivables) {
        if (owed.row.invoice == invoice) group.push_back(&owed);
    }
    return group;
}

/// Only what is asked for and then paid or credited changes what is unpaid of an invoice, so it is
/// untouched when all it asked for is unpaid, but for what this work has credited.
bool AccountDocuments::is_unpaid(const DocumentRecord& invoice) {
    std::int64_t sum = 0;
    for (const DocumentLine& line : rows_of(invoice.id))
        sum += line.amount;
    if (invoice.first_charge) sum += invoice.total * minor;
    for (const auto* owed : asked_for_by(invoice.id))
        sum -= owed->row.unpaid + money_.credited(owed->row.entry);
    return sum == 0;
}

bool AccountDocuments::void_invoice(const DocumentRecord& invoice, Date day) {
    work_.book().read_money(file_);
    if (invoice.order || is_voided(invoice.id) || !is_unpaid(invoice)) return false;
    work_.insert(InvoiceStateRecord{invoice.id, 1, voided, day});
    const Group group = asked_for_by(invoice.id);
    std::vector<Rest> rests = this->rests(invoice_family, invoice.payer, invoice.seller);
    take_out(rows_of(invoice.id), rests);
    keep(invoice_family, invoice.payer, invoice.seller, rests);
    for (auto* owed : group) {
        ReceivableRecord& row = owed->edit();
        row.invoice.reset();
        if (row.unpaid == 0) continue;
        row.due_on = row.charged_on;
        row.open_on = row.due_on;
        row.invoice_on = row.charged_on;
    }
    add_event("invoice_voided", invoice.id, at_);
    return true;
}

void AccountDocuments::replace_changed_invoices(Date today) {
    std::set<std::int64_t> changed;
    for (const auto& owed : file_.receivables) {
        if (owed.row.invoice && money_.credited(owed.row.entry) > 0) {
            changed.insert(*owed.row.invoice);
        }
    }
    using storage::Cell;
    for (const std::int64_t id : changed) {
        const auto invoices =
            work_.book().rows<DocumentRecord>("invoice", {Cell(id)}, {Cell(id + 1)});
        if (invoices.empty()) continue;
        work_.book().read_money(file_);
        Group group = asked_for_by(id);
        std::vector<Date> due;
        for (const auto* owed : group)
            due.push_back(owed->row.due_on);
        if (void_invoice(invoices.front(), today)) replace(std::move(group), due, today);
    }
}

/// The new invoice is due when the old one was.
void AccountDocuments::replace(Group group, const std::vector<Date>& due, Date today) {
    Group left;
    for (auto* owed : group) {
        if (owed->row.unpaid > 0) left.push_back(owed);
    }
    if (left.empty()) return;
    issue_invoice(left, today);
    for (std::size_t i = 0; i < group.size(); ++i) {
        ReceivableRecord& row = group[i]->row;
        if (!row.invoice || row.unpaid == 0) continue;
        row.due_on = due[i];
        row.open_on = due[i];
    }
}

void AccountDocuments::void_order_invoice(const OrderRecord& order, Date on) {
    const storage::Cell account(order.account.value());
    const auto day = static_cast<std::int64_t>(order.placed_on.days());
    auto invoices =
        work_.book().rows<DocumentRecord>("invoice", {account, storage::Cell(day)},
                                          {account, storage::Cell(day + 1)}, "invoice_account");
    invoices.insert(invoices.end(), asked_.begin(), asked_.end());
    for (const DocumentRecord& invoice : invoices) {
        if (invoice.order != order.id.value()) continue;
        work_.insert(InvoiceStateRecord{invoice.id, 1, voided, on});
        return;
    }
}

} // namespace prorata
