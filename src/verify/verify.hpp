#pragma once

#include "prorata/verify/verify.hpp"
#include "repository/book.hpp"

#include <vector>

namespace prorata {

/// Every row of the book that breaks a rule; empty: the book is sound.
///
/// Reads every table once, under one snapshot, and writes nothing.
/// Errors: as Storage::scan.
[[nodiscard]] std::vector<Finding> verify(Book& book);

} // namespace prorata
