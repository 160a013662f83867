#pragma once

#include "engine/export.hpp"
#include "engine/selection.hpp"

#include <optional>

namespace prorata {

/// The rows of a stream: of a table, batch by batch in the order of its key; or computed ones.
///
/// A table that only grows is read as it was when the stream was made; of another one each batch is
/// what the book holds when it is read.
class StreamRows {
  public:
    /// Errors: Error{invalid_argument} unless 1 <= batch_rows <= 1'000'000.
    StreamRows(Book& book, const storage::Table& table, Filter filter, std::size_t batch_rows);
    explicit StreamRows(storage::RowBatch computed);

    [[nodiscard]] const storage::Table& table() const noexcept { return batch_.table(); }
    /// Reads on; false if no row is left.
    bool next(Book& book);
    /// The rows that were read last.
    [[nodiscard]] const storage::RowBatch& batch() const noexcept { return batch_; }
    [[nodiscard]] const Filter& filter() const noexcept { return filter_; }

  private:
    storage::RowBatch batch_;
    Filter filter_;
    std::optional<Selection> selection_; // of a table; computed rows are there already
    std::size_t batch_rows_ = 0;
    bool done_ = false;
};

/// Fills `out` with a stream of the rows. It may be read and released after the book was closed.
void make_stream(StreamRows rows, WithBook with_book, ArrowArrayStream& out);

} // namespace prorata
