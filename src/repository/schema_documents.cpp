#include "repository/columns.hpp"

namespace prorata::schema_words {

namespace {

/// What every document over an unbroken range of charges says; it never changes (R57).
std::vector<Column> document_columns() {
    return {integer("id", "rising"),
            integer("account", "who is billed"),
            integer("seller", "who signs"),
            integer("payer", "to whom it is made out"),
            integer("series", "its number is drawn from"),
            integer("number", "in the series, without a gap"),
            date("issued_on", "its date, in the seller's zone"),
            date("starts_on", "first day it covers"),
            date("ends_on", "first day after"),
            currency(),
            money("total", "to pay, tax included"),
            money("tax", "contained in the total"),
            optional(integer("first_charge", "first of the charges it lists; null: none")),
            integer("charges", "how many of them, consecutive"),
            integer("entry", "that books it; 0: it books nothing")};
}

Table document_table(const std::string& name, std::string comment) {
    return {name,
            std::move(comment),
            1,
            document_columns(),
            {{name + "_number", {"series", "number"}, true},
             {name + "_account", {"account", "issued_on"}}},
            true};
}

Table invoice_state_table() {
    return {"invoice_state",
            "what has become of an invoice; no row: issued, nothing paid",
            1,
            {integer("invoice", "which one"), version(),
             code("state", "a voided one keeps its number", {"partly_paid", "paid", "voided"}),
             date("since_on", "day of the last change")}};
}

Table event_delivery_table() {
    return {"event_delivery",
            "what has become of an event; no row: to be sent",
            1,
            {integer("event", "which one"), version(),
             code("state", "withdrawn ones are never sent", {"delivered", "withdrawn"}),
             instant("changed_at", "when")}};
}

} // namespace

std::vector<Table> document_tables() {
    return {document_table("invoice", "a request for money; it books nothing (R13)"),
            document_table("act", "service rendered in a period; it books revenue and tax (R13)"),
            invoice_state_table(), event_delivery_table()};
}

} // namespace prorata::schema_words
