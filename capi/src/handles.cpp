#include "handles.hpp"

namespace prorata::capi {

namespace {

static_assert(sizeof(std::uintptr_t) == 8, "a handle needs 64 bits");

constexpr unsigned index_shift = 8;
constexpr unsigned generation_shift = 32;
constexpr std::uintptr_t index_mask = 0xFFFFFF;
constexpr std::uintptr_t kind_mask = 0xFF;

std::atomic<Handles*> table{nullptr};
std::atomic<std::uint32_t> generations{0}; // goes on in a child, so that no value comes twice

std::size_t index_of(std::uintptr_t handle) noexcept {
    return (handle >> index_shift) & index_mask;
}

std::uint32_t next_generation() noexcept {
    std::uint32_t next = 0;
    while (next == 0) // an address below 2^32 is no handle
        next = ++generations;
    return next;
}

} // namespace

Handles& Handles::of_process() {
    Handles* known = table.load(std::memory_order_acquire);
    if (known != nullptr && known->process_ == ::getpid()) return *known;
    std::unique_ptr<Handles> fresh(new Handles(known));
    if (table.compare_exchange_strong(known, fresh.get(), std::memory_order_acq_rel)) {
        return *fresh.release();
    }
    return *known;
}

std::uintptr_t Handles::add(Kind kind, std::shared_ptr<void> object) {
    const std::lock_guard lock(mutex_);
    if (free_.empty()) {
        if (slots_.size() > index_mask) throw std::bad_alloc();
        free_.reserve(slots_.size() + 1); // so that remove needs no memory
        slots_.emplace_back();
        free_.push_back(slots_.size() - 1);
    }
    const std::size_t index = free_.back();
    free_.pop_back();
    const std::uintptr_t handle = (std::uintptr_t{next_generation()} << generation_shift) |
                                  (std::uintptr_t{index} << index_shift) |
                                  static_cast<std::uintptr_t>(kind);
    slots_[index] = {handle, std::move(object)};
    return handle;
}

const Handles::Slot* Handles::slot(Kind kind, std::uintptr_t handle) const noexcept {
    const std::size_t index = index_of(handle);
    if (handle == 0 || (handle & kind_mask) != static_cast<std::uintptr_t>(kind)) return nullptr;
    if (index >= slots_.size() || slots_[index].handle != handle) return nullptr;
    return &slots_[index];
}

std::shared_ptr<void> Handles::find(Kind kind, std::uintptr_t handle) const noexcept {
    const std::lock_guard lock(mutex_);
    const Slot* found = slot(kind, handle);
    return found == nullptr ? nullptr : found->object;
}

std::shared_ptr<void> Handles::remove(Kind kind, std::uintptr_t handle) noexcept {
    const std::lock_guard lock(mutex_);
    if (slot(kind, handle) == nullptr) return nullptr;
    Slot& found = slots_[index_of(handle)];
    std::shared_ptr<void> object = std::move(found.object);
    found = {};
    free_.push_back(index_of(handle));
    return object;
}

} // namespace prorata::capi
