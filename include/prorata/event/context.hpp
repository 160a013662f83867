#pragma once

#include "prorata/time/instant.hpp"

#include <string>

namespace prorata {

/// Who asks for a command, when, and under which key: the first argument of every command in
/// every language (rule R58), for example {2026-01-15T09:00:00Z, "user:17", "order-4711"}.
///
/// The library has no clock: `at` is what "now" means for the command. The key makes a retry
/// harmless: the same key with the same request gets the stored answer, with another one a fault.
///
/// Units:   `at` is an instant in UTC; its legal day is taken in the account's zone (R28).
/// Threads: a value; safe to read from many threads.
struct Context {
    Instant at;
    std::string actor; ///< Who: "user:17", "admin:3", "system". No personal data (R62).
    std::string key;   ///< Unique per command, kept for ever.

    friend bool operator==(const Context&, const Context&) = default;
};

/// Throws unless actor and key are given, printable and at most 200 bytes long.
///
/// Errors: Error{invalid_argument} that names every fault.
void require_valid(const Context& context);

} // namespace prorata
