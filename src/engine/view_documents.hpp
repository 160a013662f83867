#pragma once

#include "prorata/engine/queries.hpp"
#include "repository/book.hpp"

namespace prorata {

/// The columns of the view `document`.
[[nodiscard]] storage::Table document_view();
/// Every document that the query asks for, with its number as it is written (SL-14).
///
/// Errors: Error{invalid_argument}: there are no documents of that kind.
[[nodiscard]] storage::RowBatch document_rows(Book& book, const DocumentQuery& query);

} // namespace prorata
