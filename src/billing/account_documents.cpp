#include "billing/account_documents.hpp"

#include <algorithm>
#include <string>

namespace prorata {

namespace {

enum Family : int { invoice_family = 1, act_family };
enum InvoiceState : int { voided = 3 };
constexpr std::int64_t minor = 10'000; // units of Amount in one minor unit

bool to_invoice(const ReceivableRecord& owed, Date day) {
    return owed.invoice_on && *owed.invoice_on <= day && owed.unpaid > 0;
}

bool to_act(const ReceivableRecord& owed, Date day) {
    return owed.act_on && *owed.act_on < day;
}

std::int64_t to_minor(const Exact& units, Currency currency) {
    (void)currency;
    return (units / Exact(minor)).rounded({RoundingMode::half_up, 0});
}

/// What of a charge has been served before a day, rounded to a grid: parts along time (R3, R13).
std::int64_t served(std::int64_t units, const Period<Date>& days, Date day, std::int64_t grid) {
    const Date until = std::clamp(day, days.start(), days.end());
    const Fraction share{until - days.start(), prorata::days(days)};
    return (Exact(units) * Exact(share) / Exact(grid)).rounded({RoundingMode::half_up, 0}) * grid;
}

} // namespace

std::vector<AccountDocuments::Group>
AccountDocuments::groups(bool (*wanted)(const ReceivableRecord&, Date), Date day) {
    std::vector<Group> groups;
    for (auto& owed : file_.receivables) {
        if (!wanted(owed.row, day)) continue;
        const auto same = [&owed](const Group& group) {
            const ReceivableRecord& row = group.front()->row;
            return row.payer == owed.row.payer && row.seller == owed.row.seller;
        };
        const auto group = std::find_if(groups.begin(), groups.end(), same);
        group == groups.end() ? groups.push_back({&owed}) : group->push_back(&owed);
    }
    return groups;
}

std::int64_t AccountDocuments::round_with_carry(int family, const ReceivableRecord& like,
                                                std::int64_t units) {
    auto carry = std::find_if(file_.carries.begin(), file_.carries.end(), [&](const auto& known) {
        return known.row.family == family && known.row.payer == like.payer &&
               known.row.seller == like.seller;
    });
    const std::int64_t before = carry == file_.carries.end() ? 0 : carry->row.rest;
    const std::int64_t total = to_minor(Exact(units) + Exact(before), like.currency);
    const std::int64_t rest = units + before - total * minor;
    if (rest == before) return total;
    if (family == invoice_family && total <= 0) return total; // not issued: nothing is documented
    if (carry == file_.carries.end()) {
        file_.carries.push_back(
            {{file_.account.id, like.payer, like.seller, family, 1, like.currency, rest},
             RowState::fresh});
    } else {
        carry->edit().rest = rest;
    }
    return total;
}

DocumentRecord AccountDocuments::document(const ReceivableRecord& like, int kind, Date issued_on,
                                          const Period<Date>& days, std::int64_t total,
                                          std::int64_t tax) {
    const auto [series, number] = work_.number(like.seller, kind, issued_on.year());
    const std::int64_t id = work_.draw(kind == invoice_family ? "invoice" : "act");
    return {id,          file_.account.id, like.seller, like.payer, series, number, issued_on,
            days,        like.currency,    total,       tax,        {},     0,      0,
            std::nullopt};
}

void AccountDocuments::add_event(const std::string& kind, std::int64_t subject, Instant due_at) {
    work_.insert(EventRecord{work_.draw("event"), file_.account.id, EventCategory::finance, kind,
                             subject, due_at, at_, std::nullopt});
}

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
    const ReceivableRecord& like = group.front()->row;
    std::int64_t units = 0;
    Exact tax;
    Period<Date> days{like.served_from, like.served_through};
    for (const auto* owed : group) {
        units += owed->row.unpaid;
        tax = tax + Exact(owed->row.tax) * Exact(Fraction{owed->row.unpaid, owed->row.total});
        days = {std::min(days.start(), owed->row.served_from),
                std::max(days.end(), owed->row.served_through)};
    }
    const std::int64_t total = round_with_carry(invoice_family, like, units);
    if (total <= 0) return;
    DocumentRecord invoice =
        document(like, invoice_family, issued_on, days, total, to_minor(tax, like.currency));
    if (group.size() == 1) {
        invoice.first_charge = like.first_charge;
        invoice.charges = like.charges;
    }
    for (auto* owed : group) {
        ReceivableRecord& row = owed->edit();
        row.invoice = invoice.id;
        row.invoice_on.reset();
        row.due_on = calendar(issued_on).due_on;
        row.open_on = row.due_on;
    }
    work_.insert_document("invoice", invoice);
    add_notices(invoice);
}

void AccountDocuments::issue_order_invoice(const OrderRecord& order) {
    const auto [series, number] =
        work_.number(order.seller, invoice_family, order.placed_on.year());
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
    work_.insert_document("invoice", invoice);
    asked_.push_back(invoice);
    add_event("invoice_issued", invoice.id, at_);
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

AccountDocuments::Covered AccountDocuments::cover(const ReceivableRecord& owed,
                                                  const Period<Date>& month) {
    Covered covered;
    const Date first_act = owed.act_on.value_or(owed.served_from);
    if (first_act == owed.served_from && owed.served_through <= month.end()) {
        covered.amount = owed.total;
        covered.tax = owed.tax;
        return covered;
    }
    covered.whole = false;
    for (const ChargeRecord& record : money_.charges_of(owed)) {
        const Charge& charge = record.charge;
        const Date from = std::max(first_act, charge.days.start());
        const Date to = std::min(month.end(), charge.days.end());
        if (from >= to) continue;
        const std::int64_t amount =
            served(charge.amount, charge.days, to, 1) - served(charge.amount, charge.days, from, 1);
        const std::int64_t tax = served(charge.tax, charge.days, to, minor) -
                                 served(charge.tax, charge.days, from, minor);
        covered.amount += amount;
        covered.tax += tax;
        covered.lines.push_back({0, 0, record.id, {from, to}, charge.currency, amount, tax});
    }
    return covered;
}

void AccountDocuments::issue_acts(const Period<Date>& month) {
    for (const Group& group : groups(to_act, month.end()))
        issue_act(group, month);
}

void AccountDocuments::issue_act(const Group& group, const Period<Date>& month) {
    const ReceivableRecord& like = group.front()->row;
    Covered all;
    for (auto* owed : group) {
        Covered covered = cover(owed->row, month);
        all.amount += covered.amount;
        all.tax += covered.tax;
        all.whole = all.whole && covered.whole;
        all.lines.insert(all.lines.end(), covered.lines.begin(), covered.lines.end());
        ReceivableRecord& row = owed->edit();
        row.act_on = row.served_through <= month.end() ? std::nullopt : std::optional(month.end());
    }
    const std::int64_t total = round_with_carry(act_family, like, all.amount);
    DocumentRecord act = document(like, act_family, month.end() - 1, month, total, all.tax / minor);
    act.entry = money_.book_act(like.payer, like.seller, Amount(all.amount, like.currency),
                                Money(total, like.currency), Money(act.tax, like.currency),
                                month.end() - 1);
    if (all.whole && group.size() == 1) {
        act.first_charge = like.first_charge;
        act.charges = like.charges;
    }
    for (ActLineRecord line : all.lines) {
        line.id = work_.draw("act_line");
        line.act = act.id;
        work_.insert(line);
    }
    work_.insert_document("act", act);
}

} // namespace prorata
