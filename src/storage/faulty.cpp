#include "prorata/storage/faulty.hpp"

#include "prorata/base/error.hpp"

namespace prorata::storage {

void FaultyStorage::fail(std::int64_t n, Mode mode, bool sticky) noexcept {
    operations_ = 0;
    nth_ = n;
    mode_ = mode;
    sticky_ = sticky;
}

bool FaultyStorage::due() noexcept {
    ++operations_;
    return nth_ > 0 && (operations_ == nth_ || (sticky_ && operations_ > nth_));
}

void FaultyStorage::read_fails() {
    if (due()) throw Error(ErrorCode::storage_failed, "a read failed on purpose");
}

bool FaultyStorage::get(std::span<const Cell> key, RowBatch& into) {
    read_fails();
    return target().get(key, into);
}

void FaultyStorage::scan(std::span<const ScanRequest> requests, std::span<RowBatch> into) {
    read_fails();
    target().scan(requests, into);
}

CommitResult FaultyStorage::commit(const Changeset& changes) {
    if (!due()) return target().commit(changes);
    switch (mode_) {
    case Mode::error: break;
    case Mode::conflict: return {Outcome::conflict};
    case Mode::unknown_before: return {Outcome::failed};
    case Mode::unknown_after:
        return {target().commit(changes).committed() ? Outcome::failed : Outcome::conflict};
    }
    throw Error(ErrorCode::storage_failed, "a commit failed on purpose");
}

} // namespace prorata::storage
