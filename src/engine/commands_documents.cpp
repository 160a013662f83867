// Documents: their numbers, voiding of invoices, closing of months.

#include "billing/account_billing.hpp"
#include "engine/commands.hpp"
#include "prorata/document/series.hpp"

#include <algorithm>
#include <map>

namespace prorata {

namespace {

std::string sorts_of_documents() {
    std::string all;
#define PRORATA_ADD_NAME(name, number, meaning) all += all.empty() ? #name : ", " #name;
    PRORATA_DOCUMENT_KINDS(PRORATA_ADD_NAME)
#undef PRORATA_ADD_NAME
    return all;
}

Date today_of(const Session& session, const SellerRecord& seller) {
    return session.book().zone(seller.zone).legal_day(session.context.at);
}

/// The invoice of an account with that number as it is written.
DocumentRecord invoice_of(const Session& session, AccountId account, const VoidInvoice& request) {
    using storage::Cell;
    std::map<std::int64_t, SeriesRecord> series;
    for (auto& known : session.book().rows<SeriesRecord>("series", {}, {}))
        series.emplace(known.id, known);
    std::vector<DocumentRecord> found;
    for (const auto& invoice : session.book().rows<DocumentRecord>(
             "invoice", {Cell(account.value())}, {Cell(account.value() + 1)}, "invoice_account")) {
        const SeriesRecord& of = series.at(invoice.series);
        if (request.year.given() && of.year != *request.year) continue;
        if (NumberTemplate(of.format).written(invoice.number) == *request.invoice)
            found.push_back(invoice);
    }
    if (found.size() == 1) return found.front();
    const std::string path = found.empty() ? "invoice" : "year";
    throw Error(found.empty() ? ErrorCode::not_found : ErrorCode::invalid_argument,
                found.empty() ? "the account has no such invoice" : "several invoices have it",
                {{path, found.empty() ? "there is no \"" + *request.invoice + "\""
                                      : "is missing; it says which one is meant"}});
}

/// Whether a run was finished at or after an instant.
bool billed_up_to(const Session& session, Instant instant) {
    constexpr int finished = 2;
    const auto runs = session.book().rows<RunRecord>("run", {}, {});
    return std::any_of(runs.begin(), runs.end(), [&](const RunRecord& run) {
        return run.state == finished && run.as_of >= instant;
    });
}

} // namespace

Outcome<Answer> carry_out(Session& session, const VoidInvoice& request) {
    AccountFile file = session.book().account(session.book().account_id(*request.account));
    const DocumentRecord invoice = invoice_of(session, file.account.id, request);
    if (invoice.order) {
        throw Error(ErrorCode::unsupported, "the invoice asks for an order",
                    {{"invoice", "goes with its order; cancel that"}});
    }
    AccountBilling billing(session.work, file, session.context.at, 0);
    if (!billing.documents().void_invoice(invoice, billing.today())) {
        return Decline{DeclineCode::is_final,
                       "the invoice " + *request.invoice + " is paid, in part or whole, or voided"};
    }
    billing.settle_command();
    session.work.save(file);
    return Answer{{{"invoice", *request.invoice}, {"state", "voided"}}};
}

Outcome<Answer> carry_out(Session& session, const ClosePeriod& request) {
    SellerRecord seller = session.book().seller(*request.seller);
    const Date open = (*request.month).last_of_month() + 1;
    if (open > today_of(session, seller)) {
        throw Error(ErrorCode::invalid_argument, "the month was not closed",
                    {{"month", "is not over; give a month before " +
                                   today_of(session, seller).first_of_month().text()}});
    }
    if (seller.closed_before && *seller.closed_before >= open) {
        return Answer{{{"open_from", seller.closed_before->text()}}};
    }
    if (!billed_up_to(session, session.book().zone(seller.zone).start_of_day(open))) {
        return Decline{DeclineCode::not_billed, "no run has billed up to " + open.text() +
                                                    "; run first, then close the month"};
    }
    const auto last = [&](std::string_view table) { return session.work.next(table) - 1; };
    seller.closed_before = open;
    (void)session.work.next("seller"); // whoever has read the sellers reads them again
    session.work.update(seller);
    session.work.insert(ClosingRecord{session.work.draw("closing"), seller.id, open,
                                      session.context.at, last("entry"), last("charge"),
                                      last("invoice"), last("act"), last("correction")});
    return Answer{{{"open_from", open.text()}}};
}

Outcome<Answer> carry_out(Session& session, const SetSeries& request) {
    const SellerRecord& seller = session.book().seller(*request.seller);
    const auto kind = document_kind(*request.kind);
    const int year = request.year.value_or(today_of(session, seller).year());
    Faults faults;
    if (!kind) {
        faults.add("kind", "is \"" + *request.kind + "\"; give one of " + sorts_of_documents());
    }
    if (year < 1970 || year > 9999) {
        faults.add("year", "is " + std::to_string(year) + "; give 1970 to 9999");
    }
    try {
        (void)NumberTemplate(*request.numbers);
    } catch (const Error& error) {
        for (const Fault& fault : error.faults())
            faults.add("numbers", fault.message);
    }
    faults.raise_if_any("the series was refused");
    SeriesRecord& series = session.work.series(seller.id, static_cast<int>(*kind), year);
    if (series.next_number > 1 && series.format != *request.numbers) {
        return Decline{DeclineCode::is_final,
                       "the series of " + std::to_string(year) + " has " +
                           std::to_string(series.next_number - 1) +
                           " documents, whose numbers stay; give a later year"};
    }
    series.format = *request.numbers;
    return Answer{{{"year", std::to_string(year)},
                   {"next", NumberTemplate(series.format).written(series.next_number)}}};
}

} // namespace prorata
