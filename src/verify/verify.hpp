#pragma once

#include "prorata/verify/verify.hpp"
#include "repository/book.hpp"

#include <string_view>
#include <vector>

namespace prorata {

/// Every row of the book that breaks a rule; empty: the book is sound.
///
/// Reads every table once, under one snapshot, and writes nothing.
/// An anchor that is not empty must be one of the book's (C1).
/// Errors: as Storage::scan.
[[nodiscard]] std::vector<Finding> verify(Book& book, std::string_view anchor = {});

} // namespace prorata
