#include "repository/columns.hpp"

namespace prorata {

namespace {

using namespace columns;
using storage::Index;
using storage::Table;

Table series_table() {
    return {"series",
            "gapless numbers of one kind of document of one seller in one year (R65)",
            1,
            {id("the series"), version(), seller(),
             code("kind", "of which documents", {"invoice", "act"}),
             integer("year", "calendar year"), text("template", "such as AP%09d"),
             integer("next", "the number given next, from 1")}};
}

/// What every document has; it covers one unbroken range of charges and needs no line rows.
std::vector<Column> document_columns(const std::string& name) {
    return {id("rising"),
            account(),
            payer(),
            seller(),
            currency(),
            integer("series", "the series of its number"),
            integer("number", "its number in the series, given in the commit that issues it"),
            date("dated_on", "legal date of the " + name + " (R29)"),
            instant("issued_at", "when it was issued; numbers follow it"),
            date("from_on", "first day of the service it covers"),
            date("to_on", "first day after it"),
            integer("first_charge", "its charges are one unbroken range of ids"),
            integer("charges", "how many"),
            money("total", "with tax (R7)"),
            money("tax", "the tax in it (R48)")};
}

std::vector<Index> document_indexes(const std::string& name) {
    return {{name + "_account", {"account", "dated_on"}},
            {name + "_number", {"series", "number"}, true}};
}

Table invoice_table() {
    Table table{"invoice",
                "a request for money; it books nothing (R13)",
                1,
                document_columns("invoice"),
                document_indexes("invoice"),
                true};
    table.columns.push_back(date("due_on", "last day on which it is paid in time"));
    return table;
}

Table act_table() {
    Table table{"act",
                "service rendered in its period (R13)",
                1,
                document_columns("act"),
                document_indexes("act"),
                true};
    table.columns.push_back(integer("entry", "the entry that books it"));
    return table;
}

Table invoice_state_table() {
    return {"invoice_state",
            "what changed about an invoice; no row: it is issued and stands",
            1,
            {integer("invoice", "the invoice"), version(),
             code("state", "what it is now", {"issued", "void"}),
             instant("changed_at", "since when")}};
}

} // namespace

std::vector<Table> document_tables() {
    return {series_table(), invoice_table(), act_table(), invoice_state_table()};
}

} // namespace prorata
