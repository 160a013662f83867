// What the rows of each view are.

#include "engine/views.hpp"
#include "prorata/explain/explanation.hpp"
#include "repository/columns.hpp"

#include <string>
#include <vector>

namespace prorata {

using storage::Table;

Table table_of(const CreditQuery&) {
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

Table table_of(const EntitlementQuery&) {
    return {"entitlement",
            "of one subscription",
            1,
            {schema_words::text("component", "what is given"),
             schema_words::integer("quantity", "of the base and its active extensions"),
             schema_words::integer("quantity_scale", "digits after the point")}};
}

Table table_of(const CommitmentQuery&) {
    using schema_words::amount;
    return {"commitment",
            "of one subscription",
            1,
            {schema_words::text("subscription", "its key"),
             schema_words::date("from", "first day of the rest"),
             schema_words::date("until", "end of the term, exclusive"),
             schema_words::integer("periods", "how many remain, a begun one in arrears included"),
             amount("amount", "of them, tax included"), amount("tax", "contained in the amount"),
             schema_words::currency()}};
}

Table table_of(const PriceFromQuery&) {
    return {"price_from",
            "of the catalogue",
            1,
            {schema_words::text("product", "its code"),
             schema_words::integer("amount", "of the cheapest base tariff"),
             schema_words::integer("amount_scale", "digits after the point"),
             schema_words::currency()}};
}

Table table_of(const ExplainQuery&) {
    return {"explain", "of one charge", 1, {schema_words::text("text", "one paragraph")}};
}

Table table_of(const DerivationQuery&) {
    std::vector<std::string> steps;
#define PRORATA_STEP_NAME(name, number, meaning) steps.emplace_back(#name);
    PRORATA_STEP_KINDS(PRORATA_STEP_NAME)
#undef PRORATA_STEP_NAME
    using schema_words::integer;
    using schema_words::text;
    return {"derivation",
            "of one charge",
            1,
            {schema_words::code("step", "what it does", std::move(steps)),
             text("by", "what decided: a price model, policy, cause or rule"),
             text("operands", "numbers it works with, as name=value, to 9 digits half up"),
             schema_words::optional(
                 schema_words::date("since", "of the price version, or the day of the tax rate")),
             text("rounding", "mode and digits, or nothing"),
             integer("before", "what was there, to 9 digits half up"), integer("before_scale", "9"),
             integer("after", "what it made of that, to 9 digits half up"),
             integer("after_scale", "9")}};
}

Table table_of(const VerifyQuery&) {
    return {"verify",
            "of the whole book",
            1,
            {schema_words::text("rule", "that is broken, of docs/reference/verify.md"),
             schema_words::text("table_name", "of the row; empty: the rule could not be applied"),
             schema_words::integer("row", "its id, or the first column of its key"),
             schema_words::text("message", "what is there, and what should be")}};
}

} // namespace prorata
