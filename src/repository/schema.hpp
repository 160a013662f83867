#pragma once

#include "prorata/storage/schema.hpp"

namespace prorata {

/// The version of the book's schema; it grows when tables, columns or indexes are added.
inline constexpr std::int64_t book_schema_version = 1;

/// The tables of a book: what a run reads is clustered by account, what only grows is appended.
///
/// - Read and changed by a run, key (account, ...): subscription, extension, segment. One ordered
///   range of each gives a range of accounts, without a join or a sort.
/// - Facts, rising integer key, append-only, no index that begins with the account of a charge or
///   posting: such an index would touch every leaf of the whole history each month. "Charges of an
///   account" are found through its entries: an entry books one unbroken range of charges.
/// - What changes about a fact lives in a table beside it: invoice_state, event_delivery.
///
/// Owns: nothing; keep the schema as long as the storage that installs it.
/// See:  docs/reference/schema.md, docs/internals/decisions/schema-keys.md.
[[nodiscard]] storage::Schema book_schema();

} // namespace prorata
