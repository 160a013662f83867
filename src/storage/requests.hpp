#pragma once

#include "prorata/storage/storage.hpp"

namespace prorata::storage {

/// What every backend asks of its caller before it reads or writes; throws Error{misuse}.

void require_key(const Schema& schema, std::span<const Cell> key, const RowBatch& into);
void require_requests(const Schema& schema, std::span<const ScanRequest> requests,
                      std::span<const RowBatch> into);
void require_tables(const Schema& schema, const Changeset& changes);

} // namespace prorata::storage
