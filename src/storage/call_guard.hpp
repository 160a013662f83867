#pragma once

#include "prorata/base/error.hpp"

#include <atomic>
#include <unistd.h>

namespace prorata::storage {

/// Lets one call at a time into an object, and none after a fork: a child that used its parent's
/// connection would drop the parent's file locks.
class CallGate {
  public:
    /// Held for the length of one call.
    class Pass {
      public:
        explicit Pass(CallGate& gate) : gate_(gate) { gate_.enter(); }
        ~Pass() { gate_.inside_.clear(std::memory_order_release); }
        Pass(const Pass&) = delete;
        Pass& operator=(const Pass&) = delete;

      private:
        CallGate& gate_;
    };

    [[nodiscard]] bool forked() const noexcept { return ::getpid() != owner_; }

  private:
    void enter() {
        if (forked()) {
            throw Error(ErrorCode::misuse, "the storage was opened before fork; open it again");
        }
        if (inside_.test_and_set(std::memory_order_acquire)) {
            throw Error(ErrorCode::busy, "another call is using this storage; open one per thread");
        }
    }

    std::atomic_flag inside_;
    ::pid_t owner_ = ::getpid();
};

} // namespace prorata::storage
