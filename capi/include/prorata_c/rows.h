#ifndef PRORATA_C_ROWS_H
#define PRORATA_C_ROWS_H

#include "prorata_c/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Rows as text, for people and scripts; volume goes through prorata_engine_export. For a handle
 * that is none the functions answer NULL or 0. */

/* How many rows, and how many columns each of them has. */
PRORATA_API size_t prorata_rows_count(const prorata_rows* rows);
PRORATA_API size_t prorata_rows_column_count(const prorata_rows* rows);

/* Name of a column; NULL past the end. Borrowed. */
PRORATA_API const char* prorata_rows_column(const prorata_rows* rows, size_t column);

/* A cell, "" if it is empty; NULL past the end. Borrowed. */
PRORATA_API const char* prorata_rows_cell(const prorata_rows* rows, size_t row, size_t column);

/* Writes up to `capacity` whole rows from `first_row` on into cells_out, row by row, and answers
 * how many rows. Each text is borrowed. cells_out has room for capacity × column_count texts. */
PRORATA_API size_t prorata_rows_read(const char** cells_out, const prorata_rows* rows,
                                     size_t first_row, size_t capacity);

/* Frees rows; NULL and handles that are none are ignored. */
PRORATA_API void prorata_rows_free(prorata_rows* rows);

#ifdef __cplusplus
}
#endif

#endif
