#pragma once

#include "engine/usage_batch.hpp"
#include "prorata/engine/arrow.hpp"

#include <vector>

namespace prorata {

/// Records of usage out of an Arrow stream, with what could not be read of them.
struct UsageInput {
    std::vector<RecordUsage> records;
    std::vector<RecordFault> unreadable; ///< In the order of the records.
};

/// Reads the stream, whose columns are fields of record_usage by name, and releases it.
///
/// Range:  at most 1'000'000 records.
/// Errors: Error{invalid_argument} that names every column that is unknown, missing, there twice or
///         of a type that is not taken; Error{invalid_argument} for a stream that fails.
[[nodiscard]] UsageInput read_usage(ArrowArrayStream& stream);

} // namespace prorata
