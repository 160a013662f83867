#include "guarded.hpp"

#include <algorithm>

using namespace prorata;
using capi::RowsObject;

namespace {

template <class Value, class Call>
Value of(const prorata_rows* rows, Value otherwise, const Call& call) {
    return capi::value_of(otherwise, [&] {
        const auto found = capi::find<RowsObject>(rows);
        return found ? call(found->rows) : otherwise;
    });
}

} // namespace

size_t prorata_rows_count(const prorata_rows* rows) {
    return of(rows, size_t{0}, [](const Rows& of) { return of.rows.size(); });
}

size_t prorata_rows_column_count(const prorata_rows* rows) {
    return of(rows, size_t{0}, [](const Rows& of) { return of.columns.size(); });
}

const char* prorata_rows_column(const prorata_rows* rows, size_t column) {
    return of<const char*>(rows, nullptr, [column](const Rows& of) {
        return column < of.columns.size() ? of.columns[column].c_str() : nullptr;
    });
}

const char* prorata_rows_cell(const prorata_rows* rows, size_t row, size_t column) {
    return of<const char*>(rows, nullptr, [row, column](const Rows& of) {
        const bool there = row < of.rows.size() && column < of.columns.size();
        return there ? of.rows[row][column].c_str() : nullptr;
    });
}

size_t prorata_rows_read(const char** cells_out, const prorata_rows* rows, size_t first_row,
                         size_t capacity) {
    if (cells_out == nullptr) return 0;
    return of(rows, size_t{0}, [&](const Rows& of) {
        if (first_row >= of.rows.size()) return size_t{0};
        const size_t count = std::min(capacity, of.rows.size() - first_row);
        for (size_t row = first_row; row < first_row + count; ++row) {
            for (const std::string& cell : of.rows[row])
                *cells_out++ = cell.c_str();
        }
        return count;
    });
}

void prorata_rows_free(prorata_rows* rows) {
    (void)capi::guarded(nullptr, [rows] { (void)capi::removed<RowsObject>(rows); });
}
