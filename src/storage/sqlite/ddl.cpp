#include "storage/sqlite/ddl.hpp"

namespace prorata::storage::sqlite {

namespace {

bool is_rowid_table(const Table& table) {
    return table.key_columns == 1 && table.columns.front().type == ColumnType::integer;
}

std::string definition(const Column& column) {
    std::string sql = column.name + (column.type == ColumnType::integer ? " INTEGER" : " TEXT");
    if (!column.nullable) sql += " NOT NULL";
    if (column.format == Format::enumeration) {
        // Only a range: SQLite cannot change a CHECK when a code is added later.
        sql += " CHECK (" + column.name + " BETWEEN 1 AND 255)";
    }
    return sql;
}

std::string list(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

std::string create_index(const Table& table, const Index& index) {
    std::string sql = index.unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ";
    sql += index.name + " ON " + table.name + " (" + list(index.columns) + ")";
    std::string conditions;
    for (const std::string& column : index.columns) {
        if (!table.columns[table.column(column)].nullable) continue;
        conditions += (conditions.empty() ? " WHERE " : " AND ") + column + " IS NOT NULL";
    }
    return sql + conditions;
}

SchemaObject append_only_trigger(const Table& table, const std::string& event) {
    std::string name = table.name + "_no_" + (event == "UPDATE" ? "update" : "delete");
    return {"trigger", name,
            "CREATE TRIGGER " + name + " BEFORE " + event + " ON " + table.name +
                " BEGIN SELECT RAISE(ABORT, '" + table.name + " is append-only'); END"};
}

/// The decimal of `column` units with `digits` digits after the point, as text, exactly.
std::string decimal(const std::string& column, const std::string& digits) {
    const std::string scale = "CAST('1' || substr('00000000', 1, " + digits + ") AS INTEGER)";
    return "CASE WHEN " + digits + " = 0 THEN CAST(" + column +
           " AS TEXT) ELSE printf('%s%d.%0*d', " + "CASE WHEN " + column +
           " < 0 THEN '-' ELSE '' END, abs(" + column + ") / " + scale + ", " + digits + ", abs(" +
           column + ") % " + scale + ") END";
}

std::string instant(const std::string& column) {
    const std::string micros = "((" + column + " % 1000000 + 1000000) % 1000000)";
    return "strftime('%Y-%m-%dT%H:%M:%S', (" + column + " - " + micros +
           ") / 1000000, 'unixepoch') || printf('.%06dZ', " + micros + ")";
}

std::string enumeration(const std::string& column, const std::vector<std::string>& names) {
    std::string sql = "CASE " + column;
    for (std::size_t i = 0; i < names.size(); ++i) {
        sql += " WHEN " + std::to_string(i + 1) + " THEN '" + names[i] + "'";
    }
    return sql + " ELSE CAST(" + column + " AS TEXT) END";
}

std::string shown(const Column& column) {
    const std::string digits = "(SELECT digits FROM currency WHERE code = t.currency)";
    std::string source = "t." + column.name;
    switch (column.format) {
    case Format::plain: return source;
    case Format::amount: return decimal(source, "(" + digits + " + 4)");
    case Format::money: return decimal(source, digits);
    case Format::date: return "date(" + source + " * 86400, 'unixepoch')";
    case Format::instant: return instant(source);
    case Format::enumeration: return enumeration(source, column.names);
    }
    return source;
}

SchemaObject view(const Table& table) {
    std::string columns;
    for (const Column& column : table.columns) {
        const std::string null_guard =
            column.nullable && column.format != Format::plain
                ? "CASE WHEN t." + column.name + " IS NOT NULL THEN " + shown(column) + " END"
                : shown(column);
        columns += (columns.empty() ? "" : ", ") + null_guard + " AS " + column.name;
    }
    const std::string name = "v_" + table.name;
    return {"view", name,
            "CREATE VIEW " + name + " AS SELECT " + columns + " FROM " + table.name + " AS t"};
}

} // namespace

std::string create_table(const Table& table, std::size_t columns) {
    const bool rowid = is_rowid_table(table);
    std::string sql = "CREATE TABLE " + table.name + " (";
    for (std::size_t i = 0; i < columns; ++i) {
        if (i > 0) sql += ", ";
        sql += rowid && i == 0 ? table.columns[0].name + " INTEGER PRIMARY KEY"
                               : definition(table.columns[i]);
    }
    if (rowid) return sql + ") STRICT";
    std::vector<std::string> key;
    for (std::uint32_t i = 0; i < table.key_columns; ++i)
        key.push_back(table.columns[i].name);
    return sql + ", PRIMARY KEY (" + list(key) + ")) WITHOUT ROWID, STRICT";
}

std::string add_column(const Table& table, const Column& column) {
    return "ALTER TABLE " + table.name + " ADD COLUMN " + definition(column);
}

std::vector<SchemaObject> schema_objects(const Schema& schema) {
    std::vector<SchemaObject> objects;
    for (const Table& table : schema.tables()) {
        objects.push_back({"table", table.name, create_table(table, table.columns.size())});
        for (const Index& index : table.indexes) {
            objects.push_back({"index", index.name, create_index(table, index)});
        }
        if (!table.append_only) continue;
        objects.push_back(append_only_trigger(table, "UPDATE"));
        objects.push_back(append_only_trigger(table, "DELETE"));
    }
    for (const Table& table : schema.tables())
        objects.push_back(view(table));
    return objects;
}

} // namespace prorata::storage::sqlite
