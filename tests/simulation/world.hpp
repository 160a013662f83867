#pragma once

#include "disk.hpp"
#include "sweeps.hpp"

#include "prorata/storage/sqlite.hpp"

#include <cstdlib>
#include <functional>

namespace simulation {

using Digests = std::map<std::string, std::string>;

/// How much a test tries: `some`, or `all` with PRORATA_ALL_FAULTS=1 (`./dev test --full faults`).
inline std::int64_t sampled(std::int64_t some, std::int64_t all) {
    const char* asked = std::getenv("PRORATA_ALL_FAULTS");
    return asked != nullptr && std::string(asked) == "1" ? all : some;
}

/// Opens the book of the mounted disk and hands it over.
template <class Use>
auto with_book(const Use& use) {
    Portal portal(std::make_unique<storage::SqliteStorage>("book"));
    return use(portal);
}

inline Outcome<Answer> say(Engine& engine, const Sweep& sweep) {
    return engine.perform({morning(sweep.day), "test", "swept"}, sweep.command, sweep.arguments);
}

/// The disk with the base book, closed.
inline const Disk::Image& base_image() {
    static const Disk::Image image = [] {
        Disk disk;
        const Mounted mounted(disk);
        with_book([](Portal& portal) { base_book(portal); });
        return disk.image();
    }();
    return image;
}

/// The disk on which a sweep begins.
inline Disk::Image start_image(const Sweep& sweep) {
    Disk disk(base_image());
    const Mounted mounted(disk);
    with_book([&](Portal& portal) {
        portal.count = 1000;
        for (const Sweep& said : sweep.before)
            (void)portal.say(said.day, said.command, said.arguments);
    });
    return disk.image();
}

/// The name of a sweep in reports: some commands have several.
inline std::string title(const Sweep& sweep) {
    for (const char* field : {"tariff", "account"}) {
        for (const auto& [name, value] : sweep.arguments) {
            if (sweep.command == "subscribe" && name == field && value != "post" && value != "crm")
                return sweep.command + ' ' + value;
        }
    }
    return sweep.command;
}

} // namespace simulation
