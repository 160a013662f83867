#pragma once

#include "prorata/engine/engine.hpp"
#include "repository/book.hpp"

#include <optional>
#include <string_view>

namespace prorata {

/// What the rows of a view are: a table in the sense of the storage, kept nowhere. It lives as long
/// as the program. Requires: there is a view of that name.
[[nodiscard]] const storage::Table& view_table(std::string_view name);

/// The rows of a view, or nothing if there is no view of that name.
///
/// Errors: Error{invalid_argument} for its arguments, Error{not_found} for what they name.
[[nodiscard]] std::optional<storage::RowBatch> view(Book& book, std::string_view name,
                                                    const Arguments& arguments, Instant as_of);

} // namespace prorata
