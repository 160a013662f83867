/* What every story needs: a book in memory, commands by name, rows by their natural keys. */
#ifndef STORY_H
#define STORY_H

#include <prorata.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

typedef struct story {
    prorata_engine* engine;
    int commands;
    char key[32];
} story;

/* Ends the program with what an error says. */
static void fail(prorata_error* error) {
    size_t i;
    fprintf(stderr, "%s\n", prorata_error_message(error));
    for (i = 0; i < prorata_error_fault_count(error); ++i)
        fprintf(stderr, "  %s: %s\n", prorata_error_fault_path(error, i),
                prorata_error_fault_message(error, i));
    prorata_error_free(error);
    exit(1);
}

/* Nine o'clock in UTC of a day such as "2026-01-31". */
static int64_t at(const char* day) {
    char text[32];
    snprintf(text, sizeof text, "%sT09:00:00Z", day);
    return prorata_instant(text);
}

static prorata_context context(story* of, const char* day) {
    prorata_context made = PRORATA_CONTEXT_INIT;
    snprintf(of->key, sizeof of->key, "command-%d", ++of->commands);
    made.at = at(day);
    made.actor = "example";
    made.key = of->key;
    return made;
}

/* One command; says so if it is declined. */
static void say(story* of, const char* day, const char* command, const prorata_argument* arguments,
                size_t count) {
    const prorata_context who = context(of, day);
    prorata_answer* answer = NULL;
    prorata_error* error = NULL;
    if (prorata_engine_perform(&answer, of->engine, &who, command, arguments, count, &error) != 0)
        fail(error);
    if (prorata_answer_decline(answer) != 0)
        printf("%s: declined, %s\n", command, prorata_answer_decline_name(answer));
    prorata_answer_free(answer);
}

/* Prints columns of a query, named with blanks between, one row a line. */
static void show(story* of, const char* day, const char* query, const char* columns,
                 const prorata_argument* arguments, size_t count) {
    prorata_rows* rows = NULL;
    prorata_error* error = NULL;
    size_t row, i;
    if (prorata_engine_show(&rows, of->engine, query, arguments, count, at(day), &error) != 0)
        fail(error);
    for (row = 0; row < prorata_rows_count(rows); ++row) {
        char names[256];
        char* name;
        printf("%s:", query);
        snprintf(names, sizeof names, "%s", columns);
        for (name = strtok(names, " "); name != NULL; name = strtok(NULL, " ")) {
            for (i = 0; i < prorata_rows_column_count(rows); ++i)
                if (strcmp(prorata_rows_column(rows, i), name) == 0)
                    printf(" %s", prorata_rows_cell(rows, row, i));
        }
        printf("\n");
    }
    prorata_rows_free(rows);
}

/* Publishes the catalogue, adds the seller "rus" and the account "acme" with a payer. */
static story begin(const char* catalog_path, const char* terms, const char* limit) {
    static char text[65536];
    const prorata_argument catalog[] = {{"catalog", text}};
    const prorata_argument seller[] = {
        {"code", "rus"}, {"name", "Rus LLC"}, {"country", "RU"}, {"zone", "Europe/Moscow"}};
    const prorata_argument account[] = {{"number", "acme"},        {"currency", "RUB"},
                                        {"zone", "Europe/Moscow"}, {"due_days", "60"},
                                        {"terms", terms},          {"limit", limit}};
    const prorata_argument payer[] = {
        {"account", "acme"}, {"code", "acme"}, {"kind", "legal_entity"}, {"country", "RU"}};
    story made = {NULL, 0, ""};
    prorata_error* error = NULL;
    FILE* file = fopen(catalog_path, "rb");
    if (file == NULL || fread(text, 1, sizeof text - 1, file) == 0) exit(1);
    fclose(file);
    if (prorata_engine_open(&made.engine, NULL, &error) != 0) fail(error);
    say(&made, "2025-01-01", "publish", catalog, COUNT(catalog));
    say(&made, "2025-01-01", "add_seller", seller, COUNT(seller));
    say(&made, "2025-01-01", "add_account", account, COUNT(account) - (limit == NULL));
    say(&made, "2025-01-01", "add_payer", payer, COUNT(payer));
    return made;
}

#endif
