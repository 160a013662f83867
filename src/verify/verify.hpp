#pragma once

#include "prorata/verify/verify.hpp"
#include "repository/book.hpp"

namespace prorata {

/// Checks every rule on the whole book. Empty: the books are right.
///
/// It reads each table once and writes nothing. Memory grows with the book.
[[nodiscard]] std::vector<Finding> verify(Book& book);

} // namespace prorata
