#pragma once

#include "prorata/storage/schema.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace prorata::storage {

enum class CellKind : std::uint32_t { null = 0, integer = 1, text = 2 };

/// One value of a row: nothing, a 64-bit integer, or UTF-8 text that somebody else owns.
///
/// 16 bytes, the same in C. Text may hold any byte but NUL; its size is in bytes.
struct Cell {
    union {
        std::int64_t integer;
        const char* text;
    };
    std::uint32_t size;
    CellKind kind;

    Cell() noexcept : integer(0), size(0), kind(CellKind::null) {}
    Cell(std::int64_t value) noexcept : integer(value), size(0), kind(CellKind::integer) {}
    Cell(std::string_view value) noexcept
        : text(value.data()), size(static_cast<std::uint32_t>(value.size())), kind(CellKind::text) {
    }

    [[nodiscard]] bool is_null() const noexcept { return kind == CellKind::null; }
    [[nodiscard]] std::string_view view() const noexcept { return {text, size}; }
};
static_assert(sizeof(Cell) == 16);

/// Orders null before integers before text; integers by value, text by bytes.
[[nodiscard]] int compare(const Cell& left, const Cell& right) noexcept;

/// Positions of columns in their table, in the order in which a batch holds them.
using ColumnSet = std::vector<std::uint32_t>;

/// All columns of a table, in order.
[[nodiscard]] ColumnSet all_columns(const Table& table);
/// The named columns. Errors: Error{not_found}.
[[nodiscard]] ColumnSet columns(const Table& table, std::span<const std::string_view> names);

/// Rows of one table (or of some of its columns), cell by cell in a reused arena.
///
/// Cleared and filled again, a batch allocates nothing once it has reached its size: that is what
/// makes a run's memory flat. Rows are appended cell by cell, in the order of `columns()`.
///
/// Owns:    its cells and a copy of every text.
/// Errors:  Error{misuse} for a cell of the wrong type, checked when the batch is used.
/// Threads: one at a time.
class RowBatch {
  public:
    explicit RowBatch(const Table& table) : RowBatch(table, all_columns(table)) {}
    RowBatch(const Table& table, ColumnSet columns);

    [[nodiscard]] const Table& table() const noexcept { return *table_; }
    [[nodiscard]] const ColumnSet& columns() const noexcept { return columns_; }
    [[nodiscard]] std::size_t width() const noexcept { return columns_.size(); }
    [[nodiscard]] std::size_t rows() const noexcept { return cells_.size() / columns_.size(); }
    [[nodiscard]] bool empty() const noexcept { return cells_.empty(); }
    /// False while the last row lacks cells.
    [[nodiscard]] bool complete() const noexcept { return cells_.size() % columns_.size() == 0; }

    /// Appends one cell; text is copied. Returns *this, so that a row reads as one statement.
    RowBatch& add(std::int64_t value) {
        cells_.emplace_back(value);
        return *this;
    }
    RowBatch& add(std::string_view text) {
        cells_.emplace_back(keep(text));
        return *this;
    }
    RowBatch& add_null() {
        cells_.emplace_back();
        return *this;
    }
    RowBatch& add(const Cell& cell);

    [[nodiscard]] std::span<const Cell> row(std::size_t row) const noexcept {
        return {cells_.data() + row * width(), width()};
    }
    /// The cell in `column`, a position in columns(). Requires: row < rows().
    [[nodiscard]] const Cell& at(std::size_t row, std::size_t column) const noexcept {
        return cells_[row * width() + column];
    }
    /// Requires: the cell is an integer.
    [[nodiscard]] std::int64_t integer(std::size_t row, std::size_t column) const noexcept {
        return at(row, column).integer;
    }

    /// Forgets the rows and keeps the memory.
    void clear() noexcept;
    /// Overwrites an integer cell, for example a document number given just before commit.
    void replace(std::size_t row, std::size_t column, std::int64_t value) noexcept {
        cells_[row * width() + column] = Cell(value);
    }

  private:
    std::string_view keep(std::string_view text);

    const Table* table_;
    ColumnSet columns_;
    std::vector<Cell> cells_;
    std::vector<std::unique_ptr<char[]>> blocks_; // text; a block never moves
    std::vector<std::size_t> block_sizes_;
    std::size_t block_ = 0; // the one in use
    std::size_t used_ = 0;  // bytes of it
};

} // namespace prorata::storage
