#include "repository/columns.hpp"

namespace prorata {

namespace {

using namespace columns;
using storage::Table;

Table event_table() {
    return {"event",
            "the outbox: what the portal shall tell, written with its cause",
            1,
            {id("rising"), account(),
             code("category", "for whom", {"finance", "news", "service", "support"}),
             code("kind", "what happened", {"invoice_issued"}),
             integer("subject", "the id of what it is about, by kind"),
             instant("due_at", "not to be told before"),
             instant("recorded_at", "when it was entered"),
             optional(text("payload", "what else belongs to it; ids, never personal data (R62)"))},
            {},
            true};
}

Table event_delivery_table() {
    return {"event_delivery",
            "what became of an event; no row: still to be told",
            1,
            {integer("event", "the event"), version(),
             code("state", "what became of it", {"delivered", "withdrawn"}),
             instant("changed_at", "since when")}};
}

Table journal_table() {
    return {"journal",
            "who changed what and when (R58); ids only, never personal data (R62)",
            1,
            {id("rising: the order of entry decides between changes of one day (R66)"),
             optional(account()), instant("recorded_at", "when it was entered"),
             date("effective_on", "from which day it holds"), text("actor", "who"),
             optional(text("command_key", "the key of the command, given by the caller")),
             text("kind", "which change, such as quantity"),
             optional(integer("subject", "the id of what was changed")),
             optional(text("before", "the value before")),
             optional(text("after", "the value after"))},
            {},
            true};
}

Table counter_table() {
    return {"counter",
            "the next free id of each kind; ids are reserved in blocks, gaps are allowed (R65)",
            1,
            {text("kind", "a table"), version(), integer("next", "from 1")}};
}

} // namespace

std::vector<Table> record_tables() {
    return {event_table(), event_delivery_table(), journal_table(), counter_table()};
}

} // namespace prorata
