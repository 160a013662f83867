#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <type_traits>
#include <unistd.h>
#include <vector>

namespace prorata::capi {

/// What a handle stands for; part of its value, so that one kind is never taken for another.
enum class Kind : std::uint8_t { engine = 1, answer, rows, error };

/// Turns handles into objects. A handle is no address but index, kind and generation; what is not
/// in the table is not found, whatever bits it has.
///
/// A child of fork gets a table of its own: the parent's handles are not in it, and the parent's
/// lock, which another thread may have held, is never touched.
///
/// Threads: safe from many threads. An object that is removed lives until its last user lets go.
class Handles {
  public:
    [[nodiscard]] static Handles& of_process();

    /// Errors: std::bad_alloc.
    [[nodiscard]] std::uintptr_t add(Kind kind, std::shared_ptr<void> object);
    /// The object, or nothing.
    [[nodiscard]] std::shared_ptr<void> find(Kind kind, std::uintptr_t handle) const noexcept;
    /// Takes the object out; nothing if there is none.
    std::shared_ptr<void> remove(Kind kind, std::uintptr_t handle) noexcept;

  private:
    explicit Handles(Handles* parent) : parent_(parent) {}

    struct Slot {
        std::uintptr_t handle = 0; // 0: free
        std::shared_ptr<void> object;
    };
    [[nodiscard]] const Slot* slot(Kind kind, std::uintptr_t handle) const noexcept;

    ::pid_t process_ = ::getpid();
    Handles* parent_; // of the process that forked this one; kept, never used
    mutable std::mutex mutex_;
    std::vector<Slot> slots_;
    std::vector<std::size_t> free_;
};

} // namespace prorata::capi
