// Every command of the Engine with every allocation under it failing, once and from then on: it is
// done or not done, says so by Error or bad_alloc, and the same Engine does it when memory is back.

#include "memory.hpp"
#include "world.hpp"

#include "catch.hpp"

#include <iomanip>
#include <iostream>
#include <new>

using namespace simulation;

namespace {

/// At most so many allocations of one command are tried, spread evenly; 0 is all.
constexpr std::int64_t most_points = PRORATA_MEMORY_POINTS;

const std::vector<std::string> same; ///< Tables that differ: none.

struct Backend {
    const char* name;
    Memory memory;
    bool sqlite;
};

/// What a command answered with too little memory.
enum class Heard { done, no_memory, other };

class Starving {
  public:
    Starving(const Sweep& sweep, const Backend& backend)
        : sweep_(sweep), backend_(backend), start_(start_image(sweep)) {
        fresh([&](Portal& portal) {
            before_ = book(portal);
            (void)say(portal.engine, sweep_);
            after_ = book(portal);
        });
    }

    /// How many allocations the command makes when none fails.
    std::int64_t points() {
        std::int64_t made = 0;
        fresh([&](Portal& portal) {
            starve(backend_.memory, 0, false);
            (void)say(portal.engine, sweep_);
            feed();
            made = allocations();
        });
        return made;
    }

    void one(std::int64_t point, bool sticky) {
        INFO(title(sweep_) << ", " << backend_.name << ": allocation " << point
                           << (sticky ? " and all after it" : ""));
        fresh([&](Portal& portal) {
            starve(backend_.memory, point, sticky);
            const Heard heard = attempt(portal);
            feed();
            if (heard == Heard::other) FAIL("it blamed something else: " << text_);
            const Digests found = book(portal);
            if (heard == Heard::done)
                REQUIRE(differences(after_, found) == same);
            else if (!sweep_.steps && found != before_)
                REQUIRE(differences(after_, found) == same);
            REQUIRE_NOTHROW(say(portal.engine, sweep_));
            REQUIRE(differences(after_, book(portal)) == same);
            if (point % 8 == 0) REQUIRE(portal.engine.verify().empty());
        });
    }

  private:
    template <class Use>
    void fresh(const Use& use) {
        if (backend_.sqlite) {
            Disk disk(start_);
            const Mounted mounted(disk);
            with_book(use);
            return;
        }
        Portal portal;
        base_book(portal);
        portal.count = 1000;
        for (const Sweep& said : sweep_.before)
            (void)portal.say(said.day, said.command, said.arguments);
        use(portal);
    }

    Heard attempt(Portal& portal) {
        try {
            (void)say(portal.engine, sweep_);
            return Heard::done;
        } catch (const std::bad_alloc&) {
            return Heard::no_memory;
        } catch (const Error& error) {
            const Calm calm;
            text_ = error.message();
            return error.code() == ErrorCode::storage_failed ? Heard::no_memory : Heard::other;
        }
    }

    Digests book(Portal& portal) {
        Digests all = digests(portal.engine);
        if (sweep_.steps) all.at("journal").clear();
        return all;
    }

    const Sweep& sweep_;
    Backend backend_;
    Disk::Image start_;
    Digests before_;
    Digests after_;
    std::string text_;
};

void sweep_all(const Backend& backend) {
    watch_sqlite();
    std::int64_t cases = 0;
    for (const Sweep& sweep : sweeps()) {
        Starving starving(sweep, backend);
        const std::int64_t points = starving.points();
        const std::int64_t step =
            most_points == 0 ? 1 : std::max<std::int64_t>(1, points / most_points);
        std::int64_t tried = 0;
        for (std::int64_t point = 1; point <= points; point += step) {
            starving.one(point, false);
            starving.one(point, true);
            tried += 2;
        }
        cases += tried;
        std::cout << std::left << std::setw(18) << title(sweep) << std::setw(24) << backend.name
                  << std::right << std::setw(7) << points << " allocations" << std::setw(7) << tried
                  << " cases\n";
    }
    std::cout << "checked: " << cases << " allocations that failed, " << backend.name << '\n';
    CHECK(cases > 0);
}

} // namespace

TEST_CASE("a command that runs out of SQLite's memory is done or undone and can be repeated") {
    sweep_all({"SQLite's malloc", Memory::sqlite, true});
}

TEST_CASE("a command that runs out of memory on SQLite is done or undone and can be repeated") {
    sweep_all({"operator new, sqlite", Memory::operator_new, true});
}

TEST_CASE("a command that runs out of memory in memory is done or undone and can be repeated") {
    sweep_all({"operator new, memory", Memory::operator_new, false});
}
