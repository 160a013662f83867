#pragma once

#include "prorata/storage/schema.hpp"
#include "storage/sqlite/connection.hpp"

namespace prorata::storage::sqlite {

/// Refuses a file that is not a book of this library, or that may have been written by something
/// else since. Reads only, so that a foreign file is not touched.
void require_ours(Connection& connection);

/// Sets what durability and safety need and reads back what can be read back.
///
/// Errors: Error{storage_unsafe} if the file system does not take WAL or FULL.
void make_safe(Connection& connection);

/// Makes, checks or migrates the tables, in one transaction.
void install(Connection& connection, const Schema& schema);

} // namespace prorata::storage::sqlite
