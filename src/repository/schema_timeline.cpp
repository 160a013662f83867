#include "repository/columns.hpp"

namespace prorata::schema_words {

namespace {

Table currency_table() {
    return {"currency",
            "a currency the book uses",
            1,
            {text("code", "ISO 4217 code"), integer("digits", "digits of the minor unit, 0 to 4")}};
}

Table seller_table() {
    return {"seller",
            "who sells and signs documents (R64)",
            1,
            {integer("id", "of the seller"), version(), text("code", "the portal's own, unique"),
             text("name", "as documents show it"), text("country", "ISO 3166 code"),
             text("zone", "IANA name; documents are dated by it"),
             optional(date("closed_before", "no new row is dated earlier (R60); null: all open"))},
            {{"seller_code", {"code"}, true}}};
}

Table account_table() {
    return {"account",
            "who is billed; every writer inside an account bumps its version",
            1,
            {integer("id", "of the account"), version(), text("number", "the portal's own, unique"),
             optional(integer("parent", "the partner it belongs to (MT-01)")), currency(),
             text("zone", "IANA name; an instant's legal day is taken in it (R28)"),
             text("price_level", "of the catalogue; empty: retail"),
             code("terms", "how it pays", {"prepaid", "credit", "postpaid"}),
             optional(money("credit_limit", "of an account with terms credit")),
             integer("due_days", "from the invoice to the last day to pay in time (R52)"),
             integer("block_days", "from that day to the block (V28)"),
             integer("invoice_day", "day of the month of its invoices; 31: the last one (MT-07)"),
             optional(date("next_due_on", "first day on which a run has work; null: never"))},
            {{"account_number", {"number"}, true}, {"account_due", {"next_due_on"}}}};
}

Table payer_table() {
    return {"payer",
            "who pays for an account (AC-01); names and requisites are in requisite",
            2,
            {integer("account", "whom it pays for"), integer("id", "of the payer"), version(),
             text("code", "the portal's own, unique in the account"),
             code("kind", "legal form", {"individual", "legal_entity", "sole_proprietor"}),
             text("country", "ISO 3166 code")}};
}

Table requisite_table() {
    return {"requisite",
            "personal data and bank details, the one erasable place (R62)",
            4,
            {integer("account", "of the payer"), integer("payer", "whose"),
             integer("revision", "those of older documents stay (AC-04)"),
             text("field", "for example inn"), text("value", "as given")}};
}

Table revision_table() {
    return {
        "requisite_revision",
        "the requisites that documents show from some on, until the next revision (AC-04)",
        3,
        {integer("account", "of the payer"), integer("payer", "whose"),
         integer("revision", "1, 2, 3, ..."), version(), instant("entered_at", "when given"),
         integer("first_invoice", "invoices of the payer from this id on show it"),
         integer("first_act", "acts from this id on"),
         optional(date("erased_on", "when the values were erased (R62); null: they are there"))}};
}

Table contract_table() {
    return {"contract",
            "what a payer has signed with a seller (FR-08)",
            2,
            {integer("account", "of the payer"), integer("id", "rising"),
             integer("payer", "who signed"), integer("seller", "with whom"),
             text("number", "as printed, unique for the seller"),
             date("signed_on", "in force from"),
             optional(date("ends_on", "first day after; null: open"))},
            {{"contract_number", {"seller", "number"}, true}}};
}

Table publication_table() {
    return {"publication",
            "a catalogue as it was published; its number is the epoch (R61)",
            1,
            {integer("id", "1, 2, 3, ..."), text("content", "catalogue JSON, whole"),
             instant("published_at", "when"), text("actor", "who")},
            {},
            true};
}

Table component_table() {
    return {"component",
            "numbers of the components, by code; kept for ever",
            1,
            {integer("id", "1, 2, 3, ..."), text("code", "of the catalogue")},
            {{"component_code", {"code"}, true}},
            true};
}

Table offer_table() {
    return {"offer",
            "a tariff version at one term, billing period, currency and price level",
            1,
            {integer("id", "1, 2, 3, ..."), text("tariff", "its code"),
             date("valid_from", "of the version"),
             optional(text("term", "ISO 8601; null: open-ended")),
             text("billing_period", "ISO 8601"), currency(), text("level", "empty: retail")},
            {},
            true};
}

Table discount_table() {
    return {"discount",
            "steps of a granted discount; equal sets share a number (R38)",
            2,
            {integer("id", "of the set, 1, 2, 3, ..."), integer("step", "from 1"),
             code("cause", "why", {"partner_level", "renewal", "promo"}),
             code("basis", "of what", {"rrp", "running", "fixed"}),
             integer("value", "coefficient of the decimal: percent, or a sum"),
             integer("value_scale", "digits after the point")}};
}

Table subscription_table() {
    return {"subscription",
            "what an account has bought; its terms are its changes. An extension has a base",
            2,
            {integer("account", "who is billed for it (R64)"), integer("id", "of the subscription"),
             version(), integer("used_by", "account that uses it, mostly the billed one (MT-01)"),
             integer("seller", "whom it was bought from"),
             optional(integer("base", "of an extension: the subscription it extends")),
             text("key", "the portal's own, unique"),
             code("state", "where it is in its life", {"ordered", "active", "suspended", "ended"}),
             integer("auto_renewal", "1: renewed at the end of its term"),
             optional(date("term_ends_on", "first day after its term; null: open-ended")),
             date("billed_through", "periods due before this day have been charged"),
             optional(date("changed_from", "earliest day touched since its last charge"))},
            {{"subscription_id", {"id"}, true}, {"subscription_key", {"key"}, true}}};
}

Table change_table() {
    return {
        "change",
        "the facts of a subscription's timeline, in the order of entry (R27, R58)",
        2,
        {integer("account", "of the subscription"),
         integer("id", "in the order of entry in the account"),
         integer("subscription", "whose timeline this is"),
         code("kind", "what happened",
              {"started", "quantity", "switched", "renewed", "stopped", "resumed", "ended",
               "payer_changed", "withdrawn", "terminated", "renewal_switched", "taken_over"}),
         date("effective_on", "first day on which it holds"),
         optional(integer("offer", "price version and everything that chose it")),
         optional(integer("discount", "granted steps; null: none")),
         optional(integer("anchor", "year * 10000 + month * 100 + day, the day uncut (R18)")),
         optional(integer("component", "whose quantity")),
         integer("quantity", "coefficient of the decimal"),
         integer("quantity_scale", "digits after the point, 0 to 18"),
         optional(code("reason", "of a stop",
                       {"by_client", "by_administrator", "violation", "non_payment", "lapsed"})),
         optional(integer("payer", "from this day on")),
         instant("recorded_at", "when it was entered")},
        {},
        true};
}

Table usage_table() {
    return {"usage",
            "what was used of metered components; records are never changed (R47)",
            4,
            {integer("account", "of the subscription"), integer("subscription", "whose use"),
             date("used_on", "legal day of the instant"), integer("id", "rising"),
             integer("component", "metered"), text("key", "unique in subscription and component"),
             instant("used_at", "when"), integer("quantity", "coefficient of the decimal"),
             integer("quantity_scale", "digits after the point, 0 to 18"),
             text("replaces", "key of the record it corrects, or empty")},
            {{"usage_key", {"subscription", "component", "key"}, true}},
            true};
}

Table order_table() {
    return {"purchase_order",
            "a purchase, renewal or period that waits for money, and what became of it (R63)",
            2,
            {integer("account", "who orders"), integer("id", "rising"), version(),
             integer("subscription", "which it is for"),
             code("kind", "of what", {"purchase", "renewal", "period"}),
             code("state", "where it is", {"awaiting_payment", "paid", "cancelled", "expired"}),
             integer("payer", "who pays"), integer("seller", "whom"), currency(),
             money("total", "to pay, tax included"), date("placed_on", "legal day of the account"),
             integer("offer", "price version that was promised (R37)"),
             optional(integer("discount", "granted steps; null: none")),
             optional(date("valid_until", "first day on which it has expired; null: it waits")),
             optional(date("promised_on", "first day of promised payment (R43); null: none")),
             optional(date("promised_until", "first day after it; null: none"))},
            {}};
}

Table quote_table() {
    return {"quote",
            "a binding price for one purchase, and what was ordered with it (R63)",
            2,
            {integer("account", "who may order it"), integer("id", "rising"), version(),
             text("key", "the portal's own, unique"), integer("seller", "who is bound by it"),
             integer("offer", "price version that it read"),
             optional(integer("discount", "granted steps; null: none")),
             optional(integer("base", "of an extension: the subscription it extends")),
             date("start", "planned first day"), currency(),
             amount("total", "due on the first day, tax included"),
             amount("tax", "contained in the total"), integer("epoch", "of the catalogue it read"),
             date("quoted_on", "legal day of the account"),
             date("valid_until", "first day on which it has expired"),
             optional(integer("subscription", "that was ordered with it; null: unused"))},
            {{"quote_key", {"key"}, true}}};
}

Table quote_line_table() {
    return {"quote_line",
            "a quantity that a quote was asked for; the others are those of the tariff",
            3,
            {integer("account", "of the quote"), integer("quote", "which one"),
             integer("component", "of its offer"),
             integer("quantity", "coefficient of the decimal"),
             integer("quantity_scale", "digits after the point, 0 to 18")},
            {},
            true};
}

} // namespace

std::vector<Table> timeline_tables() {
    return {currency_table(),  seller_table(),   account_table(),  payer_table(),
            requisite_table(), revision_table(), contract_table(), publication_table(),
            component_table(), offer_table(),    discount_table(), subscription_table(),
            change_table(),    usage_table(),    order_table(),    quote_table(),
            quote_line_table()};
}

} // namespace prorata::schema_words
