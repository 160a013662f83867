#include "prorata/engine/queries.hpp"

#include "engine/arguments.hpp"
#include "engine/shown.hpp"
#include "engine/views.hpp"
#include "repository/schema.hpp"

namespace prorata {

namespace {

std::string type_of(Showing showing) {
    switch (showing) {
    case Showing::whole: return std::string(field::RowId::label);
    case Showing::date: return std::string(field::Day::label);
    case Showing::instant: return std::string(field::Moment::label);
    case Showing::amount:
    case Showing::money: return "amount";
    case Showing::decimal: return std::string(field::Number::label);
    case Showing::percent: return "percent";
    case Showing::code: return "code";
    default: return std::string(field::Text::label);
    }
}

std::string what_is_named(Showing showing) {
    switch (showing) {
    case Showing::account: return "; number of the account";
    case Showing::subscription: return "; key of the subscription";
    case Showing::payer: return "; code of the payer";
    case Showing::seller: return "; code of the seller";
    case Showing::component: return "; code of the component";
    case Showing::offer: return "; code of its tariff";
    default: return "";
    }
}

std::vector<ColumnDescription> columns_of(const storage::Table& table) {
    std::vector<ColumnDescription> columns;
    for (const auto& [position, column, showing, beside] : shown_columns(table)) {
        columns.push_back({column->name, type_of(showing), column->nullable,
                           column->comment + what_is_named(showing), column->names});
    }
    return columns;
}

} // namespace

std::vector<QueryDescription> queries() {
    std::vector<QueryDescription> all;
#define PRORATA_DESCRIBE_VIEW(view, Type, FIELDS, meaning)                                         \
    all.push_back({#view, meaning, false, fields_of<Type>(), columns_of(view_table(#view))});
    PRORATA_VIEWS(PRORATA_DESCRIBE_VIEW)
#undef PRORATA_DESCRIBE_VIEW
    for (const storage::Table& table : book_schema().tables())
        all.push_back({table.name, table.comment, true, {}, columns_of(table)});
    return all;
}

} // namespace prorata
