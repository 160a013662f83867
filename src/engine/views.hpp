#pragma once

#include "prorata/engine/engine.hpp"
#include "prorata/engine/queries.hpp"
#include "repository/book.hpp"

#include <optional>
#include <string_view>

namespace prorata {

/// What the rows of a view are: a table in the sense of the storage, kept nowhere. It lives as long
/// as the program. Requires: there is a view of that name.
[[nodiscard]] const storage::Table& view_table(std::string_view name);

// What each view's rows are, and its rows.
#define PRORATA_VIEW_ROWS(view, Type, FIELDS, meaning)                                             \
    [[nodiscard]] storage::Table table_of(const Type&);                                            \
    [[nodiscard]] storage::RowBatch rows(Book& book, const Type& query, Instant as_of);
PRORATA_VIEWS(PRORATA_VIEW_ROWS)
#undef PRORATA_VIEW_ROWS

/// The rows of a view, or nothing if there is no view of that name.
///
/// Errors: Error{invalid_argument} for its arguments, Error{not_found} for what they name.
[[nodiscard]] std::optional<storage::RowBatch> view(Book& book, std::string_view name,
                                                    const Arguments& arguments, Instant as_of);

} // namespace prorata
