#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prorata::storage {

enum class ColumnType : std::uint8_t { integer, text };

/// How a view shows a column to people; it changes nothing about what is stored.
enum class Format : std::uint8_t {
    plain,       ///< as stored
    amount,      ///< units of 10^-(digits + 4) of the row's `currency`, shown as a decimal
    money,       ///< minor units of the row's `currency`, shown as a decimal
    date,        ///< days since 1970-01-01, shown as 2026-01-31
    instant,     ///< microseconds since 1970-01-01T00:00:00Z, shown as 2026-01-31T10:00:00.000000Z
    enumeration, ///< a code, shown by its name
};

/// A column, for example {"due_on", ColumnType::integer, "day on which …", Format::date}.
struct Column {
    std::string name;
    ColumnType type;
    std::string comment; ///< What it is, with unit and range, one line.
    Format format = Format::plain;
    bool nullable = false;
    std::vector<std::string> names = {}; ///< Of an enumeration: the names of the codes 1, 2, 3, …
};

/// Rows in the order of `columns`. A row with a null in one of them is not in the index at all.
struct Index {
    std::string name;
    std::vector<std::string> columns;
    bool unique = false;
};

/// A table whose first `key_columns` columns are its key and the order in which rows are kept.
///
/// A key of one integer column is for what only grows (append, rising keys); a longer key keeps
/// together what is read together. `version`, if the table has such a column, is compared by every
/// update, erase and expect, and grows by one with every update.
struct Table {
    std::string name;
    std::string comment;
    std::uint32_t key_columns = 1;
    std::vector<Column> columns;
    std::vector<Index> indexes = {};
    bool append_only = false; ///< Rows are never updated or erased; the backend refuses it.

    /// Position of the column, or nothing.
    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view column) const noexcept;
    /// Position of the column. Errors: Error{not_found}.
    [[nodiscard]] std::uint32_t column(std::string_view name) const;
    /// Errors: Error{not_found}.
    [[nodiscard]] const Index& index(std::string_view name) const;
    /// Position of the column `version`, or nothing.
    [[nodiscard]] std::optional<std::uint32_t> version() const noexcept { return find("version"); }
};

/// The tables of a book as data, from which every backend makes real tables.
///
/// A schema only grows: version n + 1 may add tables, nullable columns at the end of a table, and
/// indexes. An older book is migrated in one transaction when the newer schema is installed; the
/// steps are the difference between what the book says it has and what the schema declares.
///
/// Owns:    its tables; batches and requests point into it, so it must outlive them.
/// Errors:  Error{invalid_argument} from the constructor, naming every fault.
/// Threads: immutable; safe to read from many threads.
/// See:     docs/concepts/storage.md.
class Schema {
  public:
    Schema(std::int64_t version, std::vector<Table> tables);
    Schema(const Schema&) = delete;
    Schema& operator=(const Schema&) = delete;

    [[nodiscard]] std::int64_t version() const noexcept { return version_; }
    [[nodiscard]] const std::vector<Table>& tables() const noexcept { return tables_; }

    /// Errors: Error{not_found}.
    [[nodiscard]] const Table& table(std::string_view name) const;

    /// The table's position. Errors: Error{misuse} for a table of another schema.
    [[nodiscard]] std::size_t ordinal(const Table& table) const;

  private:
    std::int64_t version_;
    std::vector<Table> tables_;
};

} // namespace prorata::storage
