/* A server with metered traffic, and a backup that extends it from the middle of the month. */
#include "story.h"

int main(int count, char** values) {
    story of = begin(count > 1 ? values[1] : "examples/data/catalog.json", "postpaid", NULL);
    const char* days[] = {"2026-01-05", "2026-01-20"};
    const prorata_argument server[] = {{"account", "acme"},
                                       {"key", "server-1"},
                                       {"tariff", "server"},
                                       {"seller", "rus"},
                                       {"payer", "acme"}};
    const prorata_argument backup[] = {{"account", "acme"},  {"key", "backup-1"},
                                       {"tariff", "backup"}, {"seller", "rus"},
                                       {"payer", "acme"},    {"base", "server-1"}};
    size_t i;
    say(&of, "2026-01-01", "subscribe", server, COUNT(server));
    say(&of, "2026-01-11", "subscribe", backup, COUNT(backup));
    for (i = 0; i < COUNT(days); ++i) {
        const prorata_argument usage[] = {{"subscription", "server-1"},
                                          {"component", "traffic"},
                                          {"key", days[i]},
                                          {"quantity", "80.5"}};
        say(&of, days[i], "record_usage", usage, COUNT(usage));
    }
    say(&of, "2026-02-01", "run", NULL, 0);
    show(&of, "2026-02-01", "charge", "subscription component starts_on ends_on quantity amount",
         NULL, 0);
    show(&of, "2026-02-01", "invoice", "number issued_on total", NULL, 0);
    return prorata_engine_close(of.engine, NULL);
}
