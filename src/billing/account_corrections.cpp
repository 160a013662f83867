// Corrections of acts: what days of an issued act were charged otherwise since (R14).

#include "billing/account_documents.hpp"

#include "prorata/document/series.hpp"

#include <algorithm>
#include <string>

namespace prorata {

namespace {

/// Whether two lines are about one period of one component, at whatever rate of tax.
bool same_period(const LineUnit& left, const LineUnit& right) {
    return left.subscription == right.subscription && left.unit.component == right.unit.component &&
           left.unit.period_on == right.unit.period_on;
}

DocumentLine sum_of(const std::vector<DocumentLine>& lines, const LineUnit& of) {
    DocumentLine sum{of, {Date(1, 1, 1), Date(1, 1, 2)}, 0, 0, 0};
    for (const DocumentLine& line : lines) {
        if (line.of != of) continue;
        sum.total += line.total;
        sum.tax += line.tax;
    }
    return sum;
}

} // namespace

void AccountDocuments::correct_acts(Date today) {
    std::map<std::int64_t, CorrectionDraft> drafts; // by the place of their act
    for (auto& owed : file_.receivables) {
        if (owed.row.correction && owed.state == RowState::fresh && owed.row.act_on) {
            place(owed, drafts);
        }
    }
    for (auto& [act, draft] : drafts)
        issue_correction(std::move(draft), today);
    if (!drafts.empty()) acts_.reset();
}

/// Gives the days of a corrected unit to the acts that hold them; days after the last of these acts
/// are in none and wait for the next one.
void AccountDocuments::place(Tracked<ReceivableRecord>& owed,
                             std::map<std::int64_t, CorrectionDraft>& drafts) {
    const std::vector<ChargeRecord> charges = money_.charges_of(owed.row);
    const LineUnit of{charges.front().subscription, charges.front().charge.unit};
    const Date first = *owed.row.act_on;
    Date from = first;
    std::int64_t gross = gross_in_acts(of, Date(1, 1, 1));
    const std::vector<KnownAct>& known = acts();
    for (std::size_t at = 0; at < known.size() && from < owed.row.served_through; ++at) {
        const KnownAct& original = known[at];
        const bool holds =
            std::any_of(original.lines.begin(), original.lines.end(),
                        [&of](const auto& line) { return same_period(line.of, of); });
        if (!holds || original.act.days.end() <= from) continue;
        const Date to = std::min(original.act.days.end(), owed.row.served_through);
        DocumentLine line{of, {from, to}, 0, 0, 0};
        for (const ChargeRecord& record : charges)
            line.amount += served(record.charge, from, to);
        from = to;
        if (line.amount == 0) continue;
        set_tax(line, gross);
        gross += line.amount;
        auto& draft = drafts[static_cast<std::int64_t>(at)];
        draft.original = &original;
        draft.lines.push_back(line);
        draft.causes.push_back(charges.front().charge.kind == ChargeKind::metered
                                   ? CorrectionCause::usage
                                   : CorrectionCause::terms);
    }
    if (from == first) return;
    owed.edit(RowState::fresh).act_on =
        from >= owed.row.served_through ? std::nullopt : std::optional(from);
}

const std::vector<AccountDocuments::KnownAct>& AccountDocuments::acts() {
    if (acts_) return *acts_;
    using storage::Cell;
    const std::int64_t account = file_.account.id.value();
    acts_.emplace();
    for (const auto& act : work_.book().rows<DocumentRecord>("act", {Cell(account)},
                                                             {Cell(account + 1)}, "act_account")) {
        acts_->push_back(this->known(act));
    }
    for (const auto& [document, original, previous] : work_.book().rows<CorrectionRecord>(
             "correction", {Cell(account)}, {Cell(account + 1)}, "correction_account")) {
        const auto act = std::find_if(acts_->begin(), acts_->end(),
                                      [of = original](const auto& it) { return it.act.id == of; });
        act->correction = std::max(act->correction.value_or(0), document.id);
        for (const auto& row : work_.book().rows<CorrectionLineRecord>(
                 "correction_line", {Cell(document.id)}, {Cell(document.id + 1)},
                 "correction_line_correction")) {
            act->corrected.push_back(row.difference.line);
        }
    }
    std::stable_sort(acts_->begin(), acts_->end(), [](const auto& left, const auto& right) {
        return left.act.days.end() < right.act.days.end();
    });
    return *acts_;
}

/// The lines of an act of the book; one without rows has its charges, unit by unit.
AccountDocuments::KnownAct AccountDocuments::known(const DocumentRecord& act) {
    using storage::Cell;
    KnownAct known{act, {}, std::nullopt, {}};
    if (!act.first_charge) {
        for (const auto& row : work_.book().rows<DocumentLineRecord>(
                 "act_line", {Cell(act.id)}, {Cell(act.id + 1)}, "act_line_act")) {
            known.lines.push_back(row.line);
        }
        return known;
    }
    std::vector<CoveredCharge> charges;
    for (const ChargeRecord& record : work_.book().charges(*act.first_charge, act.charges)) {
        const Charge& charge = record.charge;
        charges.push_back(
            {{record.subscription, charge.unit}, charge.days, charge.amount, charge.tax});
    }
    known.lines = lines_of(charges);
    std::vector<Rest> none;
    (void)round_totals(known.lines, none);
    return known;
}

void AccountDocuments::issue_correction(CorrectionDraft draft, Date today) {
    const KnownAct& original = *draft.original;
    ReceivableRecord like = file_.receivables.front().row;
    like.payer = original.act.payer;
    like.seller = original.act.seller;
    Content content;
    content.lines = std::move(draft.lines);
    std::vector<Rest> rests = this->rests(act_family, like.payer, like.seller);
    content.total = round_totals(content.lines, rests);
    for (const DocumentLine& line : content.lines) {
        content.amount += line.amount;
        content.tax += line.tax;
    }
    keep(act_family, like.payer, like.seller, rests);
    DocumentRecord correction =
        document(DocumentKind::correction, like, today, original.act.days, content);
    correction.entry = money_.book_act(
        like.payer, like.seller, Amount(content.amount, like.currency),
        Money(content.total, like.currency), Money(content.tax, like.currency), today);
    work_.insert(CorrectionRecord{correction, original.act.id, original.correction});
    for (std::size_t i = 0; i < content.lines.size(); ++i) {
        const DocumentLine& line = content.lines[i];
        const DocumentLine first = sum_of(original.lines, line.of);
        const DocumentLine since = sum_of(original.corrected, line.of);
        work_.insert(CorrectionLineRecord{
            {work_.draw("correction_line"), correction.id, like.currency, line},
            first.total + since.total,
            first.tax + since.tax,
            draft.causes[i]});
    }
    add_event("correction_issued", correction.id, at_);
}

} // namespace prorata
