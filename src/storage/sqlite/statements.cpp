#include "storage/sqlite/statements.hpp"

#include "storage/sqlite/batch_source.hpp"

#include <algorithm>
#include <span>

namespace prorata::storage::sqlite {

namespace {

std::string join(const std::vector<std::string>& parts, const char* separator) {
    std::string text;
    for (const std::string& part : parts)
        text += (text.empty() ? "" : separator) + part;
    return text;
}

std::vector<std::string> names(const Table& table, std::span<const std::uint32_t> columns) {
    std::vector<std::string> result;
    for (const std::uint32_t column : columns)
        result.push_back(table.columns[column].name);
    return result;
}

std::vector<std::string> key_names(const Table& table) {
    std::vector<std::string> result;
    for (std::uint32_t i = 0; i < table.key_columns; ++i)
        result.push_back(table.columns[i].name);
    return result;
}

/// " WHERE key = ?1 AND … AND version = ?n", numbered like the columns of a condition.
std::string condition(const Table& table) {
    std::vector<std::string> terms = names(table, condition_columns(table));
    for (std::size_t i = 0; i < terms.size(); ++i)
        terms[i] += " = ?" + std::to_string(i + 1);
    return " WHERE " + join(terms, " AND ");
}

std::string update(const StatementKey& key) {
    const Table& table = *key.table;
    const std::size_t leading = condition_columns(table).size();
    std::vector<std::string> terms;
    if (table.version()) terms.emplace_back("version = version + 1");
    for (std::size_t i = leading; i < key.columns.size(); ++i) {
        terms.push_back(table.columns[key.columns[i]].name + " = ?" + std::to_string(i + 1));
    }
    return "UPDATE OR ROLLBACK " + table.name + " SET " + join(terms, ", ") + condition(table);
}

std::string insert(const StatementKey& key) {
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < key.columns.size(); ++i)
        cells.push_back("c" + std::to_string(i));
    return "INSERT OR ROLLBACK INTO " + key.table->name + " (" +
           join(names(*key.table, key.columns), ", ") + ") SELECT " + join(cells, ", ") + " FROM " +
           batch_table;
}

/// "(a, b) >= (?, ?)": row values compare like the index is sorted.
std::string bound(const std::vector<std::string>& order, std::size_t cells, const char* relation) {
    const std::vector<std::string> columns(order.begin(),
                                           order.begin() + static_cast<std::ptrdiff_t>(cells));
    const std::vector<std::string> marks(cells, "?");
    return "(" + join(columns, ", ") + ") " + relation + " (" + join(marks, ", ") + ")";
}

std::string scan(const StatementKey& key) {
    const Table& table = *key.table;
    std::vector<std::string> order = key.index == nullptr ? key_names(table) : key.index->columns;
    std::vector<std::string> terms;
    if (key.from > 0) terms.push_back(bound(order, key.from, ">="));
    if (key.to > 0) terms.push_back(bound(order, key.to, "<"));
    std::string source = table.name;
    if (key.index != nullptr) {
        source += " INDEXED BY " + key.index->name;
        for (const std::string& column : key.index->columns) {
            if (table.columns[table.column(column)].nullable)
                terms.push_back(column + " IS NOT NULL");
        }
        for (const std::string& column : key_names(table)) {
            if (std::find(order.begin(), order.end(), column) == order.end())
                order.push_back(column);
        }
    }
    return "SELECT " + join(names(table, key.columns), ", ") + " FROM " + source +
           (terms.empty() ? "" : " WHERE " + join(terms, " AND ")) + " ORDER BY " +
           join(order, ", ") + " LIMIT ?";
}

std::string sql_of(const StatementKey& key) {
    switch (key.kind) {
    case StatementKey::Kind::expect:
        return "SELECT 1 FROM " + key.table->name + condition(*key.table);
    case StatementKey::Kind::erase: return "DELETE FROM " + key.table->name + condition(*key.table);
    case StatementKey::Kind::update: return update(key);
    case StatementKey::Kind::insert: return insert(key);
    case StatementKey::Kind::scan: return scan(key);
    }
    return {};
}

} // namespace

Statement& Statements::prepared(const StatementKey& key) {
    for (Entry& entry : entries_) {
        if (entry.key == key) return *entry.statement;
    }
    entries_.push_back({key, std::make_unique<Statement>(database_, sql_of(key))});
    return *entries_.back().statement;
}

Statement& Statements::find(StatementKey::Kind kind, const RowBatch& batch) {
    return prepared({kind, &batch.table(), nullptr, 0, 0, batch.columns()});
}

Statement& Statements::find(const ScanRequest& request, const RowBatch& into) {
    return prepared({StatementKey::Kind::scan, request.table, request.index, request.from.size(),
                     request.to.size(), into.columns()});
}

} // namespace prorata::storage::sqlite
