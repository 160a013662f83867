// The ways to open a book with the library's own backends.

#include "prorata/engine/engine.hpp"
#include "prorata/storage/memory.hpp"
#include "prorata/storage/sqlite.hpp"

namespace prorata {

Engine Engine::in_memory() {
    return Engine(std::make_unique<storage::MemoryStorage>());
}

Engine Engine::open(const std::string& path) {
    return Engine(std::make_unique<storage::SqliteStorage>(path));
}

} // namespace prorata
