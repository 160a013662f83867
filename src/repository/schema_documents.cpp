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
            integer("entry", "that books it; 0: it books nothing"),
            optional(integer("for_order", "what an invoice asks for; null: for charges"))};
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

Table document_line_table() {
    return {"act_line",
            "a part of a charge that an act covers, where it is not the whole charge (R13)",
            1,
            {integer("id", "rising"), integer("act", "which one"),
             integer("charge", "a part of which was served"), date("starts_on", "first day"),
             date("ends_on", "first day after"), currency(), amount("amount", "tax included"),
             amount("tax", "contained in the amount")},
            {{"act_line_act", {"act"}}},
            true};
}

Table carry_table() {
    return {"carry",
            "what of the charges is documented less than they are: below one minor unit (R7)",
            4,
            {integer("account", "whose documents"), integer("payer", "to whom"),
             integer("seller", "who signs"), code("family", "of documents", {"invoice", "act"}),
             version(), currency(), amount("rest", "charges minus documents")}};
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
            document_line_table(),
            carry_table(),
            invoice_state_table(),
            event_delivery_table()};
}

} // namespace prorata::schema_words
