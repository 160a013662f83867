#pragma once

#include "prorata/storage/forwarding.hpp"

#include <cstdint>

namespace prorata::storage {

/// A storage that goes wrong on purpose, for tests of what stands on it: the n-th operation fails.
///
/// Operations are get, scan and commit, counted from 1; install is not counted. A test runs its
/// command once to learn how many operations it makes, and then once for each of them.
///
/// Threads: as the target.
class FaultyStorage : public ForwardingStorage {
  public:
    enum class Mode : std::uint8_t {
        error,          ///< Error{storage_failed}; nothing is done.
        conflict,       ///< A commit answers `conflict`; reads fail as with `error`.
        unknown_before, ///< A commit answers `failed` and did nothing.
        unknown_after,  ///< A commit answers `failed`, but everything is stored.
    };

    using ForwardingStorage::ForwardingStorage;

    /// The n-th operation from now on goes wrong; if `sticky`, all after it too. n = 0 is never.
    void fail(std::int64_t n, Mode mode, bool sticky = false) noexcept;

    /// How many operations there were since `fail` was last called.
    [[nodiscard]] std::int64_t operations() const noexcept { return operations_; }

    bool get(std::span<const Cell> key, RowBatch& into) override;
    void scan(std::span<const ScanRequest> requests, std::span<RowBatch> into) override;
    [[nodiscard]] CommitResult commit(const Changeset& changes) override;

  private:
    [[nodiscard]] bool due() noexcept;
    void read_fails();

    std::int64_t operations_ = 0;
    std::int64_t nth_ = 0;
    Mode mode_ = Mode::error;
    bool sticky_ = false;
};

} // namespace prorata::storage
