// Commands about who pays: payers, their requisites and contracts (AC-01 to AC-04, FR-08, R62).

#include "engine/commands.hpp"
#include "prorata/account/contract.hpp"
#include "prorata/account/payer.hpp"
#include "repository/row_io.hpp"

#include <algorithm>

namespace prorata {

namespace {

Requisites requisites_of(const field::Pairs& given) {
    return {given.pairs.begin(), given.pairs.end()};
}

using storage::Cell;

std::vector<Cell> key_of(const PayerRecord& payer, std::int64_t plus = 0) {
    return {Cell(payer.account.value()), Cell(payer.id.value() + plus)};
}

/// The revisions of a payer's requisites, oldest first.
std::vector<RevisionRecord> revisions(Book& book, const PayerRecord& payer) {
    return book.rows<RevisionRecord>("requisite_revision", key_of(payer), key_of(payer, 1));
}

/// Checks requisites and writes them as a revision that documents show from now on (AC-04).
void write_revision(Session& session, const PayerRecord& payer, std::int64_t revision,
                    const Requisites& requisites) {
    (void)require_valid(Payer{payer.id, payer.account, payer.kind, payer.country, {}}, requisites);
    Work& work = session.work;
    for (const auto& [name, value] : requisites)
        work.insert(RequisiteRecord{payer.account, payer.id, revision, name, value});
    work.insert(RevisionRecord{payer.account, payer.id, revision, 1, session.context.at,
                               work.next("invoice"), work.next("act"), std::nullopt});
}

/// The date of a payer's last document with first <= id < end of a family, or nothing.
std::optional<Date> last_issued(Book& book, const PayerRecord& payer, const std::string& family,
                                std::int64_t first, std::optional<std::int64_t> end) {
    std::optional<Date> last;
    const std::int64_t account = payer.account.value();
    for (const auto& document : book.rows<DocumentRecord>(
             family, {Cell(account)}, {Cell(account + 1)}, family + "_account")) {
        const bool shows =
            document.payer == payer.id && document.id >= first && (!end || document.id < *end);
        if (shows) last = std::max(last.value_or(document.issued_on), document.issued_on);
    }
    return last;
}

/// The day from which a revision may be erased; nothing: no document shows it.
std::optional<Date> kept_until(Book& book, const PayerRecord& payer, const RevisionRecord& revision,
                               const RevisionRecord* next, const Term& retention) {
    const auto until = [&](std::int64_t RevisionRecord::*first) {
        return next == nullptr ? std::nullopt : std::optional(next->*first);
    };
    const auto invoice = last_issued(book, payer, "invoice", revision.first_invoice,
                                     until(&RevisionRecord::first_invoice));
    const auto act =
        last_issued(book, payer, "act", revision.first_act, until(&RevisionRecord::first_act));
    if (!invoice && !act) return std::nullopt;
    return Anchor(std::max(invoice.value_or(*act), act.value_or(*invoice))).boundary(retention, 1);
}

void erase(Session& session, const PayerRecord& payer, RevisionRecord revision, Date today) {
    auto from = key_of(payer);
    auto to = key_of(payer);
    from.emplace_back(revision.revision);
    to.emplace_back(revision.revision + 1);
    for (const auto& row : session.book().rows<RequisiteRecord>("requisite", from, to)) {
        RowWriter{session.work.erase_batch("requisite")}(row.account, row.payer, row.revision,
                                                         row.field);
    }
    revision.erased_on = today;
    session.work.update(revision);
}

} // namespace

Outcome<Answer> carry_out(Session& session, const AddPayer& request) {
    AccountFile file = session.book().account(session.book().account_id(*request.account));
    Faults faults;
    const auto kind = legal_form(*request.kind);
    if (!kind) {
        faults.add("kind", "is \"" + *request.kind +
                               "\"; give individual, legal_entity or sole_proprietor");
    }
    for (const auto& payer : file.payers) {
        if (payer.row.code == *request.code) faults.add("code", "is taken by another payer");
    }
    faults.raise_if_any("the payer was refused");
    const PayerRecord payer{
        file.account.id, PayerId(session.work.draw("payer")), 1, *request.code, *kind,
        *request.country};
    if (request.requisite.given()) {
        write_revision(session, payer, 1, requisites_of(request.requisite));
    }
    session.work.insert(payer);
    return Answer{{{"payer", *request.code}}};
}

Outcome<Answer> carry_out(Session& session, const SetRequisites& request) {
    Book& book = session.book();
    const AccountFile file = book.account(book.account_id(*request.account));
    const PayerRecord& payer = file.payer(*request.payer);
    const auto before = revisions(book, payer);
    const std::int64_t revision = before.empty() ? 1 : before.back().revision + 1;
    write_revision(session, payer, revision, requisites_of(request.requisite));
    session.work.save(file);
    return Answer{{{"revision", std::to_string(revision)}}};
}

Outcome<Answer> carry_out(Session& session, const ErasePerson& request) {
    Book& book = session.book();
    const AccountFile file = book.account(book.account_id(*request.account));
    const PayerRecord& payer = file.payer(*request.payer);
    const Term retention = request.retention.value_or(Term(5, TermUnit::year));
    const Date today = session.today(file);
    const auto all = revisions(book, payer);
    int erased = 0;
    std::optional<Date> longest;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].erased_on) continue;
        const RevisionRecord* next = i + 1 < all.size() ? &all[i + 1] : nullptr;
        const auto until = kept_until(book, payer, all[i], next, retention);
        if (until && *until > today) {
            longest = std::max(longest.value_or(*until), *until);
            continue;
        }
        erase(session, payer, all[i], today);
        ++erased;
    }
    session.work.save(file);
    Answer answer{{{"erased", std::to_string(erased)}}};
    if (longest) answer.values.emplace_back("kept_until", longest->text());
    return answer;
}

Outcome<Answer> carry_out(Session& session, const AddContract& request) {
    Book& book = session.book();
    AccountFile file = book.account(book.account_id(*request.account));
    const Contract contract{ContractId(session.work.draw("contract")),
                            file.account.id,
                            file.payer(*request.payer).id,
                            book.seller(*request.seller).id,
                            *request.number,
                            request.signed_on.value_or(session.today(file)),
                            request.ends_on.value};
    require_valid(contract);
    const auto taken = book.rows<Contract>(
        "contract", {Cell(contract.seller.value()), Cell(contract.number)},
        {Cell(contract.seller.value()), Cell(contract.number + '\0')}, "contract_number");
    if (!taken.empty()) {
        throw Error(ErrorCode::already_exists,
                    "there is a contract \"" + contract.number + "\" of this seller",
                    {{"number", "is taken"}});
    }
    write(session.work.insert_batch("contract"), contract);
    return Answer{{{"contract", contract.number}}};
}

} // namespace prorata
