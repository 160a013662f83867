#pragma once

#include "prorata/storage/row_batch.hpp"
#include "repository/book.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace prorata {

/// One column of a table's rows.
class RowColumn {
  public:
    RowColumn(const storage::RowBatch& rows, std::string_view name)
        : rows_(&rows), position_(rows.table().column(name)) {}

    [[nodiscard]] std::int64_t operator[](std::size_t row) const noexcept {
        return rows_->integer(row, position_);
    }
    [[nodiscard]] bool null(std::size_t row) const noexcept {
        return rows_->at(row, position_).is_null();
    }
    [[nodiscard]] std::string_view text(std::size_t row) const noexcept {
        return null(row) ? std::string_view() : rows_->at(row, position_).view();
    }

  private:
    const storage::RowBatch* rows_;
    std::uint32_t position_;
};

/// Every row of a book at one moment, read once.
///
/// Rules work on rows, not on records: a record refuses the values that a rule has to report.
class Image {
  public:
    explicit Image(Book& book);

    [[nodiscard]] const std::vector<storage::RowBatch>& tables() const noexcept { return tables_; }
    /// Errors: Error{not_found}.
    [[nodiscard]] const storage::RowBatch& table(std::string_view name) const;
    /// Position of the row with that id, in a table whose key is one integer.
    [[nodiscard]] static std::optional<std::size_t> find(const storage::RowBatch& rows,
                                                         std::int64_t id) noexcept;
    /// What names the row in a finding.
    [[nodiscard]] static std::int64_t row_id(const storage::RowBatch& rows, std::size_t row);

  private:
    std::vector<storage::RowBatch> tables_;
};

} // namespace prorata
