#include "guarded.hpp"

using namespace prorata;
using capi::RowsObject;

namespace {

const char* need_of(const FieldDescription& field) {
    return field.need == FieldNeed::required ? "required" : "optional";
}

std::vector<std::string> field_row(const FieldDescription& field) {
    return {std::string(field.name), std::string(field.type), need_of(field),
            std::string(field.meaning)};
}

} // namespace

prorata_status prorata_describe_commands(prorata_rows** rows_out, prorata_error** error_out) {
    if (rows_out != nullptr) *rows_out = nullptr;
    return capi::guarded(error_out, [&] {
        if (rows_out == nullptr) throw Error(ErrorCode::invalid_argument, "rows_out is NULL");
        RowsObject described{{{"command", "field", "type", "need", "meaning"}, {}}};
        for (const CommandDescription& command : commands()) {
            for (const FieldDescription& field : command.fields) {
                auto row = field_row(field);
                row.emplace(row.begin(), command.name);
                described.rows.rows.push_back(std::move(row));
            }
        }
        *rows_out = capi::handed_out(std::move(described));
    });
}

prorata_status prorata_describe_queries(prorata_rows** rows_out, prorata_error** error_out) {
    if (rows_out != nullptr) *rows_out = nullptr;
    return capi::guarded(error_out, [&] {
        if (rows_out == nullptr) throw Error(ErrorCode::invalid_argument, "rows_out is NULL");
        RowsObject described{{{"query", "part", "name", "type", "need", "meaning"}, {}}};
        auto& rows = described.rows.rows;
        for (const QueryDescription& query : queries()) {
            for (const FieldDescription& field : query.arguments) {
                auto row = field_row(field);
                row.insert(row.begin(), {query.name, "argument"});
                rows.push_back(std::move(row));
            }
            for (const ColumnDescription& column : query.columns) {
                rows.push_back({query.name, "column", column.name, column.type,
                                column.nullable ? "optional" : "required", column.meaning});
            }
        }
        *rows_out = capi::handed_out(std::move(described));
    });
}
