#pragma once

#include "memory.hpp"
#include "world.hpp"

#include "catch.hpp"

#include <cstdlib>
#include <iomanip>
#include <iostream>
#include <sstream>

// Every command of the Engine with every allocation under it failing, through any door.

namespace simulation {

/// What a command answered with too little memory.
enum class Heard : std::uint8_t { done, no_memory, other };

struct Backend {
    const char* name;
    Memory memory;
    bool sqlite;
};

/// From one allocation that is tried to the next. At most PRORATA_MEMORY_POINTS of a command are,
/// spread evenly; 0 is all.
inline std::int64_t step_of(std::int64_t points) {
    const char* wanted = std::getenv("PRORATA_MEMORY_POINTS");
    const std::int64_t most = wanted == nullptr ? PRORATA_MEMORY_POINTS : std::atoll(wanted);
    return most == 0 ? 1 : std::max<std::int64_t>(1, points / most);
}

/// One command, tried again and again. A Door is made of an Engine, says a command to it and tells
/// what it heard, with its reason in a text if it is another than memory.
template <class Door>
class Starving {
  public:
    Starving(const Sweep& sweep, const Backend& backend)
        : sweep_(sweep), backend_(backend), start_(start_image(sweep)) {
        fresh([&](Door& door) {
            before_ = book(door);
            (void)door.say(sweep_, notes_);
            after_ = book(door);
        });
    }

    /// How many allocations the command makes when none fails.
    std::int64_t points() {
        std::int64_t made = 0;
        fresh([&](Door& door) {
            starve(backend_.memory, 0, false);
            (void)door.say(sweep_, notes_);
            feed();
            made = allocations();
        });
        REQUIRE(notes_.empty());
        return made;
    }

    void one(std::int64_t point, bool sticky) {
        const std::int64_t held = held_memory();
        bool undone = false;
        fresh([&](Door& door) { undone = attempt(door, point, sticky); });
        const std::int64_t lost = held_memory() - held; // before Catch takes some
        INFO(title(sweep_) << ", " << backend_.name << ": allocation " << point
                           << (sticky ? " and all after it" : ""));
        if (!notes_.empty()) FAIL(notes_);
        REQUIRE(lost == 0);
        if (!undone) ++done_unheard_;
    }

    /// Commands that said that memory had run out and yet were done.
    [[nodiscard]] std::int64_t done_unheard() const noexcept { return done_unheard_; }

  private:
    /// False if the command failed and yet was done. What is wrong is noted.
    bool attempt(Door& door, std::int64_t point, bool sticky) {
        starve(backend_.memory, point, sticky);
        const Heard heard = door.say(sweep_, notes_);
        feed();
        const Digests found = book(door);
        const bool done = found == after_;
        if (heard == Heard::done) {
            note(after_, found, "it was done, but not all of it");
        } else if (!sweep_.steps && found != before_) {
            note(after_, found, "it was done in part");
        }
        if (door.say(sweep_, notes_) != Heard::done) notes_ += "; it cannot be said again";
        note(after_, book(door), "said again it did something else");
        if (point % 8 == 0 && !door.engine().verify().empty()) notes_ += "; verify is not content";
        return heard == Heard::done || sweep_.steps || !done || before_ == after_;
    }

    void note(const Digests& wanted, const Digests& found, const char* what) {
        for (const std::string& table : differences(wanted, found))
            notes_ += std::string("; ") + what + ": " + table;
    }

    template <class Use>
    void fresh(const Use& use) {
        if (backend_.sqlite) {
            Disk disk(start_);
            const Mounted mounted(disk);
            Door door(Engine(std::make_unique<storage::SqliteStorage>("book")));
            use(door);
            return;
        }
        Portal portal;
        base_book(portal);
        portal.count = 1000;
        for (const Sweep& said : sweep_.before)
            (void)portal.say(said.day, said.command, said.arguments);
        Door door(std::move(portal.engine));
        use(door);
    }

    Digests book(Door& door) {
        Digests all = digests(door.engine());
        if (sweep_.steps) {
            all.at("journal").clear();
            all.at("chain").clear();
        }
        return all;
    }

    const Sweep& sweep_;
    Backend backend_;
    Disk::Image start_;
    Digests before_;
    Digests after_;
    std::string notes_; ///< Empty while all is well.
    std::int64_t done_unheard_ = 0;
};

template <class Door>
void sweep_all(const Backend& backend) {
    watch_sqlite();
    std::int64_t cases = 0;
    std::int64_t unheard = 0;
    std::ostringstream each; // after the sum: ctest keeps the beginning of what a test says
    for (const Sweep& sweep : sweeps()) {
        Starving<Door> starving(sweep, backend);
        const std::int64_t points = starving.points();
        const std::int64_t step = step_of(points);
        std::int64_t tried = 0;
        for (std::int64_t point = 1; point <= points; point += step) {
            starving.one(point, false);
            starving.one(point, true);
            tried += 2;
        }
        cases += tried;
        unheard += starving.done_unheard();
        each << std::left << std::setw(18) << title(sweep) << std::setw(32) << backend.name
             << std::right << std::setw(7) << points << " allocations" << std::setw(7) << tried
             << " cases" << std::setw(5) << starving.done_unheard() << " done and not answered\n";
    }
    std::cout << "checked: " << cases << " allocations that failed, " << backend.name << ", "
              << unheard << " done and not answered\n"
              << each.str();
    CHECK(cases > 0);
}

} // namespace simulation
