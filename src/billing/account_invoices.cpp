// Invoices: requests for money that book nothing (R13).

#include "billing/account_documents.hpp"

#include "money/int128.hpp"
#include "prorata/document/series.hpp"

#include <algorithm>
#include <string>

namespace prorata {

namespace {

bool to_invoice(const ReceivableRecord& owed, Date day) {
    return owed.invoice_on && *owed.invoice_on <= day && owed.unpaid > 0;
}

/// What is unpaid of each charge of a receivable (AC-11).
std::vector<Amount> unpaid_parts(std::span<const ChargeRecord> charges,
                                 const ReceivableRecord& owed) {
    std::vector<Amount> amounts;
    for (const ChargeRecord& charge : charges)
        amounts.emplace_back(charge.charge.amount, owed.currency);
    const auto paid = paid_parts(
        amounts, Amount(storable(Int128{owed.total} - owed.unpaid, "what is paid"), owed.currency));
    for (std::size_t i = 0; i < paid.size(); ++i)
        amounts[i] = amounts[i] - paid[i];
    return amounts;
}

} // namespace

CreditCalendar AccountDocuments::calendar(Date issued_on) const {
    return credit_calendar(issued_on, {file_.account.due_days, file_.account.block_days});
}

/// The notices of V28, each on the morning of its day in the seller's zone.
void AccountDocuments::add_notices(const DocumentRecord& invoice) {
    const Zone& zone = work_.book().zone(work_.book().seller(invoice.seller).zone);
    for (const CreditNotice& notice : calendar(invoice.issued_on).notices) {
        add_event("invoice_" + std::string(name(notice.kind)), invoice.id,
                  zone.start_of_day(notice.on));
    }
}

void AccountDocuments::issue_invoices(Date issued_on) {
    for (const Group& group : groups(to_invoice, issued_on))
        issue_invoice(group, issued_on);
}

void AccountDocuments::issue_invoice(const Group& group, Date issued_on) {
    const ReceivableRecord like = group.front()->row;
    Period<Date> days{like.served_from, like.served_through};
    bool untouched = true;
    for (const auto* owed : group) {
        untouched = untouched && owed->row.unpaid == owed->row.total;
        days = {std::min(days.start(), owed->row.served_from),
                std::max(days.end(), owed->row.served_through)};
    }
    auto content = untouched ? as_charged(invoice_family, group) : std::nullopt;
    if (!content) {
        std::vector<Rest> rests = this->rests(invoice_family, like.payer, like.seller);
        content.emplace();
        content->lines = unpaid_lines(group);
        content->total = round_totals(content->lines, rests);
        for (const DocumentLine& line : content->lines)
            content->tax += line.tax;
        if (content->total <= 0) return; // nothing is documented
        keep(invoice_family, like.payer, like.seller, rests);
    }
    const DocumentRecord invoice = document(DocumentKind::invoice, like, issued_on, days, *content);
    for (auto* owed : group) {
        ReceivableRecord& row = owed->edit();
        row.invoice = invoice.id;
        row.invoice_on.reset();
        row.due_on = calendar(issued_on).due_on;
        row.open_on = row.due_on;
    }
    work_.insert_into("invoice", invoice);
    insert_lines("invoice_line", invoice, content->lines);
    add_notices(invoice);
}

/// What is unpaid, unit by unit; the tax of a unit that is paid in part is that in the rest.
std::vector<DocumentLine> AccountDocuments::unpaid_lines(const Group& group) const {
    std::vector<CoveredCharge> parts;
    std::vector<LineUnit> in_part;
    for (const auto* owed : group) {
        const auto charges = money_.charges_of(owed->row);
        const auto unpaid = unpaid_parts(charges, owed->row);
        for (std::size_t i = 0; i < charges.size(); ++i) {
            const Charge& charge = charges[i].charge;
            const LineUnit of{charges[i].subscription, charge.unit};
            if (unpaid[i].units() != charge.amount) in_part.push_back(of);
            if (unpaid[i].units() == 0) continue;
            parts.push_back({of, charge.days, unpaid[i].units(), charge.tax});
        }
    }
    std::vector<DocumentLine> lines = lines_of(parts);
    for (DocumentLine& line : lines) {
        if (std::find(in_part.begin(), in_part.end(), line.of) == in_part.end()) continue;
        line.tax = tax_contained(line.amount, line.of.unit.rate);
    }
    return lines;
}

void AccountDocuments::issue_order_invoice(const OrderRecord& order) {
    const auto [series, number] =
        work_.number(order.seller, static_cast<int>(DocumentKind::invoice), order.placed_on.year());
    const DocumentRecord invoice{work_.draw("invoice"),
                                 order.account,
                                 order.seller,
                                 order.payer,
                                 series,
                                 number,
                                 order.placed_on,
                                 {order.placed_on, order.placed_on + 1},
                                 order.currency,
                                 order.total,
                                 0,
                                 std::nullopt,
                                 0,
                                 0,
                                 order.id.value()};
    work_.insert_into("invoice", invoice);
    asked_.push_back(invoice);
    add_event("invoice_issued", invoice.id, at_);
}

} // namespace prorata
