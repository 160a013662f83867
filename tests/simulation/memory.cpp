// The program's operator new and SQLite's allocator, with a fault in them.

#include "memory.hpp"

#include "disk.hpp"

#include <atomic>
#include <cstdlib>
#include <new>
#include <sqlite3.h>
#include <stdexcept>

namespace simulation {

namespace {

bool armed = false;
Memory which = Memory::operator_new;
std::int64_t at = 0;
bool sticks = false;
std::int64_t count = 0;
bool failed = false;
std::atomic<std::int64_t> blocks = 0;

void* counted(void* memory) noexcept {
    if (memory != nullptr) ++blocks;
    return memory;
}

void let_go(void* memory) noexcept {
    if (memory != nullptr) --blocks;
    std::free(memory);
}

/// True if this allocation is to fail.
bool fails(Memory kind) noexcept {
    if (!armed || which != kind || Calm::now()) return false;
    ++count;
    const bool now = at > 0 && (count == at || (sticks && count > at));
    failed = failed || now;
    return now;
}

sqlite3_mem_methods original;

void* take(int bytes) {
    return fails(Memory::sqlite) ? nullptr : original.xMalloc(bytes);
}

void* retake(void* memory, int bytes) {
    return fails(Memory::sqlite) ? nullptr : original.xRealloc(memory, bytes);
}

} // namespace

void starve(Memory kind, std::int64_t n, bool sticky) noexcept {
    which = kind;
    at = n;
    sticks = sticky;
    count = 0;
    failed = false;
    armed = true;
}

void feed() noexcept {
    armed = false;
}

std::int64_t allocations() noexcept {
    return count;
}

bool starved() noexcept {
    return failed;
}

std::int64_t held_memory() noexcept {
    return blocks + sqlite3_memory_used();
}

void watch_sqlite() {
    static const bool once = [] {
        if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &original) != SQLITE_OK)
            throw std::runtime_error("SQLite is in use already");
        sqlite3_mem_methods watched = original;
        watched.xMalloc = take;
        watched.xRealloc = retake;
        // Without the lookaside buffers every small allocation is one that can fail.
        return sqlite3_config(SQLITE_CONFIG_MALLOC, &watched) == SQLITE_OK &&
               sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0) == SQLITE_OK;
    }();
    if (!once) throw std::runtime_error("SQLite does not take another allocator");
}

} // namespace simulation

void* operator new(std::size_t bytes) {
    if (simulation::fails(simulation::Memory::operator_new)) throw std::bad_alloc();
    if (void* memory = simulation::counted(std::malloc(bytes == 0 ? 1 : bytes))) return memory;
    throw std::bad_alloc();
}

// Belongs to the same family: sanitizers have theirs otherwise.
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept {
    return simulation::counted(std::malloc(bytes == 0 ? 1 : bytes));
}

void operator delete(void* memory) noexcept {
    simulation::let_go(memory);
}

void operator delete(void* memory, std::size_t) noexcept {
    simulation::let_go(memory);
}
