#pragma once

#include "prorata/engine/engine.hpp"

#include <atomic>
#include <memory>
#include <pybind11/pybind11.h>
#include <unistd.h>

namespace prorata::python {

/// An Engine that survives wrong use from Python: one call at a time, none after `close` or in a
/// forked child; each gives an Error and never undefined behaviour. Calls run without the GIL.
///
/// Errors:  Error{busy} while another call is inside; Error{misuse} when closed or after fork.
/// Threads: any.
class Door {
  public:
    explicit Door(Engine engine) : engine_(std::make_unique<Engine>(std::move(engine))) {}
    Door(const Door&) = delete;
    Door& operator=(const Door&) = delete;
    /// A child after fork leaves its parent's files alone: closing them would drop their locks.
    ~Door() {
        if (forked()) (void)engine_.release();
    }

    /// Carries out `work(engine)` without the GIL. What it returns must not be a Python object.
    template <class Work>
    auto call(Work&& work) {
        const Pass pass(*this);
        if (!engine_) throw Error(ErrorCode::misuse, "the book is closed; open it again");
        const pybind11::gil_scoped_release released;
        return std::forward<Work>(work)(*engine_);
    }

    /// Closing twice is no mistake.
    void close() {
        const Pass pass(*this);
        const pybind11::gil_scoped_release released;
        engine_.reset();
    }

    [[nodiscard]] bool closed() const noexcept { return closed_.load(); }

  private:
    class Pass {
      public:
        explicit Pass(Door& door) : door_(door) {
            if (door.forked()) {
                throw Error(ErrorCode::misuse, "the book was opened before fork; open it again");
            }
            if (door.inside_.test_and_set(std::memory_order_acquire)) {
                throw Error(ErrorCode::busy,
                            "another call is using this book; open one per thread");
            }
        }
        ~Pass() {
            door_.closed_ = door_.engine_ == nullptr;
            door_.inside_.clear(std::memory_order_release);
        }
        Pass(const Pass&) = delete;
        Pass& operator=(const Pass&) = delete;

      private:
        Door& door_;
    };

    [[nodiscard]] bool forked() const noexcept { return ::getpid() != owner_; }

    std::unique_ptr<Engine> engine_;
    std::atomic_flag inside_;
    std::atomic<bool> closed_ = false;
    ::pid_t owner_ = ::getpid();
};

/// Adds the export of volume to the class.
void bind_arrow(pybind11::class_<Door>& door_class);

} // namespace prorata::python
