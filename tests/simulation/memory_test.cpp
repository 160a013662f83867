// Every command of the Engine with every allocation under it failing, once and from then on: it is
// done or not done, says so by Error or bad_alloc, the same Engine does it when memory is back, and
// nothing is lost on the way.

#include "memory_sweep.hpp"

#include <new>

using namespace simulation;

namespace {

class CppDoor {
  public:
    explicit CppDoor(Engine engine) : engine_(std::move(engine)) {}

    Engine& engine() { return engine_; }

    Heard say(const Sweep& sweep, std::string& why) {
        try {
            (void)simulation::say(engine_, sweep);
            return Heard::done;
        } catch (const std::bad_alloc&) {
            return Heard::no_memory;
        } catch (const Error& error) {
            const Calm calm;
            if (error.code() == ErrorCode::storage_failed) return Heard::no_memory;
            why = "it blamed something else: " + error.message();
            return Heard::other;
        }
    }

  private:
    Engine engine_;
};

} // namespace

TEST_CASE("a command that runs out of SQLite's memory is done or undone and can be repeated") {
    sweep_all<CppDoor>({"SQLite's malloc", Memory::sqlite, true});
}

TEST_CASE("a command that runs out of memory on SQLite is done or undone and can be repeated") {
    sweep_all<CppDoor>({"operator new, sqlite", Memory::operator_new, true});
}

TEST_CASE("a command that runs out of memory in memory is done or undone and can be repeated") {
    sweep_all<CppDoor>({"operator new, memory", Memory::operator_new, false});
}
