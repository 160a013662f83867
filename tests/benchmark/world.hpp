#pragma once

#include <chrono>
#include <cstdint>
#include <string>

// The world of workload W1: N subscriptions in N/10 accounts, created in shuffled order, the same
// for every run of the program.

namespace benchmark {

inline constexpr std::int64_t tariffs = 50;

/// A calendar month as days since 1970-01-01, half-open.
struct Month {
    std::int64_t starts_on;
    std::int64_t ends_on;

    [[nodiscard]] std::int64_t days() const { return ends_on - starts_on; }
};

/// The k-th month of 2025, from 0.
[[nodiscard]] Month month(int k);

/// Price of a full month in minor units; versions 1 to 50 are tariffs, 51 to 100 their extensions.
[[nodiscard]] inline std::int64_t price_minor(std::int64_t version) {
    return version <= tariffs ? 9'900 + 731 * version : 4'900 + 311 * (version - tariffs);
}

/// Makes a book with the world in it. Not durable and not timed.
void create_world(const std::string& path, std::int64_t subscriptions);

/// Moves the change of quantity of one subscription in ten into the month. Not timed: it stands
/// for what portals wrote since the last run.
void move_changes(const std::string& path, const Month& month);

/// The invariants of the book and its sums, as one line of text; two books with the same line got
/// the same rows. Throws if an entry does not sum to zero or days are charged twice.
[[nodiscard]] std::string digest(const std::string& path);

} // namespace benchmark
