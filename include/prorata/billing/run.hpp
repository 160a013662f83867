#pragma once

#include "prorata/base/id.hpp"
#include "prorata/time/instant.hpp"

#include <cstdint>
#include <functional>

namespace prorata {

/// How far a run has come; handed to the caller's progress callback after every batch.
///
/// Threads: a value; the callback is called on the caller's own thread.
struct RunProgress {
    std::int64_t accounts = 0; ///< Done so far, those without work included.
    std::int64_t charges = 0;  ///< Written so far.
};

/// How a run is made.
///
/// Errors:  Error{invalid_argument, unsupported} from the run for a value outside its range.
/// Threads: a value; safe to read from many threads.
struct RunOptions {
    /// Called after every batch; false cancels: what is done stays, a later run goes on from there.
    std::function<bool(const RunProgress&)> progress = {};
    /// Threads that may work; 1 is the caller's own. Errors: Error{unsupported} for more.
    int workers = 1;
    /// Accounts committed together, 1 to 1000 (R57).
    int batch = 500;
};

/// What a run did. "Nothing due" is a report of zeros, not an error (R59).
///
/// Threads: a value; safe to read from many threads.
struct RunReport {
    /// Its number; 0: a run with the same or a later `as_of` was there (R55).
    std::int64_t run = 0;
    std::int64_t accounts = 0;
    std::int64_t charges = 0;
    std::int64_t batches = 0; ///< Committed.

    friend bool operator==(const RunReport&, const RunReport&) = default;
};

} // namespace prorata
