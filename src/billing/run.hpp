#pragma once

#include "prorata/billing/run.hpp"
#include "repository/book.hpp"

namespace prorata {

/// Makes everything due up to `as_of` in all accounts: charges, documents, decisions.
///
/// Idempotent: a second run with the same `as_of` does nothing and reports the first, so that a
/// command whose answer was lost is answered alike; one with an earlier `as_of` does nothing. A run
/// that was broken off anywhere is taken up where its cursor stands, which moves in the commit of
/// what it counts (R57). Stamped with the versions of what decides (R61).
///
/// Errors: Error{cancelled}, Error{busy}, Error{invalid_argument}, those of the storage.
[[nodiscard]] RunReport run_billing(Book& book, Instant as_of, const RunOptions& options);

} // namespace prorata
