// The view of documents: what people see of invoices and acts.

#include "engine/views.hpp"
#include "prorata/document/series.hpp"
#include "repository/columns.hpp"

#include <array>
#include <map>
#include <set>

namespace prorata {

namespace {

using storage::Cell;
using storage::RowBatch;

constexpr std::array<DocumentKind, 3> kinds{DocumentKind::invoice, DocumentKind::act,
                                            DocumentKind::correction};

std::vector<std::string> kind_names() {
    std::vector<std::string> names;
#define PRORATA_ADD_NAME(name, number, meaning) names.emplace_back(#name);
    PRORATA_DOCUMENT_KINDS(PRORATA_ADD_NAME)
#undef PRORATA_ADD_NAME
    return names;
}

class Documents {
  public:
    Documents(Book& book, const DocumentQuery& query)
        : book_(book), query_(query), rows_(view_table("document")) {
        if (query.account.given()) account_ = book.account_id(*query.account);
        for (const SeriesRecord& series : book.rows<SeriesRecord>("series", {}, {}))
            series_.emplace(series.id, Series{series.kind, NumberTemplate(series.format)});
        if (!chosen()) add_states({}, {});
    }

    void add(DocumentKind kind) {
        const std::string table(name(kind));
        for (const DocumentRecord& document : documents(table)) {
            if (query_.from.given() && document.issued_on < *query_.from) continue;
            if (account_ && document.account != *account_) continue;
            rows_.add(static_cast<std::int64_t>(kind)).add(document.id);
            rows_.add(series_.at(document.series).format.written(document.number));
            for (const std::int64_t id :
                 {document.account.value(), document.payer.value(), document.seller.value()}) {
                rows_.add(id);
            }
            for (const Date day : {document.issued_on, document.days.start(), document.days.end()})
                rows_.add(static_cast<std::int64_t>(day.days()));
            rows_.add(document.currency.code()).add(document.total).add(document.tax);
            if (chosen() && kind == DocumentKind::invoice)
                add_states({document.id}, {document.id + 1});
            const bool voided = kind == DocumentKind::invoice && voided_.contains(document.id);
            rows_.add(voided ? 2 : 1);
        }
    }

    [[nodiscard]] RowBatch take() { return std::move(rows_); }

  private:
    struct Series {
        int kind; // a DocumentKind
        NumberTemplate format;
    };

    /// Whether only some documents are wanted, so that each is looked at alone.
    [[nodiscard]] bool chosen() const { return account_ || query_.number.given(); }

    void add_states(std::vector<Cell> from, std::vector<Cell> to) {
        for (const auto& state :
             book_.rows<InvoiceStateRecord>("invoice_state", std::move(from), std::move(to))) {
            if (state.state == 3) voided_.insert(state.invoice);
        }
    }

    [[nodiscard]] std::vector<DocumentRecord> documents(const std::string& table) {
        if (query_.number.given()) return numbered(table);
        if (!account_) return book_.rows<DocumentRecord>(table, {}, {});
        std::vector<Cell> from{account_->value()};
        if (query_.from.given()) from.emplace_back(std::int64_t{(*query_.from).days()});
        return book_.rows<DocumentRecord>(table, std::move(from), {account_->value() + 1},
                                          table + "_account");
    }

    /// In each series of its kind there is one at most.
    [[nodiscard]] std::vector<DocumentRecord> numbered(const std::string& table) {
        std::vector<DocumentRecord> found;
        for (const auto& [id, series] : series_) {
            const auto number = series.format.read(*query_.number);
            if (!number || name(static_cast<DocumentKind>(series.kind)) != table) continue;
            for (const auto& one : book_.rows<DocumentRecord>(table, {id, *number},
                                                              {id, *number + 1}, table + "_number"))
                found.push_back(one);
        }
        return found;
    }

    Book& book_;
    const DocumentQuery& query_;
    std::optional<AccountId> account_;
    std::map<std::int64_t, Series> series_;
    std::set<std::int64_t> voided_; // invoices
    RowBatch rows_;
};

} // namespace

storage::Table table_of(const DocumentQuery&) {
    using schema_words::date;
    using schema_words::integer;
    return {"document",
            "of the whole book, or of one account",
            2,
            {schema_words::code("kind", "of document", kind_names()),
             integer("id", "in the table of its kind"),
             schema_words::text("number", "as it is written in its series"),
             integer("account", "who is billed"), integer("payer", "to whom it is made out"),
             integer("seller", "who signs"), date("issued_on", "its date, in the seller's zone"),
             date("starts_on", "first day it covers"), date("ends_on", "first day after"),
             schema_words::currency(), schema_words::money("total", "tax included"),
             schema_words::money("tax", "contained in the total"),
             schema_words::code("state", "a voided one keeps its number", {"issued", "voided"})}};
}

RowBatch rows(Book& book, const DocumentQuery& query, Instant) {
    Documents all(book, query);
    const auto wanted = document_kind(query.kind.value_or("invoice"));
    if (!wanted) {
        throw Error(ErrorCode::invalid_argument, "there are no such documents",
                    {{"kind", "is \"" + *query.kind + "\"; give invoice, act or correction"}});
    }
    for (const DocumentKind kind : kinds) {
        if (!query.kind.given() || kind == *wanted) all.add(kind);
    }
    return all.take();
}

storage::Table table_of(const DocumentRequisitesQuery&) {
    return {
        "document_requisites",
        "of one document",
        1,
        {schema_words::text("field", "for example inn"), schema_words::text("value", "as given")}};
}

/// AC-04: of the revision that documents of that time show.
RowBatch rows(Book& book, const DocumentRequisitesQuery& query, Instant) {
    const bool invoice = *query.family == "invoice";
    if (!invoice && *query.family != "act") {
        throw Error(ErrorCode::invalid_argument, "the query was refused",
                    {{"family", "is \"" + *query.family + "\"; give invoice or act"}});
    }
    const std::int64_t id = *query.document;
    const auto documents = book.rows<DocumentRecord>(*query.family, {Cell(id)}, {Cell(id + 1)});
    if (documents.empty()) {
        throw Error(ErrorCode::not_found, "there is no " + *query.family + ' ' + std::to_string(id),
                    {{"document", "is not there"}});
    }
    const std::int64_t account = documents[0].account.value();
    const std::int64_t payer = documents[0].payer.value();
    std::int64_t shown = 0;
    for (const auto& revision :
         book.rows<RevisionRecord>("requisite_revision", {Cell(account), Cell(payer)},
                                   {Cell(account), Cell(payer + 1)})) {
        if ((invoice ? revision.first_invoice : revision.first_act) <= id)
            shown = revision.revision;
    }
    RowBatch batch = RowBatch(view_table("document_requisites"));
    for (const auto& row :
         book.rows<RequisiteRecord>("requisite", {Cell(account), Cell(payer), Cell(shown)},
                                    {Cell(account), Cell(payer), Cell(shown + 1)})) {
        batch.add(row.field).add(row.value);
    }
    return batch;
}

} // namespace prorata
