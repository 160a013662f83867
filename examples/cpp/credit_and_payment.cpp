// A credit limit: what fits is sold, what does not is declined, and a payment makes room again.

#include "story.hpp"

namespace {

prorata::Arguments purchase(const std::string& key, const std::string& seats) {
    return {{"account", "acme"}, {"key", key},      {"tariff", "crm-small"},
            {"seller", "rus"},   {"payer", "acme"}, {"quantity.seat", seats}};
}

} // namespace

int main(int count, char** values) {
    Story story(count > 1 ? values[1] : "examples/data/catalog.json");
    story.add_account("acme", {{"terms", "credit"}, {"limit", "1000.00 RUB"}});
    const auto credit = [&story](const std::string& day) {
        story.show(day, "credit", {"limit", "spent", "awaiting", "available", "own_funds"},
                   {{"account", "acme"}});
    };
    story.say("2026-01-01", "subscribe", purchase("crm-1", "7"));
    credit("2026-01-01");
    story.say("2026-01-02", "subscribe", purchase("crm-2", "4"));
    story.say("2026-01-03", "pay",
              {{"account", "acme"},
               {"payer", "acme"},
               {"seller", "rus"},
               {"number", "payment-1"},
               {"amount", "700.00 RUB"}});
    credit("2026-01-03");
    story.say("2026-01-03", "subscribe", purchase("crm-2", "4"));
    credit("2026-01-03");
    story.show("2026-01-03", "subscription", {"key", "state"});
}
