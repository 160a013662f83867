#pragma once

#include "prorata/storage/changeset.hpp"
#include "prorata/storage/row_batch.hpp"
#include "prorata/storage/schema.hpp"

#include <cstddef>
#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace prorata::storage {

/// An ordered range of a table, or of one of its indexes.
///
/// `from` and `to` bound the leading columns of the key (or of the index): rows r with
/// from <= r < to, compared over as many columns as the bound has cells; an empty bound is none.
/// So from = {7}, to = {8} is all of account 7. Rows come in the order of the index's columns,
/// then of the key.
struct ScanRequest {
    const Table* table;
    const Index* index = nullptr; ///< One of the table's; nullptr is the key.
    std::vector<Cell> from = {};  ///< No nulls. Text is borrowed for the call.
    std::vector<Cell> to = {};
    std::size_t limit = std::numeric_limits<std::size_t>::max(); ///< Rows at most.
};

/// The waist of the house: declared tables, typed rows in batches, one atomic and conditional
/// changeset.
///
/// A command reads what it needs, computes, and commits one changeset. There is no interactive
/// transaction, no SQL, no join and no callback, so that any ordered store can stand behind it.
/// Whatever a decision read is `expect`ed again inside the commit.
///
/// Contract of a backend (tests/storage/conformance.hpp checks it):
/// 1. commit is atomic, and durable when it answers `committed`. An insert needs a new key; update,
///    erase and expect need the row and its expected version; unique indexes hold; else `conflict`
///    and nothing is changed.
/// 2. Reads see committed rows only; all ranges of one scan see the same moment.
/// 3. What cannot be done is an Error and leaves everything as it was; only when the backend cannot
///    know is it `failed`.
///
/// Threads: one call at a time, from any thread; a second one gets Error{busy}. Open one Storage
///          per thread. After fork the child gets Error{misuse}.
class Storage {
  public:
    Storage() = default;
    Storage(const Storage&) = delete;
    Storage& operator=(const Storage&) = delete;
    virtual ~Storage() = default;

    /// Makes the tables, or checks that they are there, or migrates an older book.
    ///
    /// Requires: the schema outlives the storage.
    /// Errors:   Error{storage_newer, storage_foreign, storage_damaged, storage_failed}.
    virtual void install(const Schema& schema) = 0;

    /// Appends the row with this key to `into`, in the columns of `into`; false if there is none.
    ///
    /// Requires: `key` has a cell for each key column of into.table().
    virtual bool get(std::span<const Cell> key, RowBatch& into) = 0;

    /// Appends the rows of each request to the batch of the same position, under one snapshot.
    ///
    /// Requires: as many batches as requests, each of its request's table.
    virtual void scan(std::span<const ScanRequest> requests, std::span<RowBatch> into) = 0;

    /// One range: scan of a single request.
    void read(const ScanRequest& request, RowBatch& into) {
        scan(std::span<const ScanRequest>(&request, 1), std::span<RowBatch>(&into, 1));
    }

    /// Applies the changeset, all or nothing.
    ///
    /// Errors: Error{misuse} if it is not right in form, Error{invalid_argument} for a value that a
    ///         column does not take, Error{storage_full, storage_failed, storage_damaged, busy}.
    [[nodiscard]] virtual CommitResult commit(const Changeset& changes) = 0;

    /// Keeps other writers waiting until the next commit of this storage or until `release`, so
    /// that what is read from here on is still so when it is committed. For a decision that others
    /// have overtaken once: it cannot be overtaken for ever. A backend may do nothing.
    ///
    /// Errors: Error{busy} if others do not let go in time.
    virtual void reserve() {}
    /// Gives back what was reserved and not used; does nothing if nothing is.
    virtual void release() noexcept {}

    /// Another storage on the same book, installed alike, for the use of another thread; nullptr if
    /// there cannot be one.
    [[nodiscard]] virtual std::unique_ptr<Storage> another() { return nullptr; }
};

/// Gives back, at the end of its life, what was reserved and not used.
class Reservation {
  public:
    explicit Reservation(Storage& storage) noexcept : storage_(storage) {}
    Reservation(const Reservation&) = delete;
    Reservation& operator=(const Reservation&) = delete;
    ~Reservation() { storage_.release(); }

    void take() { storage_.reserve(); }

  private:
    Storage& storage_;
};

} // namespace prorata::storage
