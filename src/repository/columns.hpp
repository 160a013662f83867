#pragma once

#include "prorata/storage/schema.hpp"

#include <string>
#include <utility>
#include <vector>

// Short ways to declare a column, so that a table reads as a table. They have a namespace of their
// own, because words as short as version and date have other meanings in the house.

namespace prorata::schema_words {

using storage::Column;
using storage::ColumnType;
using storage::Format;
using storage::Table;

inline Column integer(std::string name, std::string comment) {
    return {std::move(name), ColumnType::integer, std::move(comment)};
}

inline Column text(std::string name, std::string comment) {
    return {std::move(name), ColumnType::text, std::move(comment)};
}

inline Column shown(Column column, Format format) {
    column.format = format;
    return column;
}

inline Column date(std::string name, std::string comment) {
    return shown(integer(std::move(name), std::move(comment)), Format::date);
}

inline Column instant(std::string name, std::string comment) {
    return shown(integer(std::move(name), std::move(comment)), Format::instant);
}

inline Column amount(std::string name, std::string comment) {
    return shown(integer(std::move(name), std::move(comment)), Format::amount);
}

inline Column money(std::string name, std::string comment) {
    return shown(integer(std::move(name), std::move(comment)), Format::money);
}

/// A code 1, 2, 3, ... with these names; codes are never reused.
inline Column code(std::string name, std::string comment, std::vector<std::string> names) {
    Column column = shown(integer(std::move(name), std::move(comment)), Format::enumeration);
    column.names = std::move(names);
    return column;
}

inline Column optional(Column column) {
    column.nullable = true;
    return column;
}

inline Column version() {
    return integer("version", "from 1; grows by one with every update of the row");
}

inline Column currency() {
    return text("currency", "code of the currency of the row's money");
}

[[nodiscard]] std::vector<Table> timeline_tables();
[[nodiscard]] std::vector<Table> fact_tables();
[[nodiscard]] std::vector<Table> document_tables();
[[nodiscard]] std::vector<Table> process_tables();

} // namespace prorata::schema_words
