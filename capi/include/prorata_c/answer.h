#ifndef PRORATA_C_ANSWER_H
#define PRORATA_C_ANSWER_H

#include "prorata_c/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a command answered: values by name, or a decline. For a handle that is none the functions
 * answer NULL or 0. */

/* 0: carried out. Else the number of the decline in docs/reference/errors.md, for example 1 for
 * over_limit; only the journal was written. */
PRORATA_API int32_t prorata_answer_decline(const prorata_answer* answer);

/* "over_limit" …; NULL if the command was carried out. Lives as long as the program. */
PRORATA_API const char* prorata_answer_decline_name(const prorata_answer* answer);

/* Why, a sentence for the caller; NULL if the command was carried out. Borrowed. */
PRORATA_API const char* prorata_answer_decline_message(const prorata_answer* answer);

/* How many values there are; 0 if the command was declined. */
PRORATA_API size_t prorata_answer_count(const prorata_answer* answer);

/* A value's name and text, in the order in which they are worth reading. Borrowed; NULL past the
 * end. */
PRORATA_API const char* prorata_answer_name(const prorata_answer* answer, size_t index);
PRORATA_API const char* prorata_answer_value(const prorata_answer* answer, size_t index);

/* The value of that name; NULL if there is none. Borrowed. */
PRORATA_API const char* prorata_answer_find(const prorata_answer* answer, const char* name);

/* Frees an answer; NULL and handles that are none are ignored. */
PRORATA_API void prorata_answer_free(prorata_answer* answer);

#ifdef __cplusplus
}
#endif

#endif
