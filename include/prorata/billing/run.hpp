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

/// Called after every batch; false cancels: what is done stays, a later run goes on from there.
using RunCallback = std::function<bool(const RunProgress&)>;

/// How a run is made.
///
/// Errors:  Error{invalid_argument} from the run, naming every value outside its range.
/// Threads: a value; safe to read from many threads.
struct RunOptions {
    RunCallback progress = {};
    /// Threads that may work, 1 or 2; 1 is the caller's own. A second one commits a batch while the
    /// next one is made, on a storage that can be opened twice; the rows are the same.
    int workers = 1;
    /// Accounts committed together, 1 to 1000 (R57).
    int batch = 500;
};

/// What a run did. "Nothing due" is a report of zeros, not an error (R59). Asked for again with the
/// same `as_of`, it is the report of the run that was made, as its row tells it.
///
/// Threads: a value; safe to read from many threads.
struct RunReport {
    /// Its number; 0: a run with a later `as_of` was there (R55).
    std::int64_t run = 0;
    std::int64_t accounts = 0;
    std::int64_t charges = 0;
    std::int64_t batches = 0; ///< Committed by this call.

    friend bool operator==(const RunReport&, const RunReport&) = default;
};

} // namespace prorata
