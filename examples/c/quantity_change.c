/* A quantity that changes inside a month: the rest of it is taken back and charged anew, by days.
 */
#include "story.h"

int main(int count, char** values) {
    story of = begin(count > 1 ? values[1] : "examples/data/catalog.json", "postpaid", NULL);
    const prorata_argument purchase[] = {{"account", "acme"},     {"key", "crm-1"},
                                         {"tariff", "crm-small"}, {"seller", "rus"},
                                         {"payer", "acme"},       {"quantity.seat", "3"}};
    const prorata_argument change[] = {
        {"subscription", "crm-1"}, {"component", "seat"}, {"quantity", "5"}};
    say(&of, "2026-01-01", "subscribe", purchase, COUNT(purchase));
    say(&of, "2026-01-11", "set_quantity", change, COUNT(change));
    say(&of, "2026-01-12", "run", NULL, 0);
    show(&of, "2026-01-12", "charge",
         "sign starts_on ends_on numerator denominator quantity amount", NULL, 0);
    show(&of, "2026-01-12", "entitlement", "component quantity", change, 1);
    return prorata_engine_close(of.engine, NULL);
}
