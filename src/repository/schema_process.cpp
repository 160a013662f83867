#include "repository/columns.hpp"

namespace prorata::schema_words {

namespace {

Table series_table() {
    return {"series",
            "the numbers of one kind of document of a seller and year (R65)",
            1,
            {integer("id", "of the series"), version(), integer("seller", "whose numbers"),
             code("kind", "of document", {"invoice", "act", "correction"}),
             integer("year", "of the seller's calendar"), text("template", "for example AP%09d"),
             integer("next_number", "drawn in the commit that issues the document")},
            {{"series_kind", {"seller", "kind", "year"}, true}}};
}

Table closing_table() {
    return {"closing",
            "a month that a seller has closed: nothing that comes later is dated in it (R60)",
            1,
            {integer("id", "rising"), integer("seller", "whose books"),
             date("closed_before", "first day that is open"), instant("closed_at", "when"),
             integer("last_entry", "that there was; 0: none"),
             integer("last_charge", "that there was; 0: none"),
             integer("last_invoice", "that there was; 0: none"),
             integer("last_act", "that there was; 0: none"),
             integer("last_correction", "that there was; 0: none")},
            {},
            true};
}

Table counter_table() {
    return {"counter",
            "the next id of a table, drawn in the commit that uses it (R65)",
            1,
            {text("name", "of the table"), version(), integer("next", "1 to 2^53 - 1")}};
}

Table run_table() {
    return {
        "run",
        "a billing run; its cursor moves in the commit of what it counts (R57)",
        1,
        {integer("id", "of the run"), version(),
         code("state", "a broken run is taken up where its cursor stands", {"running", "finished"}),
         instant("as_of", "the run's now"), integer("seller", "whose run; 0: all"),
         integer("next_account", "accounts below it are done"), integer("accounts", "done so far"),
         integer("charges", "written so far"), integer("epoch", "of the catalogue (R61)"),
         text("tzdata", "version (R61)"), text("library", "version (R61)")}};
}

Table seal_table() {
    return {"seal",
            "what the tables held when the book was sealed; verify compares (C1)",
            2,
            {integer("id", "of the seal, 1, 2, 3, ..."), text("of_table", "name of the table"),
             integer("rows", "how many there were"),
             integer("mark", "greatest id, or sum of the versions, or the number of rows"),
             text("digest", "SHA-256 of the rows, hexadecimal"), instant("sealed_at", "when")},
            {},
            true};
}

} // namespace

std::vector<Table> process_tables() {
    return {series_table(), closing_table(), counter_table(), run_table(), seal_table()};
}

} // namespace prorata::schema_words
