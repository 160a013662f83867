#pragma once

#include "engine/filter.hpp"

namespace prorata {

/// The rows of a batch as text: amounts and dates for people, ids of named things by their names.
/// Rows whose columns do not have the filter's texts are left out.
[[nodiscard]] Rows rows_of(Book& book, const storage::RowBatch& batch, const Filter& kept);

/// A table of the book, or one of the computed views.
///
/// Errors: Error{not_found} that names every column of the filter that is not there.
[[nodiscard]] Rows show(Book& book, std::string_view table, const Arguments& filter, Instant as_of);

} // namespace prorata
