#include "repository/columns.hpp"

namespace prorata {

namespace {

using namespace columns;
using storage::Table;

Table run_table() {
    return {"run",
            "a run over the accounts of a seller: how far it came and what it decided with (R61)",
            1,
            {id("the run"), version(), seller(),
             date("as_of", "charges what is due up to this day"),
             code("state", "where it is", {"running", "completed"}),
             integer("cursor_account", "accounts up to this one are done; 0: none"),
             integer("charges", "charges recorded so far"),
             integer("catalogue_epoch", "the catalogue it saw"),
             integer("tax_version", "the tax table it saw"),
             text("tzdata", "the version of the time zone data"),
             text("library", "the version of the library")}};
}

Table entry_table() {
    return {"entry",
            "one booking: its postings sum to zero; all of one account, payer, seller, currency",
            1,
            {id("rising"), account(), payer(), seller(), currency(),
             code("kind", "what is booked (R13)", {"charge", "act"}),
             date("dated_on", "the day in the books"),
             instant("recorded_at", "when it was entered"),
             optional(integer("run", "the run that made it; null: a command")),
             optional(integer("first_charge", "its charges are one unbroken range of ids")),
             optional(integer("charges", "how many"))},
            {{"entry_account", {"account", "dated_on"}}},
            true};
}

Table charge_table() {
    return {"charge",
            "one line of what is owed. Its unit is (subscription, extension, component, period_on, "
            "tax_ppm): after a run the sums of a unit equal the desired ones (R2)",
            1,
            {id("rising; charges of one entry are consecutive"),
             account(),
             integer("entry", "the entry that booked it: payer, seller, day, run"),
             currency(),
             integer("subscription", "the subscription"),
             optional(integer("extension", "the extension; null: the subscription itself")),
             integer("component", "the component of the tariff, 1 is the first"),
             code("kind", "what kind of line (R9)",
                  {"recurring", "one_off", "metered", "commitment", "rounding"}),
             integer("sign", "1: these days are now covered, -1: no longer (R2, R9)"),
             date("period_on", "uncut start of the anchored period"),
             date("from_on", "first service day"),
             date("to_on", "first day after the service"),
             integer("n", "share n/d of the price of a full period, as counted"),
             integer("d", "from 1"),
             integer("tariff", "the tariff"),
             integer("price_version", "the version of the tariff"),
             integer("quantity", "coefficient of the quantity"),
             integer("quantity_scale", "decimal places of the quantity, 0 to 18"),
             optional(integer("discount", "the discount steps taken; null: none")),
             amount("amount", "what the customer owes, with tax; negative: a credit (R7)"),
             amount("tax", "the tax in it, in whole minor units (R5)"),
             optional(integer("tax_ppm", "rate in millionths: 200000 is 20 %; null: exempt"))},
            {},
            true};
}

Table posting_table() {
    return {"posting",
            "a debit (positive) or credit (negative) of an entry (R13)",
            1,
            {id("rising"), integer("entry", "its entry: account, payer, seller"), account(),
             currency(),
             code("ledger", "the account of the ledger",
                  {"customer", "unbilled", "revenue", "vat", "rounding"}),
             amount("amount", "debit positive, credit negative, never zero")},
            {},
            true};
}

} // namespace

std::vector<Table> ledger_tables() {
    return {run_table(), entry_table(), charge_table(), posting_table()};
}

} // namespace prorata
