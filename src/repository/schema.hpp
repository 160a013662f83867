#pragma once

#include "prorata/storage/schema.hpp"

namespace prorata {

/// The tables of a book: what a run reads is clustered by account, what only grows is appended.
///
/// - Read and changed by a run, key (account, ...): subscription, extension, segment. One ordered
///   range of each gives a range of accounts, without a join or a sort.
/// - Facts, rising integer key, append-only, no index that begins with the account of a charge or
///   posting: such an index would touch every leaf of the whole history each month. "Charges of an
///   account" are found through its entries: an entry books one unbroken range of charges.
/// - What changes about a fact lives in a table beside it: invoice_state, event_delivery.
///
/// Threads: immutable; safe to read from many threads.
/// See:     docs/reference/schema.md.
[[nodiscard]] const storage::Schema& book_schema();

} // namespace prorata
