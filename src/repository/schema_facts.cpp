#include "repository/columns.hpp"

namespace prorata::schema_words {

namespace {

// A unit (R2) is (subscription, component, period_on, tax_rate); a line of it has the key
// (unit, run, line) (R9). Every figure can be computed again from the references.
Table charge_table() {
    return {"charge",
            "one line of what is owed, with everything its amount was computed from",
            1,
            {integer("id", "rising; those of one account and run are consecutive"),
             integer("account", "who is billed"),
             integer("subscription", "what for"),
             integer("payer", "in force on the due day of the period, fixed then (R41)"),
             integer("seller", "whose revenue it is"),
             integer("component", "of the offer"),
             code("kind", "how it arose; the last three lie outside the coverage of days (R9)",
                  {"recurring", "metered", "one_off", "commitment", "rounding"}),
             integer("sign", "1 charges its days, -1 takes them back, 0 is a difference"),
             date("period_on", "start of the anchored period, uncut"),
             date("starts_on", "first service day"),
             date("ends_on", "first day after"),
             integer("numerator", "n of the part n/d of the price"),
             integer("denominator", "d of the part n/d"),
             integer("offer", "price version and everything that chose it"),
             integer("quantity", "coefficient of the decimal"),
             integer("quantity_scale", "digits after the point, 0 to 18"),
             optional(integer("discount", "discount steps applied; null: none")),
             currency(),
             amount("discounted", "taken off by them, with the sign of the line"),
             amount("amount", "owed, tax included"),
             optional(integer("tax_rate", "millionths: 200000 is 20 %; null: exempt")),
             code("tax_scheme", "whether the price contains the tax", {"inclusive", "exclusive"}),
             amount("tax", "contained in the amount"),
             date("charged_on", "day of booking"),
             integer("run", "that wrote it; 0: a purchase"),
             integer("line", "of its subscription in this run, from 1")},
            {},
            true};
}

Table entry_table() {
    return {"entry",
            "one journal entry of the ledger; its postings sum to zero",
            1,
            {integer("id", "rising"), integer("account", "whose money moved"),
             code("kind", "what happened (R13)",
                  {"charge", "act", "payment", "refund", "advance_tax", "write_off", "adjustment"}),
             date("booked_on", "the day of the books"), integer("run", "that wrote it, or 0"),
             optional(integer("first_charge", "first of the charges it books")),
             integer("charges", "how many of them, consecutive"),
             instant("recorded_at", "when it was entered")},
            {{"entry_account", {"account", "booked_on"}}},
            true};
}

Table posting_table() {
    return {"posting",
            "one side of an entry: debit positive, credit negative, never zero",
            1,
            {integer("id", "rising; those of one entry are consecutive"),
             integer("entry", "it belongs to"), integer("account", "whose money moved"),
             code("ledger", "account of the books (R13)",
                  {"cash", "customer", "unbilled", "revenue", "vat", "vat_on_advances", "rounding",
                   "commission", "cashback", "written_off"}),
             integer("payer", "of the customer's ledger account"),
             integer("seller", "whose books these are"), currency(),
             amount("amount", "debit positive, credit negative")},
            {},
            true};
}

Table event_table() {
    return {
        "event",
        "a notice for the portal, written with what it tells (outbox)",
        1,
        {integer("id", "rising"), integer("account", "it concerns"),
         code("category", "which the user can switch off",
              {"finance", "news", "service", "support"}),
         text("kind", "for example invoice.issued"), integer("subject", "id of what it is about"),
         instant("due_at", "not to be sent earlier"), instant("recorded_at", "when it was written"),
         optional(text("payload", "JSON; ids and figures, no personal data"))},
        {},
        true};
}

Table journal_table() {
    return {
        "journal",
        "every command that changed something, with the decisions taken at entry (R58)",
        1,
        {integer("id", "the sequence"), optional(integer("account", "it changed, if one")),
         text("command", "for example subscription.set_quantity"),
         text("actor", "who, as the portal names them; a reference, no name"),
         optional(text("key", "of idempotency, unique in the book")),
         instant("effective_at", "from when it holds"),
         instant("recorded_at", "when it was entered"), text("request", "the command's arguments"),
         text("result", "what it answered, decisions and declines included"),
         text("link", "SHA-256 of the link before it in its chain and of this row, hexadecimal")},
        {{"journal_key", {"key"}, true}},
        true};
}

Table chain_table() {
    return {"chain",
            "the heads of the journal's chains: one for each account, one for the rest (C1)",
            1,
            {integer("account", "0: of no single account"), version(),
             integer("links", "rows of the journal in it"), text("head", "link of the last one")}};
}

Table payment_table() {
    return {"payment",
            "money that came in; what of it is free covers the oldest debt first (R40)",
            2,
            {integer("account", "whose money"), integer("id", "rising"), version(),
             code("kind", "where it came from", {"payment"}),
             text("number", "the portal's own, unique"), integer("payer", "who paid"),
             integer("seller", "whom"), currency(), money("total", "credited"),
             amount("free", "not allocated yet"), date("paid_on", "value date"),
             optional(date("open_on", "paid_on while something is free; null: used up"))},
            {{"payment_number", {"number"}, true}, {"payment_open", {"account", "open_on"}}}};
}

Table receivable_table() {
    return {"receivable",
            "what is still owed, and not yet in acts, of the charges of one entry",
            1,
            {integer("entry", "that booked the charges"),
             version(),
             integer("account", "who owes"),
             integer("payer", "who pays"),
             integer("seller", "whom"),
             currency(),
             optional(integer("tax_rate", "of all its charges; null: exempt")),
             code("tax_scheme", "of all its charges", {"inclusive", "exclusive"}),
             integer("first_charge", "of the entry"),
             integer("charges", "how many, consecutive"),
             amount("total", "of the charges"),
             amount("tax", "contained in the total"),
             amount("unpaid", "not covered by allocations"),
             date("charged_on", "day of booking"),
             date("due_on", "last day to pay in time"),
             optional(integer("invoice", "that asks for it")),
             date("served_from", "first service day not in an act yet"),
             date("served_through", "first day after the last service day"),
             optional(date("open_on", "due_on while something is unpaid; null: settled")),
             optional(date("invoice_on", "charged_on while no invoice asks for it")),
             optional(date("act_on", "first day not in an act while one is to come; null: none")),
             integer("correction", "1: of one unit, which was charged before (R2, R14); or 0")},
            {{"receivable_open", {"account", "open_on"}},
             {"receivable_invoice", {"account", "invoice_on"}},
             {"receivable_act", {"account", "act_on"}}}};
}

Table allocation_table() {
    return {"allocation",
            "what covers an entry's charges, in their order: a payment or a correction (R40)",
            1,
            {integer("id", "rising"), integer("account", "whose money"),
             optional(integer("payment", "that pays")),
             optional(integer("correction", "entry of the negative charges that cover instead")),
             integer("entry", "whose charges are covered"), currency(),
             amount("amount", "negative: released by a correction"),
             date("allocated_on", "its own day")},
            {{"allocation_entry", {"entry"}}},
            true};
}

Table balance_table() {
    return {"balance",
            "own funds less debt: minus the postings of the ledger account customer (R13)",
            3,
            {integer("account", "whose"), integer("payer", "of the account"),
             integer("seller", "with whom"), version(), currency(),
             amount("amount", "positive: the customer's money")}};
}

} // namespace

std::vector<Table> fact_tables() {
    return {charge_table(),     entry_table(),  posting_table(), event_table(),
            journal_table(),    chain_table(),  payment_table(), receivable_table(),
            allocation_table(), balance_table()};
}

} // namespace prorata::schema_words
