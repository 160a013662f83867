#ifndef PRORATA_C_ENGINE_H
#define PRORATA_C_ENGINE_H

#include "prorata_c/arrow.h"
#include "prorata_c/base.h"
#include "prorata_c/commands.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Opens the book in a SQLite file, made if there is none; NULL as path: a book in memory, for tests
 * and simulations. Free it by prorata_engine_close.
 * Errors: -14 foreign, -15 newer, -13 damaged, -11 failed, -16 unsafe storage. */
PRORATA_API prorata_status prorata_engine_open(prorata_engine** engine_out, const char* path,
                                               prorata_error** error_out);

/* Closes a book. A call that another thread is in ends normally; streams made of it answer errors
 * from then on. Errors: -8 for a handle that is none. */
PRORATA_API prorata_status prorata_engine_close(prorata_engine* engine, prorata_error** error_out);

/* level: 1 a call failed, 2 it was declined, 3 it was carried out. */
typedef void (*prorata_log_callback)(int32_t level, const char* message, void* user_data);

/* Tells of every command and run of this engine from now on; NULL: of none. Called on the thread
 * of the call, after it; the message is borrowed for the callback and holds no personal data. */
PRORATA_API prorata_status prorata_engine_log(prorata_engine* engine, prorata_log_callback log,
                                              void* user_data, prorata_error** error_out);

/* Carries out a command of docs/reference/commands.md by its name, with arguments as text. The
 * typed form of each is in commands.h. Free the answer by prorata_answer_free.
 * Errors: -2 for an unknown command or names that are not there; -1 that names every argument that
 * is unknown, missing or malformed. */
PRORATA_API prorata_status prorata_engine_perform(prorata_answer** answer_out,
                                                  prorata_engine* engine,
                                                  const prorata_context* context,
                                                  const char* command,
                                                  const prorata_argument* arguments, size_t count,
                                                  prorata_error** error_out);

/* Many records of usage as one command: one commit, all or nothing. `records` is an array of
 * `count` (at most 1000000) requests as of prorata_engine_record_usage, all with the struct_size of
 * the first. The answer says how many were "recorded" and how many were "already_there".
 * Errors: -1 that names every fault by the number of its record, from 0: "records[3].quantity". */
PRORATA_API prorata_status prorata_engine_record_usage_batch(
    prorata_answer** answer_out, prorata_engine* engine, const prorata_context* context,
    const struct prorata_record_usage_request* records, size_t count, prorata_error** error_out);

/* The same from an Arrow C stream, whole or in batches. Its columns are the fields of record_usage
 * by name; types: docs/concepts/doors.md. The stream is released in any case, also when the call
 * fails: its `release` is NULL then. Errors: -1 that names every column and every record that is
 * not right; -8 for a stream that was released. */
PRORATA_API prorata_status prorata_engine_record_usage_stream(prorata_answer** answer_out,
                                                              prorata_engine* engine,
                                                              const prorata_context* context,
                                                              struct ArrowArrayStream* records,
                                                              prorata_error** error_out);

/* What a command would answer, run included; nothing is written, not even the journal. *rows_out
 * gets the rows that it would insert into `table`, for example "charge"; NULL as rows_out: not
 * wanted. Free both.
 * Errors: as perform; -2 for an unknown table. */
PRORATA_API prorata_status prorata_engine_preview(prorata_answer** answer_out,
                                                  prorata_rows** rows_out, prorata_engine* engine,
                                                  const prorata_context* context,
                                                  const char* command,
                                                  const prorata_argument* arguments, size_t count,
                                                  const char* table, prorata_error** error_out);

/* Answers a query of docs/reference/queries.md as text: tables and views, "explain" and
 * "derivation" of a charge, "verify" of the whole book. `as_of` is what "today" is for a view. Free
 * the rows by prorata_rows_free.
 * Errors: -2 for an unknown query or names that are not there; -1 that names every argument that is
 * not right. */
PRORATA_API prorata_status prorata_engine_show(prorata_rows** rows_out, prorata_engine* engine,
                                               const char* query, const prorata_argument* arguments,
                                               size_t count, int64_t as_of,
                                               prorata_error** error_out);

/* The same rows as typed columns in batches of `batch_rows` (1 to 1000000; 0: as the library
 * likes); types: docs/concepts/doors.md. The stream is the caller's and may outlive the engine.
 * Errors: as show. */
PRORATA_API prorata_status prorata_engine_export(struct ArrowArrayStream* stream_out,
                                                 prorata_engine* engine, const char* query,
                                                 const prorata_argument* arguments, size_t count,
                                                 int64_t as_of, size_t batch_rows,
                                                 prorata_error** error_out);

/* How a run is made. */
typedef struct prorata_run_options {
    uint32_t struct_size;
    int32_t batch;   /* accounts committed together, 1 to 1000 */
    int32_t workers; /* threads that may work, 1 or 2; 1 is the caller's own */
    uint32_t reserved;
} prorata_run_options;

#define PRORATA_RUN_OPTIONS_INIT                                                                   \
    { (uint32_t)sizeof(prorata_run_options), 500, 1, 0 }

/* Sets *options to PRORATA_RUN_OPTIONS_INIT; NULL does nothing. */
PRORATA_API void prorata_run_options_init(prorata_run_options* options);

/* How far a run has come. Frozen. */
typedef struct prorata_run_progress {
    int64_t accounts; /* done so far, those without work included */
    int64_t charges;  /* written so far */
} prorata_run_progress;

/* Not 0: stop. What is done stays; a later run goes on from there. */
typedef int32_t (*prorata_progress_callback)(const prorata_run_progress* progress, void* user_data);

/* What a run did. Frozen. */
typedef struct prorata_run_report {
    int64_t run; /* its number; 0: a run with a later as_of was there */
    int64_t accounts;
    int64_t charges;
    int64_t batches; /* committed by this call */
} prorata_run_report;

/* Bills every account that is due at `as_of`, batch by batch; progress (may be NULL) is called
 * after each, on the caller's thread. options NULL: as PRORATA_RUN_OPTIONS_INIT. Errors: -10 when
 * the callback stopped it, -1 for options out of range, -9, -11 to -13. */
PRORATA_API prorata_status prorata_engine_run_with(prorata_run_report* report_out,
                                                   prorata_engine* engine, int64_t as_of,
                                                   const prorata_run_options* options,
                                                   prorata_progress_callback progress,
                                                   void* user_data, prorata_error** error_out);

/* Every command with its fields: columns command, field, type, need, meaning, one row a field.
 * Free the rows by prorata_rows_free. */
PRORATA_API prorata_status prorata_describe_commands(prorata_rows** rows_out,
                                                     prorata_error** error_out);

/* Every query with its arguments and columns: columns query, part (argument or column), name,
 * type, need, meaning. Free the rows by prorata_rows_free. */
PRORATA_API prorata_status prorata_describe_queries(prorata_rows** rows_out,
                                                    prorata_error** error_out);

#ifdef __cplusplus
}
#endif

#endif
