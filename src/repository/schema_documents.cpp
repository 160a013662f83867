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

std::vector<Column> line_columns(const std::string& document) {
    return {integer("id", "rising"),
            integer(document, "it belongs to"),
            integer("subscription", "that was charged"),
            integer("component", "of the unit (R2)"),
            date("period_on", "start of the anchored period, uncut"),
            optional(integer("tax_rate", "millionths: 200000 is 20 %; null: exempt")),
            code("tax_scheme", "whether the price contains the tax", {"inclusive", "exclusive"}),
            date("starts_on", "first service day"),
            date("ends_on", "first day after"),
            currency(),
            amount("amount", "of the charges or their parts in it, exact"),
            money("total", "as the document says (R7), tax included"),
            money("tax", "contained in the total")};
}

Table line_table(const std::string& document) {
    return {document + "_line",
            "one unit in the document (R48); none: its lines are its charges, unit by unit",
            1,
            line_columns(document),
            {{document + "_line_" + document, {document}}},
            true};
}

Table correction_table() {
    Table table = document_table("correction", "what an act says otherwise since it was issued; "
                                               "it books the difference (R14)");
    table.columns.push_back(integer("original", "the act"));
    table.columns.push_back(optional(integer("previous", "last correction of the same act")));
    return table;
}

Table correction_line_table() {
    Table table = line_table("correction");
    table.comment = "one unit in a correction: what the act said, and the difference (R14)";
    table.columns.push_back(money("before_total", "with the corrections before this one"));
    table.columns.push_back(money("before_tax", "contained in it"));
    table.columns.push_back(code("cause", "why it changed", {"terms", "usage"}));
    return table;
}

Table carry_table() {
    return {"carry",
            "what of the charges is documented less than they are, for each tax (R7)",
            6,
            {integer("account", "whose documents"), integer("payer", "to whom"),
             integer("seller", "who signs"), code("family", "of documents", {"invoice", "act"}),
             integer("taxed_at", "millionths; -1: exempt"),
             code("tax_scheme", "whether prices contain the tax", {"inclusive", "exclusive"}),
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
            "what has become of an event (acknowledge_events); no row: in the outbox",
            1,
            {integer("event", "which one"), version(),
             code("state", "withdrawn: never to be sent, by the portal's choice",
                  {"delivered", "withdrawn"}),
             instant("changed_at", "when")}};
}

} // namespace

std::vector<Table> document_tables() {
    return {document_table("invoice", "a request for money; it books nothing (R13)"),
            document_table("act", "service rendered in a period; it books revenue and tax (R13)"),
            line_table("invoice"),
            line_table("act"),
            correction_table(),
            correction_line_table(),
            carry_table(),
            invoice_state_table(),
            event_delivery_table()};
}

} // namespace prorata::schema_words
