// The first invoice: three seats of a CRM, bought and billed for a month.

#include "story.hpp"

int main(int count, char** values) {
    Story story(count > 1 ? values[1] : "examples/data/catalog.json");
    story.add_account("acme", {{"terms", "postpaid"}});
    prorata::Subscribe request; // the same command, typed
    request.account = "acme";
    request.key = "crm-1";
    request.tariff = "crm-small";
    request.seller = "rus";
    request.payer = "acme";
    request.start = prorata::Date(2026, 1, 1);
    request.quantity.pairs = {{"seat", "3"}};
    const prorata::Context context{prorata::Instant::parse("2026-01-01T09:00:00Z"), "example",
                                   "order-1"};
    std::cout << "total: " << story.engine.perform(context, request).value().at("total") << '\n';
    story.say("2026-01-02", "run", {});
    story.show("2026-01-02", "charge",
               {"subscription", "component", "starts_on", "ends_on", "quantity", "amount", "tax"});
    story.show("2026-01-02", "invoice", {"account", "number", "issued_on", "total", "tax"});
}
