#pragma once

#include "prorata/event/context.hpp"
#include "prorata/event/subject.hpp"
#include "prorata/time/instant.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace prorata {

/// A decision that was taken when a fact was entered and is never taken again (rules R1, R58),
/// for example {"price_version", "3"} or {"window_open", "true"}.
struct Decision {
    std::string name;
    std::string value;

    friend bool operator==(const Decision&, const Decision&) = default;
};

/// One line of the journal: one attribute of one thing changed, by whom, when, and from when on.
///
/// For example: subscription 43178, "quantity", from "3" to "5", effective 2026-01-15, entered by
/// user:17. The journal is append-only; together with the catalogue, usage and payments it is the
/// timeline from which every amount follows (R1). A requested "+2" is kept as the decision
/// {"requested", "+2"} beside the absolute value it became (R27).
///
/// Units:   instants in UTC. `sequence` counts a book's entries from 1 and decides between entries
///          of one instant (R66).
/// Threads: a value; safe to read from many threads.
/// See:     requirements MT-06; rules R1, R27, R58, R66.
struct JournalEntry {
    std::int64_t sequence;
    Context context;      ///< `context.at` is when it was recorded.
    Instant effective_at; ///< From when on it holds; may lie before or after `context.at`.
    Subject subject;
    std::string attribute;             ///< The column's name, for example "quantity".
    std::optional<std::string> before; ///< Absent: the attribute did not exist.
    std::optional<std::string> after;  ///< Absent: the attribute was removed.
    std::vector<Decision> decisions;

    friend bool operator==(const JournalEntry&, const JournalEntry&) = default;
};

/// Throws unless the entry says something: a sequence from 1, a valid context, an attribute, a
/// change from before to after, and decisions with different names.
///
/// Errors: Error{invalid_argument} that names every fault.
void require_valid(const JournalEntry& entry);

} // namespace prorata
