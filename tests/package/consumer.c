#include <prorata.h>

#include <stdio.h>

int main(void) {
    prorata_engine* engine = NULL;
    prorata_rows* rows = NULL;
    if (prorata_engine_open(&engine, NULL, NULL) != 0) return 1;
    if (prorata_engine_show(&rows, engine, "seller", NULL, 0, 0, NULL) != 0) return 1;
    printf("%s %d\n", prorata_version(), (int)prorata_rows_count(rows));
    prorata_rows_free(rows);
    return prorata_engine_close(engine, NULL);
}
