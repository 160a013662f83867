#pragma once

#include "prorata/storage/row_batch.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace prorata::storage {

/// What one commit does, all or nothing, in this order: expects, erases, updates, inserts.
///
/// - `expects` and `erases` hold the key columns, then `version` if the table has one: the row must
///   exist and, with a version, still have it.
/// - `updates` hold the key columns, `version` (the expected one) if the table has one, then the
///   columns to set; the stored version grows by one.
/// - `inserts` hold any columns, the key among them; columns that are left out become null.
///
/// Batches are kept and refilled from one commit to the next: clear() keeps them.
///
/// Threads: one at a time.
struct Changeset {
    std::vector<RowBatch> expects;
    std::vector<RowBatch> erases;
    std::vector<RowBatch> updates;
    std::vector<RowBatch> inserts;

    [[nodiscard]] bool empty() const noexcept;
    void clear() noexcept;
};

/// The columns of a batch for `expects` and `erases`: key, then version.
[[nodiscard]] ColumnSet condition_columns(const Table& table);
/// The columns of a batch for `updates`: key, version, then the named ones. Errors: not_found.
[[nodiscard]] ColumnSet update_columns(const Table& table, std::span<const std::string_view> names);

enum class Outcome : std::uint8_t {
    committed, ///< Everything is stored, durably.
    conflict,  ///< Somebody else was first; nothing is stored; read again and decide again.
    failed,    ///< Unknown (a lost connection, a failed sync): read before trying again.
};

/// The step of a changeset that lost.
enum class Step : std::uint8_t { none, expect, erase, update, insert };

/// What became of a commit; on conflict the first loser, named.
struct CommitResult {
    Outcome outcome = Outcome::committed;
    Step step = Step::none;
    const Table* table = nullptr; ///< Of the batch that lost.
    std::size_t batch = 0;        ///< Position of the batch in its step.
    std::size_t row = 0;          ///< Position of the row in its batch.

    [[nodiscard]] bool committed() const noexcept { return outcome == Outcome::committed; }
};

/// Throws unless the changeset is right in form for its tables: columns as the step wants them,
/// complete rows, cells of the column's type, no null where none may be, no update or erase of an
/// append-only table.
///
/// Every backend calls it first. Errors: Error{misuse} that names every fault.
void require_valid(const Changeset& changes);

} // namespace prorata::storage
