// Acts: service rendered in a month (R13).

#include "billing/account_documents.hpp"

#include "prorata/document/series.hpp"

#include <algorithm>
#include <string>

namespace prorata {

namespace {

bool to_act(const ReceivableRecord& owed, Date day) {
    return owed.act_on && *owed.act_on < day;
}

bool is_whole(const ReceivableRecord& owed, Date end) {
    return owed.act_on == owed.served_from && owed.served_through <= end;
}

} // namespace

void AccountDocuments::issue_acts(const Period<Date>& month) {
    for (const Group& group : groups(to_act, month.end()))
        issue_act(group, month);
}

void AccountDocuments::issue_act(const Group& group, const Period<Date>& month) {
    const ReceivableRecord like = group.front()->row;
    const bool whole = std::all_of(group.begin(), group.end(), [&month](const auto* owed) {
        return is_whole(owed->row, month.end());
    });
    auto content = whole ? as_charged(act_family, group) : std::nullopt;
    if (!content) {
        std::vector<Rest> rests = this->rests(act_family, like.payer, like.seller);
        content.emplace();
        content->lines = served_lines(group, month);
        content->total = round_totals(content->lines, rests);
        for (const DocumentLine& line : content->lines) {
            content->amount += line.amount;
            content->tax += line.tax;
        }
        keep(act_family, like.payer, like.seller, rests);
    }
    for (auto* owed : group) {
        ReceivableRecord& row = owed->edit();
        row.act_on = row.served_through <= month.end() ? std::nullopt : std::optional(month.end());
    }
    const bool empty = content->first_charge ? content->total == 0 : content->lines.empty();
    if (empty) return; // nothing but zero lines, which acts do not show (R51)
    const Date issued_on = month.end() - 1;
    DocumentRecord act = document(DocumentKind::act, like, issued_on, month, *content);
    act.entry =
        money_.book_act(like.payer, like.seller, Amount(content->amount, like.currency),
                        Money(act.total, like.currency), Money(act.tax, like.currency), issued_on);
    work_.insert_into("act", act);
    insert_lines("act_line", act, content->lines);
    acts_.reset();
}

/// What was served in the month and is in no act yet, unit by unit.
std::vector<DocumentLine> AccountDocuments::served_lines(const Group& group,
                                                         const Period<Date>& month) {
    std::vector<CoveredCharge> parts;
    std::vector<Date> since;
    for (const auto* owed : group) {
        const Date first = owed->row.act_on.value_or(owed->row.served_from);
        for (const ChargeRecord& record : money_.charges_of(owed->row)) {
            const Charge& charge = record.charge;
            const Date from = std::max(first, charge.days.start());
            const Date to = std::min(month.end(), charge.days.end());
            if (from >= to) continue;
            parts.push_back(
                {{record.subscription, charge.unit}, {from, to}, served(charge, from, to), 0});
            since.push_back(charged_since(charge));
        }
    }
    std::vector<DocumentLine> lines = lines_of(parts);
    for (DocumentLine& line : lines) {
        Date first = month.end();
        for (std::size_t i = 0; i < parts.size(); ++i) {
            if (parts[i].of == line.of) first = std::min(first, since[i]);
        }
        set_tax(line, gross_in_acts(line.of, first));
    }
    std::erase_if(lines, [](const auto& line) { return line.amount == 0 && line.tax == 0; });
    return lines;
}

/// The tax of an act, by unit: that of everything in acts, this one included, less what they have.
void AccountDocuments::set_tax(DocumentLine& line, std::int64_t gross_before) {
    line.tax = tax_contained(gross_before + line.amount, line.of.unit.rate) -
               tax_contained(gross_before, line.of.unit.rate);
}

/// No charge of the same unit is older: a period is charged at most the lead time of its tariff
/// before its start, an aligned one with the part before it (R18), what an early end leaves at any
/// time (R34).
Date AccountDocuments::charged_since(const Charge& charge) const {
    const Date ever(1, 1, 1);
    if (charge.kind == ChargeKind::commitment) return ever;
    const Offer& offer = work_.book().catalog().offer(charge.terms.offer);
    Date first = charge.unit.period_on;
    const bool aligned =
        offer.version->cycle == CycleKind::calendar && offer.version->cycle_day > 0;
    if (aligned) first = Anchor(first).boundary(offer.billing_period, -1);
    return first - offer.version->lead_days - 1;
}

/// What acts and their corrections hold of a unit so far, of which nothing was charged before a
/// day.
std::int64_t AccountDocuments::gross_in_acts(const LineUnit& of, Date since) {
    std::int64_t gross = 0;
    money_.each_booked(since, [&](std::int64_t entry, const ChargeRecord& record) {
        if (record.subscription != of.subscription || record.charge.unit != of.unit) return;
        gross += served(record.charge, record.charge.days.start(), covered_until(entry));
    });
    return gross;
}

/// The first day of an entry's charges that no act holds; those of other entries are all in acts.
Date AccountDocuments::covered_until(std::int64_t entry) const {
    for (const auto& owed : file_.receivables) {
        if (owed.row.entry == entry && owed.row.act_on) return *owed.row.act_on;
    }
    return {9999, 12, 31};
}

} // namespace prorata
