#pragma once

#include "prorata/storage/schema.hpp"

#include <string>

// The reference page of a schema, as Markdown: docs/reference/schema.md is exactly this text.

namespace schema_page {

using namespace prorata::storage;

inline std::string type_of(const Column& column) {
    switch (column.format) {
    case Format::plain: return column.type == ColumnType::integer ? "integer" : "text";
    case Format::amount: return "amount";
    case Format::money: return "money";
    case Format::date: return "date";
    case Format::instant: return "instant";
    case Format::enumeration: return "code";
    }
    return "";
}

inline std::string codes(const Column& column) {
    std::string text;
    for (std::size_t i = 0; i < column.names.size(); ++i) {
        text += (i == 0 ? ": " : ", ") + std::to_string(i + 1) + " " + column.names[i];
    }
    return text;
}

inline std::string section(const Table& table) {
    std::string text = "\n## " + table.name + "\n" + table.comment + ".";
    if (table.append_only) text += " Append-only.";
    text += "\n\n| column | type | what |\n| --- | --- | --- |\n";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Column& column = table.columns[i];
        const std::string name = i < table.key_columns ? "**" + column.name + "**" : column.name;
        text += "| " + name + " | " + type_of(column) + (column.nullable ? "?" : "") + " | " +
                column.comment + codes(column) + " |\n";
    }
    for (const Index& index : table.indexes) {
        text += "\nIndex " + index.name + (index.unique ? " (unique)" : "") + ":";
        for (const std::string& column : index.columns)
            text += (&column == index.columns.data() ? " " : ", ") + column;
        text += ".\n";
    }
    return text;
}

inline std::string page(const Schema& schema) {
    std::string text =
        "# The tables of a book\n\n"
        "This page is written from the schema by `repository_test`, which fails when the two "
        "differ.\n\n"
        "Key columns are bold; `?` marks a column that may be null. A *date* counts days since "
        "1970-01-01, an *instant*\nmicroseconds since then (UTC), *money* minor units of the row's "
        "currency, an *amount* ten-thousandths of those; a\n*code* is a small number with a name. "
        "Ranges are half-open. For every table there is a view `v_<table>` that shows\nall of them "
        "as text.\n";
    for (const Table& table : schema.tables())
        text += section(table);
    return text;
}

} // namespace schema_page
