#pragma once

#include "prorata/engine/fields.hpp"

#include <string>
#include <vector>

namespace prorata {

// The one description of every query, beside the commands in requests.hpp. Every table of the book
// is a query whose arguments are texts that its columns must have; a view computes its rows from
// arguments of its own, which are described here as the fields of a command are. What a query's
// columns hold is said once too, as a table in the sense of the storage. From both come
// Engine::show (text), Engine::export_arrow (typed columns) and the reference page.

#define PRORATA_CREDIT_ARGUMENTS(X) X(Text, account, required, "number of the account")

#define PRORATA_ENTITLEMENT_ARGUMENTS(X) X(Text, subscription, required, "key of the subscription")

#define PRORATA_COMMITMENT_ARGUMENTS(X) X(Text, subscription, required, "key of the subscription")

#define PRORATA_EXPLAIN_ARGUMENTS(X)                                                               \
    X(RowId, charge, required, "id of the charge")                                                 \
    X(Text, language, optional, "en (default) or ru")

#define PRORATA_DERIVATION_ARGUMENTS(X) X(RowId, charge, required, "id of the charge")

#define PRORATA_PRICE_FROM_ARGUMENTS(X)                                                            \
    X(Text, currency, required, "ISO 4217 code")                                                   \
    X(Length, billing_period, optional, "P1M if not given")                                        \
    X(Text, product, optional, "code of one product; none: all that are sold so")

#define PRORATA_DOCUMENT_ARGUMENTS(X)                                                              \
    X(Text, account, optional, "number of the account; none: all")                                 \
    X(Text, kind, optional, "invoice, act or correction; none: all")                               \
    X(Day, from, optional, "issued on that day or later")                                          \
    X(Text, number, optional, "as it is written on the document; sellers may share one")

#define PRORATA_DOCUMENT_REQUISITES_ARGUMENTS(X)                                                   \
    X(Text, family, required, "invoice or act")                                                    \
    X(RowId, document, required, "id of the document")

#define PRORATA_OUTBOX_ARGUMENTS(X)                                                                \
    X(Text, account, optional, "number of the account; none: all")                                 \
    X(Text, category, optional, "finance, news, service or support; none: all")

#define PRORATA_VERIFY_ARGUMENTS(X)                                                                \
    X(Text, anchor, optional, "answer of a seal, kept outside: the book must still have that seal")

/// The one list of views: name, its request's type, its arguments, what it shows.
#define PRORATA_VIEWS(X)                                                                           \
    X(credit, CreditQuery, PRORATA_CREDIT_ARGUMENTS,                                               \
      "what of an account's credit limit is overdue, awaiting, spent and available (R39)")         \
    X(entitlement, EntitlementQuery, PRORATA_ENTITLEMENT_ARGUMENTS,                                \
      "what a base and its active extensions give together today (FR-06)")                         \
    X(commitment, CommitmentQuery, PRORATA_COMMITMENT_ARGUMENTS,                                   \
      "what an end today would leave to be paid of the term; no row: nothing (SL-03, R34)")        \
    X(price_from, PriceFromQuery, PRORATA_PRICE_FROM_ARGUMENTS,                                    \
      "what each product costs from for a billing period today, at retail (SL-09)")                \
    X(explain, ExplainQuery, PRORATA_EXPLAIN_ARGUMENTS,                                            \
      "why a charge is what it is, as a sentence; then what does not hold of it, if anything")     \
    X(derivation, DerivationQuery, PRORATA_DERIVATION_ARGUMENTS,                                   \
      "the steps from the price to a charge, as figures")                                          \
    X(document, DocumentQuery, PRORATA_DOCUMENT_ARGUMENTS,                                         \
      "documents with their numbers as they are written (SL-14)")                                  \
    X(document_requisites, DocumentRequisitesQuery, PRORATA_DOCUMENT_REQUISITES_ARGUMENTS,         \
      "the payer's requisites as they were when a document was issued (AC-04); none: erased")      \
    X(outbox, OutboxQuery, PRORATA_OUTBOX_ARGUMENTS,                                               \
      "events to send now: due, not acknowledged, and no reminder of what is paid or voided")      \
    X(verify, VerifyQuery, PRORATA_VERIFY_ARGUMENTS,                                               \
      "every row of the book that breaks a rule; none: the books are right")

PRORATA_VIEWS(PRORATA_REQUEST)

/// A column of a query's rows.
///
/// The type is that of a field ("text", "date", "instant", "decimal", "whole number"), or "amount":
/// a decimal in the row's currency; "percent"; "code": one of `names`.
///
/// Threads: a value; safe to read from many threads.
struct ColumnDescription {
    std::string name;
    std::string type;
    bool nullable;
    std::string meaning;
    std::vector<std::string> names; ///< Of a code: what it may be.
};

/// A query as other languages and reference pages see it.
///
/// Threads: a value; safe to read from many threads.
struct QueryDescription {
    std::string name;
    std::string meaning;
    bool is_table; ///< Any column is an argument too, as the text it must have.
    std::vector<FieldDescription> arguments;
    std::vector<ColumnDescription> columns;
};

/// Every query: the views in the order of their list, then the tables in that of the schema.
[[nodiscard]] std::vector<QueryDescription> queries();

} // namespace prorata
