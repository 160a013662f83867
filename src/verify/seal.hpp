#pragma once

#include "verify/image.hpp"

#include <string>
#include <vector>

namespace prorata {

/// What a table held at a moment: enough to tell later whether it was changed behind the library.
struct TableSeal {
    std::string table;
    std::int64_t rows = 0;
    /// Up to where: the greatest id of a table that only grows by rising ids, the sum of the
    /// versions of one whose rows have them, else the number of rows.
    std::int64_t mark = 0;
    std::string digest; ///< SHA-256 of those rows, in the order of the key.

    friend bool operator==(const TableSeal&, const TableSeal&) = default;
};

/// Every table of the book but the seals themselves.
[[nodiscard]] std::vector<TableSeal> seal_tables(const Image& image);

/// The chain over the seals: each anchor is the SHA-256 of the one before, of every column of its
/// seal's rows, and of the journal's row about the seal but its result, which says the anchor. That
/// row is the first one after those that are sealed. The last anchor vouches for all; who keeps it
/// outside finds any rewriting. `before` is the anchor that the first seal of the rows follows.
[[nodiscard]] std::vector<std::string> anchors(const storage::RowBatch& seals,
                                               const storage::RowBatch& journal,
                                               const std::string& before = {});
/// What the journal says about a seal: its answer as an idempotency record keeps it.
[[nodiscard]] std::string seal_result(std::int64_t id, const std::string& anchor);

} // namespace prorata
