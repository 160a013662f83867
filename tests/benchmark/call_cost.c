/* What one call costs in C: call_cost_c OPERATION CALLS; see call_cost.cpp. */
#define _POSIX_C_SOURCE 199309L

#include <prorata.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define PARTS 5
#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const char* const catalog =
    "{\"products\": [{\"code\": \"p\"}],"
    " \"tariffs\": [{\"code\": \"t\", \"product\": \"p\", \"versions\": [{\"valid_from\": "
    "\"2026-01-01\","
    "   \"components\": [{\"code\": \"seat\", \"most\": 100}, {\"code\": \"gb\", \"kind\": "
    "\"metered\", \"timing\": \"in_arrears\"}],"
    "   \"prices\": [{\"component\": \"seat\", \"currency\": \"RUB\", \"amount\": 500},"
    "                {\"component\": \"gb\", \"currency\": \"RUB\", \"amount\": \"1.25\"}]}]}],"
    " \"tax_rates\": [{\"country\": \"RU\", \"tax_class\": \"standard\", \"from\": \"2026-01-01\", "
    "\"percent\": 22}]}";

static prorata_engine* engine;

static prorata_context at(const char* key) {
    prorata_context context = PRORATA_CONTEXT_INIT;
    context.at = prorata_instant("2026-01-01T09:00:00Z");
    context.actor = "benchmark";
    context.key = key;
    return context;
}

/* The answer has that value under that name. */
static void expect(prorata_status status, prorata_answer* answer, const char* name,
                   const char* value) {
    const char* found = prorata_answer_find(answer, name);
    if (status != 0 || found == NULL || strcmp(found, value) != 0) abort();
    prorata_answer_free(answer);
}

static void perform(const char* key, const char* command, const prorata_argument* arguments,
                    size_t count) {
    const prorata_context context = at(key);
    prorata_answer* answer = NULL;
    if (prorata_engine_perform(&answer, engine, &context, command, arguments, count, NULL) != 0)
        abort();
    prorata_answer_free(answer);
}

static void begin(void) {
    const prorata_argument publish[] = {{"catalog", catalog}};
    const prorata_argument seller[] = {
        {"code", "s"}, {"name", "S"}, {"country", "RU"}, {"zone", "UTC"}};
    const prorata_argument account[] = {
        {"number", "a"}, {"currency", "RUB"}, {"zone", "UTC"}, {"terms", "postpaid"}};
    const prorata_argument payer[] = {
        {"account", "a"}, {"code", "p"}, {"kind", "individual"}, {"country", "RU"}};
    const prorata_argument order[] = {
        {"account", "a"}, {"key", "k"}, {"tariff", "t"}, {"seller", "s"}, {"payer", "p"}};
    if (prorata_engine_open(&engine, NULL, NULL) != 0) abort();
    perform("1", "publish", publish, COUNT(publish));
    perform("2", "add_seller", seller, COUNT(seller));
    perform("3", "add_account", account, COUNT(account));
    perform("4", "add_payer", payer, COUNT(payer));
    perform("5", "subscribe", order, COUNT(order));
}

static void repeat(const char* key) {
    prorata_add_seller_request request = PRORATA_ADD_SELLER_REQUEST_INIT;
    const prorata_context context = at("2");
    prorata_answer* answer = NULL;
    prorata_status status;
    (void)key;
    request.code = "s";
    request.name = "S";
    request.country = "RU";
    request.zone = "UTC";
    status = prorata_engine_add_seller(&answer, engine, &context, &request, NULL);
    expect(status, answer, "seller", "s");
}

static void show(const char* key) {
    const prorata_argument first[] = {{"id", "1"}};
    prorata_rows* rows = NULL;
    (void)key;
    if (prorata_engine_show(&rows, engine, "seller", first, 1, at("").at, NULL) != 0) abort();
    if (strcmp(prorata_rows_cell(rows, 0, 2), "s") != 0) abort();
    prorata_rows_free(rows);
}

static void quote(const char* key) {
    prorata_quote_request request = PRORATA_QUOTE_REQUEST_INIT;
    const prorata_argument seats[] = {{"seat", "3"}};
    const prorata_context context = at(key);
    prorata_answer* answer = NULL;
    prorata_status status;
    request.account = "a";
    request.tariff = "t";
    request.seller = "s";
    request.quantity = seats;
    request.quantity_count = 1;
    status = prorata_engine_quote(&answer, engine, &context, &request, NULL);
    expect(status, answer, "total", "1500.00 RUB");
}

static void usage(const char* key) {
    prorata_record_usage_request request = PRORATA_RECORD_USAGE_REQUEST_INIT;
    const prorata_context context = at(key);
    prorata_answer* answer = NULL;
    prorata_status status;
    request.subscription = "k";
    request.component = "gb";
    request.key = key;
    request.quantity = "2";
    status = prorata_engine_record_usage(&answer, engine, &context, &request, NULL);
    expect(status, answer, "usage", "recorded");
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static int by_size(const void* left, const void* right) {
    const double difference = *(const double*)left - *(const double*)right;
    return difference < 0 ? -1 : difference > 0;
}

int main(int count, char** values) {
    static const struct {
        const char* name;
        void (*call)(const char* key);
    } operations[] = {{"repeat", repeat}, {"show", show}, {"quote", quote}, {"usage", usage}};
    void (*call)(const char* key) = NULL;
    double taken[PARTS], start;
    int part, i, calls, number = 0;
    char key[32];
    size_t at_operation;
    for (at_operation = 0; count == 3 && at_operation < COUNT(operations); ++at_operation)
        if (strcmp(operations[at_operation].name, values[1]) == 0)
            call = operations[at_operation].call;
    if (call == NULL) {
        fprintf(stderr, "usage: call_cost_c repeat|show|quote|usage CALLS\n");
        return 2;
    }
    calls = atoi(values[2]) / PARTS;
    begin();
    for (part = 0; part < PARTS; ++part) {
        start = now();
        for (i = 0; i < calls; ++i) {
            snprintf(key, sizeof key, "call-%d", ++number);
            call(key);
        }
        taken[part] = (now() - start) / (calls > 0 ? calls : 1);
    }
    qsort(taken, PARTS, sizeof taken[0], by_size);
    printf("%g\n", taken[PARTS / 2]);
    return prorata_engine_close(engine, NULL);
}
