#pragma once

#include "prorata/engine/engine.hpp"

#include <functional>

namespace prorata {

class Book;

/// Calls its argument with the book, alone; throws Error{misuse} when the book was closed.
using WithBook = std::function<void(const std::function<void(Book&)>&)>;

/// What `Engine::export_arrow` does; `with_book` is kept by the stream and called for each batch.
void export_arrow(Book& book, std::string_view query, const Arguments& arguments, Instant as_of,
                  std::size_t batch_rows, const WithBook& with_book, ArrowArrayStream& out);

} // namespace prorata
