/* A credit limit: what fits is sold, what does not is declined, and a payment makes room again. */
#include "story.h"

static void purchase(story* of, const char* day, const char* key, const char* seats) {
    const prorata_argument arguments[] = {{"account", "acme"},     {"key", key},
                                          {"tariff", "crm-small"}, {"seller", "rus"},
                                          {"payer", "acme"},       {"quantity.seat", seats}};
    say(of, day, "subscribe", arguments, COUNT(arguments));
}

static void credit(story* of, const char* day) {
    const prorata_argument account[] = {{"account", "acme"}};
    show(of, day, "credit", "limit spent awaiting available own_funds", account, COUNT(account));
}

int main(int count, char** values) {
    story of = begin(count > 1 ? values[1] : "examples/data/catalog.json", "credit", "1000.00 RUB");
    const prorata_argument payment[] = {{"account", "acme"},
                                        {"payer", "acme"},
                                        {"seller", "rus"},
                                        {"number", "payment-1"},
                                        {"amount", "700.00 RUB"}};
    purchase(&of, "2026-01-01", "crm-1", "7");
    credit(&of, "2026-01-01");
    purchase(&of, "2026-01-02", "crm-2", "4");
    say(&of, "2026-01-03", "pay", payment, COUNT(payment));
    credit(&of, "2026-01-03");
    purchase(&of, "2026-01-03", "crm-2", "4");
    credit(&of, "2026-01-03");
    show(&of, "2026-01-03", "subscription", "key state", NULL, 0);
    return prorata_engine_close(of.engine, NULL);
}
