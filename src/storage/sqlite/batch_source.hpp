#pragma once

#include "prorata/storage/row_batch.hpp"

#include <sqlite3.h>

#include <cstddef>

namespace prorata::storage::sqlite {

/// The name of the table that stands for the batch being inserted, and its greatest width.
inline constexpr const char* batch_table = "prorata_batch";
inline constexpr std::size_t batch_width = 64;

/// The batch that `prorata_batch` shows to SQL while an insert runs.
///
/// INSERT … SELECT from it takes a whole batch in one step, a fifth fewer instructions than one
/// step a row.
struct BatchSource {
    const RowBatch* batch = nullptr;
    std::size_t row = 0; ///< The row being inserted: the loser, if the insert fails.
};

/// Makes the table known to a connection. Requires: the source outlives the connection.
void register_batch_table(sqlite3* database, BatchSource& source);

} // namespace prorata::storage::sqlite
