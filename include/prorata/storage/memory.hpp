#pragma once

#include "prorata/storage/storage.hpp"

#include <memory>

namespace prorata::storage {

/// The rows that several MemoryStorage objects share, as several connections share a file.
class MemoryBook;

/// An empty book.
[[nodiscard]] std::shared_ptr<MemoryBook> memory_book();

/// A book in memory: for previews, simulations and tests. Same contract as SqliteStorage, except
/// that "durable" ends with the process.
///
/// Threads: one call at a time per object; objects on one book may be used from different threads.
class MemoryStorage : public Storage {
  public:
    explicit MemoryStorage(std::shared_ptr<MemoryBook> book = memory_book());
    ~MemoryStorage() override;

    void install(const Schema& schema) override;
    bool get(std::span<const Cell> key, RowBatch& into) override;
    void scan(std::span<const ScanRequest> requests, std::span<RowBatch> into) override;
    [[nodiscard]] CommitResult commit(const Changeset& changes) override;
    [[nodiscard]] std::unique_ptr<Storage> another() override;

  private:
    class Connection;
    std::unique_ptr<Connection> connection_;
};

} // namespace prorata::storage
