#include "engine/filter.hpp"

#include <algorithm>

namespace prorata {

Filter::Filter(const storage::Table& table, const Arguments& arguments) {
    const auto shown = shown_columns(table);
    Faults faults;
    for (const auto& argument : arguments) {
        const auto column = std::find_if(shown.begin(), shown.end(), [&argument](const auto& at) {
            return at.column->name == argument.first;
        });
        if (column == shown.end()) {
            faults.add(argument.first, "is no column of " + table.name);
        } else {
            wanted_.emplace_back(*column, argument.second);
        }
    }
    faults.raise_if_any("the query names columns that are not there", ErrorCode::not_found);
}

bool Filter::keeps(const RowText& row) const {
    return std::all_of(wanted_.begin(), wanted_.end(), [&row](const auto& wanted) {
        return row.of(wanted.first) == wanted.second;
    });
}

} // namespace prorata
