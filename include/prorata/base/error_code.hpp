#pragma once

#include <cstdint>
#include <string_view>

namespace prorata {

/// The one list of fault codes: name, number, what went wrong.
///
/// C statuses are the negated numbers and Python exceptions carry the names, so a number is never
/// reused and never changes its meaning. A new fault is added at the end.
///
/// See: docs/reference/errors.md.
#define PRORATA_ERROR_CODES(X)                                                                     \
    X(invalid_argument, 1, "a value is malformed or outside its documented range")                 \
    X(not_found, 2, "the object that was named does not exist")                                    \
    X(already_exists, 3, "an object with this key exists already")                                 \
    X(currency_mismatch, 4, "amounts of different currencies met")                                 \
    X(overflow, 5, "a result does not fit the range in which money or quantities are stored")      \
    X(inexact, 6, "an exact conversion was asked for and the value would have to be rounded")      \
    X(unsupported, 7, "the library or this backend does not offer what was asked for")             \
    X(misuse, 8, "the object was used against its contract (closed, after fork, other thread)")    \
    X(busy, 9, "another call is using the object, or another process holds the file")              \
    X(cancelled, 10, "the caller's progress callback asked to stop")                               \
    X(storage_failed, 11, "the storage could not do the operation; its outcome may be unknown")    \
    X(storage_full, 12, "there is no space left where the book is kept")                           \
    X(storage_damaged, 13, "the stored data is damaged or was changed by something else")          \
    X(storage_foreign, 14, "the file or database is not a book of this library")                   \
    X(storage_newer, 15, "the book was written by a newer version of this library")                \
    X(storage_unsafe, 16, "the storage cannot promise that an acknowledged commit is kept")        \
    X(internal, 17, "an invariant of the library failed; please report it")

/// Which requirement a fault broke. Faults and declines differ: see Decline.
enum class ErrorCode : std::int32_t {
#define PRORATA_ENUMERATOR(name, number, meaning) name = number,
    PRORATA_ERROR_CODES(PRORATA_ENUMERATOR)
#undef PRORATA_ENUMERATOR
};

/// The code's name as written in this list, for example "currency_mismatch".
///
/// Range: a number that is in no list (a cast) gives "unknown".
[[nodiscard]] std::string_view name(ErrorCode code) noexcept;

/// What the code means, one clause in English without a full stop.
[[nodiscard]] std::string_view meaning(ErrorCode code) noexcept;

} // namespace prorata
