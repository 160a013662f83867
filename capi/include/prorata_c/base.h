#ifndef PRORATA_C_BASE_H
#define PRORATA_C_BASE_H

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#define PRORATA_API
#else
#define PRORATA_API __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* 0: success. A failure is the negated number of docs/reference/errors.md, for example -2 for
 * not_found; numbers are never reused. */
typedef int32_t prorata_status;

/* What stands for "not given" in a field of a request. Texts use NULL, money an empty currency. */
#define PRORATA_NO_DATE INT32_MIN
#define PRORATA_NO_INSTANT INT64_MIN
#define PRORATA_NO_NUMBER INT64_MIN
#define PRORATA_NO_FLAG (-1)

typedef struct prorata_engine prorata_engine;
typedef struct prorata_answer prorata_answer;
typedef struct prorata_rows prorata_rows;
typedef struct prorata_error prorata_error;

/* A name and its text, for example {"quantity.seat", "5"}. Frozen. */
typedef struct prorata_argument {
    const char* name;
    const char* value;
} prorata_argument;

/* 12.50 RUB is {1250, "RUB"}; an empty currency: not given. Frozen. */
typedef struct prorata_money {
    int64_t minor;
    char currency[8]; /* ISO 4217 code and NUL */
} prorata_money;

/* Who asks for a command, when, and under which key; the library has no clock. The same key with
 * the same request gets the stored answer again, with another request -3 (already_exists). */
typedef struct prorata_context {
    uint32_t struct_size;
    uint32_t reserved;
    int64_t at;        /* what "now" is for the command */
    const char* actor; /* "user:17", "system"; 1 to 200 bytes, no personal data */
    const char* key;   /* unique per command; 1 to 200 bytes */
} prorata_context;

#define PRORATA_CONTEXT_INIT                                                                       \
    { (uint32_t)sizeof(prorata_context), 0, PRORATA_NO_INSTANT, NULL, NULL }

/* Sets *context to PRORATA_CONTEXT_INIT; NULL does nothing. */
PRORATA_API void prorata_context_init(prorata_context* context);

/* "0.1.0"; lives as long as the program. */
PRORATA_API const char* prorata_version(void);

/* "ok", "not_found" …; "unknown" for a number that is none. Lives as long as the program. */
PRORATA_API const char* prorata_status_name(prorata_status status);

/* What the status means, one clause in English. Lives as long as the program. */
PRORATA_API const char* prorata_status_meaning(prorata_status status);

/* Days since 1970-01-01 of a civil date; PRORATA_NO_DATE if there is no such date in the years
 * 1 to 9999. */
PRORATA_API int32_t prorata_date(int32_t year, int32_t month, int32_t day);

/* Microseconds of an RFC 3339 text such as "2026-01-31T09:00:00Z"; PRORATA_NO_INSTANT if it is
 * NULL or malformed. */
PRORATA_API int64_t prorata_instant(const char* text);

#ifdef __cplusplus
}
#endif

#endif
