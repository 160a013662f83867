/* prorata in C: everything of the library that other languages call.
 *
 * Conventions, which hold for every function unless it says otherwise:
 *
 * 1. Results come first and are named *_out; then the object; then values; a callback and its
 *    user_data next to last; `prorata_error **error_out` last, which may be NULL.
 * 2. A function that can fail returns a prorata_status: 0 success, negative failure. After a
 *    failure nothing was recorded, every *_out pointer is NULL, and *error_out, if asked for, is an
 *    error that the caller owns. A business answer "no" is no failure but an answer that is
 *    declined.
 * 3. What is written through *_out belongs to the caller, who frees it by the function that its
 *    comment names. A pointer that is returned is borrowed from the object it was asked of and
 *    lives as long as that.
 * 4. Handles are opaque; they hold an index and a generation, so that NULL, a closed, a foreign or
 *    an invented one gives a status (or NULL, or 0), never undefined behaviour.
 * 5. Texts are UTF-8, end with NUL and are borrowed for the call. NULL means "not given". Dates are
 *    days since 1970-01-01, instants microseconds since 1970-01-01T00:00:00Z; both ranges and
 *    meanings are those of the C++ library. Money is whole minor units with an ISO 4217 code.
 * 6. A struct that starts with struct_size may grow: fill it by its _INIT macro or its _init
 *    function, then set fields. Other structs never change. There is no padding in any of them.
 * 7. One call at a time per engine, from any thread; a second one, also from a callback, answers
 *    -9 (busy). Other objects may be read from many threads while none frees them. After fork the
 *    child's inherited handles answer -8 (misuse); it may open its own.
 * 8. A function never changes its meaning; new ones are added. Callbacks must not throw or longjmp.
 */
#ifndef PRORATA_H
#define PRORATA_H

#include "prorata_c/base.h"

#include "prorata_c/error.h"

#include "prorata_c/answer.h"
#include "prorata_c/rows.h"

#include "prorata_c/arrow.h"
#include "prorata_c/commands.h"
#include "prorata_c/engine.h"

#endif
