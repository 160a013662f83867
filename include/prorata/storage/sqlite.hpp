#pragma once

#include "prorata/storage/storage.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace prorata::storage {

/// How a SQLite book is opened.
struct SqliteOptions {
    bool create = true; ///< Make the file if there is none; else Error{not_found}.
    std::chrono::milliseconds busy_timeout{10'000}; ///< How long to wait for another writer.
};

/// A book in one SQLite file, the default backend.
///
/// The file is in WAL mode with synchronous = FULL; both are set and read back, and anything less
/// is refused, because it can lose an acknowledged commit in a power cut. Several processes may
/// share the file. Never open, copy or close the file by other means while it is in use (that drops
/// the locks): `snapshot()` makes a copy.
///
/// Errors:  Error{storage_unsafe, storage_foreign, storage_newer, storage_damaged, storage_failed}.
/// See:     docs/concepts/storage.md.
class SqliteStorage : public Storage {
  public:
    explicit SqliteStorage(const std::string& path, const SqliteOptions& options = {});
    ~SqliteStorage() override;

    void install(const Schema& schema) override;
    bool get(std::span<const Cell> key, RowBatch& into) override;
    void scan(std::span<const ScanRequest> requests, std::span<RowBatch> into) override;
    [[nodiscard]] CommitResult commit(const Changeset& changes) override;
    void reserve() override;
    void release() noexcept override;
    [[nodiscard]] std::unique_ptr<Storage> another() override;

    /// Copies the book as of now into a new file, while others go on reading and writing.
    ///
    /// Errors: Error{already_exists} if there is a file, Error{storage_failed, storage_full}.
    void snapshot(const std::string& path);

  private:
    class Book;
    std::unique_ptr<Book> book_;
};

} // namespace prorata::storage
