#pragma once

#include "prorata/storage/storage.hpp"

#include <memory>

namespace prorata::storage {

/// Another storage with changes on top that stay in memory: for previews, forecasts, simulations.
///
/// Reads see the rows of the base and, over them, what was committed here; the base is never
/// written. Same contract as MemoryStorage. A row that a commit here has touched stays as it was
/// taken from the base; all others are read where they are, so a base that others go on changing
/// shows its changes.
///
/// Range:    memory grows with the rows that are changed here, not with the base.
/// Requires: the base outlives it.
/// Threads:  one call at a time per object, and none of the base meanwhile; `another()` shares the
///           changes and may be used from another thread.
/// See:      Engine::simulation.
class OverlayStorage : public Storage {
  public:
    explicit OverlayStorage(Storage& base);
    ~OverlayStorage() override;

    void install(const Schema& schema) override;
    bool get(std::span<const Cell> key, RowBatch& into) override;
    void scan(std::span<const ScanRequest> requests, std::span<RowBatch> into) override;
    [[nodiscard]] CommitResult commit(const Changeset& changes) override;
    [[nodiscard]] std::unique_ptr<Storage> another() override;

    /// Appends the rows of into.table() that the base does not have, in the order of the key.
    void added(RowBatch& into);

  private:
    class Layer;
    class Gate;
    explicit OverlayStorage(std::shared_ptr<Layer> layer);

    std::shared_ptr<Layer> layer_;
    std::unique_ptr<Gate> gate_;
};

} // namespace prorata::storage
