#pragma once

#include "prorata/storage/storage.hpp"

namespace prorata::storage {

/// A storage that hands every call to another one: the base of decorators, for tests and for hosts
/// that count, log or delay.
///
/// Requires: the target outlives it.
/// Threads:  as the target.
class ForwardingStorage : public Storage {
  public:
    explicit ForwardingStorage(Storage& target) : target_(target) {}

    void install(const Schema& schema) override { target_.install(schema); }
    bool get(std::span<const Cell> key, RowBatch& into) override { return target_.get(key, into); }
    void scan(std::span<const ScanRequest> requests, std::span<RowBatch> into) override {
        target_.scan(requests, into);
    }
    [[nodiscard]] CommitResult commit(const Changeset& changes) override {
        return target_.commit(changes);
    }
    void reserve() override { target_.reserve(); }
    void release() noexcept override { target_.release(); }
    /// The target's: what is decorated is this storage alone.
    [[nodiscard]] std::unique_ptr<Storage> another() override { return target_.another(); }

  protected:
    [[nodiscard]] Storage& target() noexcept { return target_; }

  private:
    Storage& target_;
};

} // namespace prorata::storage
