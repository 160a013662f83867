/* The first invoice: three seats of a CRM, bought and billed for a month. */
#include "story.h"

int main(int count, char** values) {
    story of = begin(count > 1 ? values[1] : "examples/data/catalog.json", "postpaid", NULL);
    const prorata_argument seats[] = {{"seat", "3"}};
    const prorata_context who = context(&of, "2026-01-01");
    prorata_subscribe_request request = PRORATA_SUBSCRIBE_REQUEST_INIT; /* a command, typed */
    prorata_answer* answer = NULL;
    prorata_error* error = NULL;
    prorata_run_report report;
    request.account = "acme";
    request.key = "crm-1";
    request.tariff = "crm-small";
    request.seller = "rus";
    request.payer = "acme";
    request.start = prorata_date(2026, 1, 1);
    request.quantity = seats;
    request.quantity_count = COUNT(seats);
    if (prorata_engine_subscribe(&answer, of.engine, &who, &request, &error) != 0) fail(error);
    printf("total: %s\n", prorata_answer_find(answer, "total"));
    prorata_answer_free(answer);
    if (prorata_engine_run_with(&report, of.engine, at("2026-01-02"), NULL, NULL, NULL, &error) !=
        0)
        fail(error);
    show(&of, "2026-01-02", "charge",
         "subscription component starts_on ends_on quantity amount tax", NULL, 0);
    show(&of, "2026-01-02", "invoice", "account number issued_on total tax", NULL, 0);
    return prorata_engine_close(of.engine, NULL);
}
