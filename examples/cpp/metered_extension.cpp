// A server with metered traffic, and a backup that extends it from the middle of the month.

#include "story.hpp"

int main(int count, char** values) {
    Story story(count > 1 ? values[1] : "examples/data/catalog.json");
    story.add_account("acme", {{"terms", "postpaid"}});
    story.say("2026-01-01", "subscribe",
              {{"account", "acme"},
               {"key", "server-1"},
               {"tariff", "server"},
               {"seller", "rus"},
               {"payer", "acme"}});
    story.say("2026-01-11", "subscribe",
              {{"account", "acme"},
               {"key", "backup-1"},
               {"tariff", "backup"},
               {"seller", "rus"},
               {"payer", "acme"},
               {"base", "server-1"}});
    for (const char* day : {"2026-01-05", "2026-01-20"}) {
        story.say(day, "record_usage",
                  {{"subscription", "server-1"},
                   {"component", "traffic"},
                   {"key", day},
                   {"quantity", "80.5"}});
    }
    story.say("2026-02-01", "run", {});
    story.show("2026-02-01", "charge",
               {"subscription", "component", "starts_on", "ends_on", "quantity", "amount"});
    story.show("2026-02-01", "invoice", {"number", "issued_on", "total"});
}
