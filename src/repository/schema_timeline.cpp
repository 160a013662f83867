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
            {integer("id", "of the seller"), version(), text("name", "as documents show it"),
             text("country", "ISO 3166 code"), text("zone", "IANA name; documents are dated by it"),
             optional(date("closed_before", "no new row is dated earlier (R60); null: all open"))}};
}

Table account_table() {
    return {"account",
            "who is billed; every writer inside an account bumps its version",
            1,
            {integer("id", "of the account"), version(), text("number", "the portal's own"),
             currency(), text("zone", "IANA name; an instant's legal day is taken in it"),
             optional(date("next_due_on", "first day on which a run has work; null: never"))},
            {{"account_number", {"number"}, true}, {"account_due", {"next_due_on"}}}};
}

Table payer_table() {
    return {"payer",
            "who pays for an account; names and requisites live in one erasable place (R62)",
            2,
            {integer("account", "whom it pays for"), integer("id", "of the payer"), version(),
             code("kind", "legal form", {"individual", "legal_entity", "sole_proprietor"}),
             text("country", "ISO 3166 code")}};
}

Table subscription_table() {
    return {"subscription",
            "what an account has bought; its terms are its segments",
            2,
            {integer("account", "who is billed for it"), integer("id", "of the subscription"),
             version(), integer("used_by", "account that uses it, mostly the billed one (R64)"),
             integer("payer", "in force for the next period (R41)"),
             integer("seller", "whom it was bought from"),
             code("state", "where it is in its life",
                  {"ordered", "provisioning", "trial", "active", "suspended", "ended"}),
             date("anchor_on", "periods are counted from it, as given (never clamped)"),
             date("starts_on", "first day of its life"),
             optional(date("ends_on", "first day after its life; null: open")),
             date("billed_through", "first day not charged yet, for all its components"),
             optional(date("changed_from", "earliest day touched since its last charge"))},
            {{"subscription_id", {"id"}, true}}};
}

Table extension_table() {
    return {"extension",
            "an add-on of a subscription, charged with it",
            2,
            {integer("account", "of the subscription"), integer("id", "of the extension"),
             version(), integer("subscription", "which it extends"),
             integer("component", "of the tariff, which it is charged as"),
             integer("price_version", "of the catalogue, kept until the term ends"),
             integer("quantity", "coefficient of the decimal"),
             integer("quantity_scale", "digits after the point, 0 to 18"),
             date("starts_on", "not before the subscription"),
             optional(date("ends_on", "first day after; null: with the subscription"))}};
}

Table segment_table() {
    return {"segment",
            "terms of a subscription from a day on, until its next segment or its end",
            2,
            {integer("account", "of the subscription"), integer("id", "in the order of entry"),
             integer("subscription", "whose terms these are"),
             date("starts_on", "first day on which they hold"),
             code("cause", "what changed them",
                  {"ordered", "quantity_changed", "switched", "paused", "resumed", "renewed"}),
             integer("component", "of the tariff"),
             integer("price_version", "of the catalogue, fixed when the terms were entered"),
             integer("quantity", "coefficient of the decimal"),
             integer("quantity_scale", "digits after the point, 0 to 18"),
             optional(integer("discount", "granted discount steps; null: none"))}};
}

} // namespace

std::vector<Table> timeline_tables() {
    return {currency_table(),     seller_table(),    account_table(), payer_table(),
            subscription_table(), extension_table(), segment_table()};
}

} // namespace prorata::schema_words
