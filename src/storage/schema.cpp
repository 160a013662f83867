#include "prorata/storage/schema.hpp"

#include "prorata/base/error.hpp"

#include <algorithm>
#include <set>

namespace prorata::storage {

namespace {

bool is_identifier(std::string_view text) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    };
    return !text.empty() && text.size() <= 48 && text.front() >= 'a' && text.front() <= 'z' &&
           std::all_of(text.begin(), text.end(), fits);
}

void require_identifier(const std::string& name, const std::string& path, Faults& faults) {
    if (!is_identifier(name)) {
        faults.add(path, "\"" + name + "\" is no name; give lower_snake_case of 1 to 48 letters");
    }
}

void check_column(const Table& table, std::size_t position, Faults& faults) {
    const Column& column = table.columns[position];
    const std::string path = table.name + "." + column.name;
    require_identifier(column.name, path, faults);
    if (column.comment.empty()) faults.add(path, "has no comment");
    if (column.nullable && position < table.key_columns) faults.add(path, "a key is not nullable");
    const bool coded = column.format == Format::enumeration;
    if (coded == column.names.empty()) {
        faults.add(path, "an enumeration has names, and nothing else has");
    }
    if (column.type == ColumnType::text && column.format != Format::plain) {
        faults.add(path, "text has the format plain");
    }
    const bool amount = column.format == Format::amount || column.format == Format::money;
    if (amount && !table.find("currency")) faults.add(path, "an amount needs a column currency");
    for (const std::string& name : column.names)
        require_identifier(name, path, faults);
}

void check_index(const Table& table, const Index& index, Faults& faults) {
    const std::string path = table.name + "." + index.name;
    require_identifier(index.name, path, faults);
    if (index.columns.empty()) faults.add(path, "has no columns");
    for (const std::string& column : index.columns) {
        if (!table.find(column)) faults.add(path, "there is no column " + column);
    }
}

void check_version(const Table& table, Faults& faults) {
    const auto version = table.version();
    if (!version) return;
    const Column& column = table.columns[*version];
    if (column.type != ColumnType::integer || column.nullable || *version < table.key_columns) {
        faults.add(table.name + ".version", "is an integer outside the key and not nullable");
    }
    if (table.append_only) faults.add(table.name, "append-only rows have no version");
}

void check_table(const Table& table, Faults& faults) {
    require_identifier(table.name, table.name, faults);
    if (table.comment.empty()) faults.add(table.name, "has no comment");
    constexpr std::size_t most_columns = 64;
    if (table.columns.empty() || table.columns.size() > most_columns) {
        faults.add(table.name,
                   "has " + std::to_string(table.columns.size()) + " columns; give 1 to 64");
    }
    if (table.key_columns < 1 || table.key_columns > table.columns.size()) {
        faults.add(table.name, "the key has " + std::to_string(table.key_columns) + " columns");
    }
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        check_column(table, i, faults);
        if (!names.insert(table.columns[i].name).second) {
            faults.add(table.name + "." + table.columns[i].name, "stands there twice");
        }
    }
    for (const Index& index : table.indexes)
        check_index(table, index, faults);
    check_version(table, faults);
}

/// Amounts are shown with the digits of their currency, which only the book can say.
void check_currency(const std::vector<Table>& tables, Faults& faults) {
    bool amounts = false;
    bool digits = false;
    for (const Table& table : tables) {
        for (const Column& column : table.columns) {
            amounts |= column.format == Format::amount || column.format == Format::money;
        }
        digits |= table.name == "currency" && table.find("code") && table.find("digits");
    }
    if (amounts && !digits)
        faults.add("currency", "a schema with amounts has a table currency (code, digits)");
}

[[noreturn]] void not_found(const std::string& what, std::string_view name) {
    throw Error(ErrorCode::not_found, "there is no " + what + " " + std::string(name));
}

} // namespace

std::optional<std::uint32_t> Table::find(std::string_view wanted) const noexcept {
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].name == wanted) return static_cast<std::uint32_t>(i);
    }
    return std::nullopt;
}

std::uint32_t Table::column(std::string_view wanted) const {
    if (const auto position = find(wanted)) return *position;
    not_found("column " + name + ".", wanted);
}

const Index& Table::index(std::string_view wanted) const {
    for (const Index& index : indexes) {
        if (index.name == wanted) return index;
    }
    not_found("index of " + name, wanted);
}

Schema::Schema(std::int64_t version, std::vector<Table> tables)
    : version_(version), tables_(std::move(tables)) {
    Faults faults;
    if (version_ < 1) faults.add("version", "is " + std::to_string(version_) + "; give 1 or more");
    std::set<std::string_view> names; // tables and indexes share one space of names in SQL
    for (const Table& table : tables_) {
        check_table(table, faults);
        if (!names.insert(table.name).second) faults.add(table.name, "stands there twice");
        for (const Index& index : table.indexes) {
            if (!names.insert(index.name).second) faults.add(index.name, "stands there twice");
        }
    }
    check_currency(tables_, faults);
    faults.raise_if_any("the schema was refused");
}

const Table& Schema::table(std::string_view name) const {
    for (const Table& table : tables_) {
        if (table.name == name) return table;
    }
    not_found("table", name);
}

std::size_t Schema::ordinal(const Table& table) const {
    const bool inside =
        !tables_.empty() && &table >= tables_.data() && &table < tables_.data() + tables_.size();
    if (!inside) throw Error(ErrorCode::misuse, "table " + table.name + " is of another schema");
    return static_cast<std::size_t>(&table - tables_.data());
}

} // namespace prorata::storage
