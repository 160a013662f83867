#pragma once

#include "prorata/storage/schema.hpp"

#include <string>
#include <vector>

namespace prorata::storage::sqlite {

/// One object of a SQLite schema: what sqlite_schema says about it.
struct SchemaObject {
    std::string type; ///< "table", "index", "trigger", "view"
    std::string name;
    std::string sql;

    friend bool operator==(const SchemaObject&, const SchemaObject&) = default;
};

/// CREATE TABLE with the first `columns` columns, in exactly the words that ALTER TABLE ADD COLUMN
/// leaves behind, so that a migrated table and a new one read the same.
[[nodiscard]] std::string create_table(const Table& table, std::size_t columns);

/// ALTER TABLE … ADD COLUMN.
[[nodiscard]] std::string add_column(const Table& table, const Column& column);

/// Everything that the schema consists of in SQLite, in the order in which it is made: tables,
/// indexes, the triggers of append-only tables, and a view for people for each table.
[[nodiscard]] std::vector<SchemaObject> schema_objects(const Schema& schema);

} // namespace prorata::storage::sqlite
