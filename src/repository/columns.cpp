#include "repository/columns.hpp"

#include <utility>

namespace prorata::columns {

using storage::ColumnType;
using storage::Format;

Column optional(Column column) {
    column.nullable = true;
    return column;
}

Column integer(std::string name, std::string comment) {
    return {std::move(name), ColumnType::integer, std::move(comment)};
}

Column text(std::string name, std::string comment) {
    return {std::move(name), ColumnType::text, std::move(comment)};
}

Column date(std::string name, std::string comment) {
    return {std::move(name), ColumnType::integer, std::move(comment), Format::date};
}

Column instant(std::string name, std::string comment) {
    return {std::move(name), ColumnType::integer, std::move(comment), Format::instant};
}

Column amount(std::string name, std::string comment) {
    return {std::move(name), ColumnType::integer, std::move(comment), Format::amount};
}

Column money(std::string name, std::string comment) {
    return {std::move(name), ColumnType::integer, std::move(comment), Format::money};
}

Column code(std::string name, std::string comment, std::vector<std::string> names) {
    return {std::move(name), ColumnType::integer, std::move(comment), Format::enumeration,
            false,           std::move(names)};
}

Column id(std::string comment) {
    return integer("id", std::move(comment));
}

Column version() {
    return integer("version", "from 1; grows by one with every update of the row");
}

Column account() {
    return integer("account", "the billing account (R64)");
}

Column payer() {
    return integer("payer", "who pays: a payer of the account (R41)");
}

Column seller() {
    return integer("seller", "who sells");
}

Column currency() {
    return text("currency", "code of the currency of this row's money, such as RUB");
}

} // namespace prorata::columns
