#ifndef PRORATA_C_ERROR_H
#define PRORATA_C_ERROR_H

#include "prorata_c/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Why a call failed, with every fault of it: an object of the caller's, valid on any thread and
 * after any other call. For a handle that is none the functions answer NULL or 0. */

/* The status that the call returned. */
PRORATA_API prorata_status prorata_error_status(const prorata_error* error);

/* One line: what was asked for and refused. Borrowed from the error. */
PRORATA_API const char* prorata_error_message(const prorata_error* error);

/* How many things were wrong; may be 0 where the message says all. */
PRORATA_API size_t prorata_error_fault_count(const prorata_error* error);

/* Where a fault is: a path into the input such as "quantity.seat". Borrowed; NULL past the end. */
PRORATA_API const char* prorata_error_fault_path(const prorata_error* error, size_t index);

/* What is wrong there and what would be right. Borrowed; NULL past the end. */
PRORATA_API const char* prorata_error_fault_message(const prorata_error* error, size_t index);

/* Frees an error; NULL and handles that are none are ignored. */
PRORATA_API void prorata_error_free(prorata_error* error);

#ifdef __cplusplus
}
#endif

#endif
