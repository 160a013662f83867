#pragma once

#include "prorata/engine/engine.hpp"

#include <string>

// The reference page of the queries, as Markdown: docs/reference/queries.md is exactly this text.

namespace queries_page {

using namespace prorata;

inline std::string type_of(const ColumnDescription& column) {
    std::string text = column.type + (column.nullable ? "?" : "");
    for (std::size_t i = 0; i < column.names.size(); ++i)
        text += (i == 0 ? ": " : ", ") + column.names[i];
    return text;
}

inline std::string section(const QueryDescription& query) {
    std::string text = "\n## " + query.name + "\n\n" + query.meaning + "\n";
    if (!query.arguments.empty())
        text += "\n| argument | type | | meaning |\n| --- | --- | --- | --- |\n";
    for (const FieldDescription& field : query.arguments) {
        const char* need = field.need == FieldNeed::required ? "required" : "optional";
        text += "| `" + std::string(field.name) + "` | " + std::string(field.type) + " | " + need +
                " | " + std::string(field.meaning) + " |\n";
    }
    text += "\n| column | type | meaning |\n| --- | --- | --- |\n";
    for (const ColumnDescription& column : query.columns)
        text += "| `" + column.name + "` | " + type_of(column) + " | " + column.meaning + " |\n";
    return text;
}

inline std::string page() {
    std::string text =
        "# Queries\n\n"
        "This page is written from the list of queries by `engine_test`, which fails when the two "
        "differ.\n\n"
        "`Engine::show` answers a query as text; [scenario files](scenario-format.md) expect it. "
        "Views compute their rows and come first;\nthen every [table of the book](schema.md), of "
        "which any column may be an argument too: the text that it must have. Ids of named "
        "things\nare shown by their names. `?` marks a column that may be empty.\n\n"
        "Errors: `not_found` for a query, or for what an argument names, that is not there; "
        "`invalid_argument` for arguments that are unknown,\nmissing or malformed, all of them "
        "named.\n\n"
        "| type | as text |\n| --- | --- |\n"
        "| text | as it is |\n"
        "| whole number | `15` |\n"
        "| decimal | `2.5` |\n"
        "| amount | `4710.96`, in the currency of the row |\n"
        "| percent | `20 %` |\n"
        "| date | `2026-01-31` |\n"
        "| instant | `2026-01-31T09:00:00Z` |\n"
        "| code | one of the names |\n";
    for (const QueryDescription& query : queries())
        text += section(query);
    return text;
}

} // namespace queries_page
