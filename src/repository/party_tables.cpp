#include "repository/columns.hpp"

namespace prorata {

namespace {

using namespace columns;
using storage::Table;

Table currency_table() {
    return {"currency",
            "the currencies of the book",
            1,
            {text("code", "ISO 4217, such as RUB"),
             integer("digits", "digits of the minor unit, 0 to 4; frozen per book")}};
}

Table seller_table() {
    return {"seller",
            "who sells (R64); requisites live with the personal data (R62)",
            1,
            {id("the seller"), version(), text("country", "ISO 3166, such as RU"),
             text("zone", "IANA zone: documents, numbers and legal deadlines go by it (R28)")}};
}

Table account_table() {
    return {"account",
            "who buys; every writer inside an account updates this row, so its version guards all",
            1,
            {id("the account"), version(), optional(integer("parent", "the partner above it")),
             currency(), text("zone", "IANA zone: its civil days are the service days (R28)"),
             optional(date("next_due_on", "earliest day on which a run has something to do"))},
            {{"account_due", {"next_due_on"}}}};
}

Table payer_table() {
    return {"payer",
            "who pays for an account; requisites live with the personal data (R62)",
            2,
            {account(), id("the payer"), version(),
             code("kind", "what the payer is", {"individual", "legal_entity", "sole_proprietor"}),
             text("country", "ISO 3166, such as RU")}};
}

Table subscription_table() {
    return {"subscription",
            "what an account has bought; its terms are in segment",
            2,
            {account(), integer("id", "the subscription; its own among extensions too"), version(),
             optional(integer("user_account", "who uses it; null: the account itself (R64)")),
             payer(), seller(), currency(),
             code("state", "where it is in its life",
                  {"ordered", "provisioning", "trial", "active", "suspended", "ended"}),
             date("anchor_on", "boundary k is anchor + k terms; as given, not clamped (R26)"),
             date("started_on", "first day of the paid life (R11a)"),
             optional(date("ends_on", "first day after its life, as known now")),
             date("billed_through",
                  "every period due before this day is charged, of the base and its extensions"),
             optional(date("changed_from",
                           "earliest day touched since it was last charged; null: quiet"))}};
}

Table extension_table() {
    return {"extension",
            "an addition to one subscription; other terms are another extension",
            2,
            {account(), integer("id", "the extension"), version(),
             integer("subscription", "the base"), integer("tariff", "its tariff"),
             integer("price_version", "the version of the tariff it was sold at"),
             integer("quantity", "coefficient of the quantity"),
             integer("quantity_scale", "decimal places of the quantity, 0 to 18"),
             date("from_on", "first day"),
             optional(date("to_on", "first day after it; null: as long as the base"))}};
}

Table segment_table() {
    return {"segment",
            "the terms of a subscription from a day on, until the next segment or its end (R27)",
            3,
            {account(), integer("subscription", "the subscription"),
             date("from_on", "first day of these terms"),
             code("service", "what is due in it",
                  {"active", "trial", "stopped_charged", "stopped_credited"}),
             integer("tariff", "the tariff"),
             integer("price_version", "the version of the tariff that holds (R20, R21)"),
             integer("quantity", "coefficient of the quantity"),
             integer("quantity_scale", "decimal places of the quantity, 0 to 18"),
             optional(integer("discount", "the discount steps in force; null: none"))}};
}

} // namespace

std::vector<Table> party_tables() {
    return {currency_table(),     seller_table(),    account_table(), payer_table(),
            subscription_table(), extension_table(), segment_table()};
}

} // namespace prorata
