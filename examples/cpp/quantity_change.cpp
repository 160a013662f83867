// A quantity that changes inside a month: the rest of it is taken back and charged anew, by days.

#include "story.hpp"

int main(int count, char** values) {
    Story story(count > 1 ? values[1] : "examples/data/catalog.json");
    story.add_account("acme", {{"terms", "postpaid"}});
    story.say("2026-01-01", "subscribe",
              {{"account", "acme"},
               {"key", "crm-1"},
               {"tariff", "crm-small"},
               {"seller", "rus"},
               {"payer", "acme"},
               {"quantity.seat", "3"}});
    story.say("2026-01-11", "set_quantity",
              {{"subscription", "crm-1"}, {"component", "seat"}, {"quantity", "5"}});
    story.say("2026-01-12", "run", {});
    story.show("2026-01-12", "charge",
               {"sign", "starts_on", "ends_on", "numerator", "denominator", "quantity", "amount"});
    story.show("2026-01-12", "entitlement", {"component", "quantity"}, {{"subscription", "crm-1"}});
}
