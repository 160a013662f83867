// The computed views: credit, entitlement, price_from, explain, derivation, verify.

#include "engine/views.hpp"

#include "base/assert.hpp"
#include "billing/account_billing.hpp"
#include "engine/arguments.hpp"
#include "engine/explain.hpp"
#include "engine/view_documents.hpp"
#include "prorata/engine/queries.hpp"
#include "prorata/explain/explanation.hpp"
#include "prorata/ledger/credit.hpp"
#include "repository/columns.hpp"
#include "verify/verify.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace prorata {

namespace {

using storage::RowBatch;
using storage::Table;

Table credit_table() {
    using schema_words::amount;
    return {"credit",
            "of one account",
            1,
            {amount("limit", "granted, with what was promised"),
             amount("overdue", "past its due day"), amount("awaiting", "asked for by invoices"),
             amount("spent", "not in an invoice yet"), amount("available", "may still be spent"),
             amount("unavailable", "lost by a block"), amount("own_funds", "money without a debt"),
             schema_words::code("blocked", "whether debt forbids purchases", {"no", "yes"}),
             schema_words::currency()}};
}

Table entitlement_table() {
    return {"entitlement",
            "of one subscription",
            1,
            {schema_words::text("component", "what is given"),
             schema_words::integer("quantity", "of the base and its active extensions"),
             schema_words::integer("quantity_scale", "digits after the point")}};
}

Table price_from_table() {
    return {"price_from",
            "of the catalogue",
            1,
            {schema_words::text("product", "its code"),
             schema_words::integer("amount", "of the cheapest base tariff"),
             schema_words::integer("amount_scale", "digits after the point"),
             schema_words::currency()}};
}

Table explain_table() {
    return {"explain", "of one charge", 1, {schema_words::text("text", "one paragraph")}};
}

Table derivation_table() {
    std::vector<std::string> steps;
#define PRORATA_STEP_NAME(name, number, meaning) steps.emplace_back(#name);
    PRORATA_STEP_KINDS(PRORATA_STEP_NAME)
#undef PRORATA_STEP_NAME
    using schema_words::integer;
    return {"derivation",
            "of one charge",
            1,
            {schema_words::code("step", "what it does", std::move(steps)),
             integer("before", "what was there, to 9 digits half up"), integer("before_scale", "9"),
             integer("after", "what it made of that, to 9 digits half up"),
             integer("after_scale", "9")}};
}

Table verify_table() {
    return {"verify",
            "of the whole book",
            1,
            {schema_words::text("rule", "that is broken, of docs/reference/verify.md"),
             schema_words::text("table_name", "of the row; empty: the rule could not be applied"),
             schema_words::integer("row", "its id, or the first column of its key"),
             schema_words::text("message", "what is there, and what should be")}};
}

RowBatch empty(std::string_view name) {
    return RowBatch(view_table(name));
}

/// R39: what of an account's credit limit is overdue, awaiting, spent, available.
RowBatch rows(Book& book, const CreditQuery& query, Instant as_of) {
    Work work(book);
    AccountFile file = book.account(book.account_id(*query.account));
    AccountBilling billing(work, file, as_of, 0);
    const CreditPartition parts = billing.money().credit(std::nullopt, billing.today());
    RowBatch batch = empty("credit");
    for (const Amount& amount : {parts.limit, parts.overdue, parts.awaiting, parts.spent,
                                 parts.available, parts.unavailable, parts.own_funds}) {
        batch.add(amount.units());
    }
    batch.add(parts.blocked ? 2 : 1).add(file.account.currency.code());
    return batch;
}

/// FR-06: the base's quantity and what its active extensions add, by component, on the day.
RowBatch rows(Book& book, const EntitlementQuery& query, Instant as_of) {
    const auto [account, id] = book.subscription_id(*query.subscription);
    Work work(book);
    AccountFile file = book.account(account);
    AccountBilling billing(work, file, as_of, 0);
    std::map<std::string, Decimal> sums;
    for (const auto& known : file.subscriptions) {
        if (known.row.id != id && known.row.base != id) continue;
        const Timeline life = billing.timeline(known.row);
        const Date day = billing.today();
        if (known.row.state == SubscriptionState::ordered || day < life.start() ||
            (life.end() && day >= *life.end()) || life.stopped_on(day)) {
            continue;
        }
        for (const ComponentId component : life.components()) {
            auto& sum = sums[std::string(book.catalog().component_code(component))];
            sum = sum + life.terms_on(component, day).quantity;
        }
    }
    RowBatch batch = empty("entitlement");
    for (const auto& [component, sum] : sums)
        batch.add(component).add(sum.coefficient()).add(sum.scale());
    return batch;
}

/// SL-09: the cheapest way to have each product for a billing period, by the day in UTC.
RowBatch rows(Book& book, const PriceFromQuery& query, Instant as_of) {
    const Currency currency = Currency::of(*query.currency);
    const Term period = query.billing_period.value_or(Term(1, TermUnit::month));
    const Date day = Zone::of("UTC").legal_day(as_of);
    RowBatch batch = empty("price_from");
    for (const Product& product : book.catalog().source().products) {
        if (query.product.given() && *query.product != product.code) continue;
        const auto price = book.catalog().price_from(product.code, period, currency, day);
        if (!price) continue;
        batch.add(product.code).add(price->coefficient()).add(price->scale()).add(currency.code());
    }
    return batch;
}

RowBatch rows(Book& book, const ExplainQuery& query, Instant) {
    RowBatch batch = empty("explain");
    const std::string text = explain_charge(book, *query.charge, query.language.value_or("en"));
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        batch.add(std::string_view(text).substr(at, end - at));
        at = end + 1;
    }
    return batch;
}

RowBatch rows(Book& book, const DerivationQuery& query, Instant) {
    constexpr int digits = 9;
    const Rounding rounding{RoundingMode::half_up, digits};
    RowBatch batch = empty("derivation");
    for (const DerivationStep& step : derivation_of(book, *query.charge).steps) {
        batch.add(static_cast<std::int64_t>(step.kind));
        batch.add(step.before.rounded(rounding)).add(digits);
        batch.add(step.after.rounded(rounding)).add(digits);
    }
    return batch;
}

RowBatch rows(Book& book, const DocumentQuery& query, Instant) {
    return document_rows(book, query);
}

RowBatch rows(Book& book, const VerifyQuery&, Instant) {
    RowBatch batch = empty("verify");
    for (const Finding& finding : verify(book))
        batch.add(finding.rule).add(finding.table).add(finding.row).add(finding.message);
    return batch;
}

} // namespace

const Table& view_table(std::string_view name) {
    static const std::array<Table, 7> tables{
        credit_table(),     entitlement_table(), price_from_table(), explain_table(),
        derivation_table(), document_view(),     verify_table()};
    const auto* const found = std::find_if(tables.begin(), tables.end(),
                                           [name](const Table& at) { return at.name == name; });
    PRORATA_ASSERT(found != tables.end(), "a view that is described has columns");
    return *found;
}

std::optional<RowBatch> view(Book& book, std::string_view name, const Arguments& arguments,
                             Instant as_of) {
#define PRORATA_VIEW(known, Type, FIELDS, meaning)                                                 \
    if (name == #known) {                                                                          \
        const Type query = parsed<Type>(arguments);                                                \
        require_known(book, names_in(query));                                                      \
        return rows(book, query, as_of);                                                           \
    }
    PRORATA_VIEWS(PRORATA_VIEW)
#undef PRORATA_VIEW
    return std::nullopt;
}

} // namespace prorata
