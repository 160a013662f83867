#pragma once

#include "prorata/subscription/timeline.hpp"
#include "repository/book.hpp"

namespace prorata {

/// The life of a subscription of the file, bounded by its term and its base (R36).
///
/// Errors: Error{not_found} for a base that is not in the file; Error{storage_damaged} for one
///         that is, over others, its own base.
[[nodiscard]] Timeline life_of(const Catalog& catalog, AccountFile& file,
                               const Subscription& subscription);

} // namespace prorata
