#pragma once

#include "prorata/scenario/text_table.hpp"
#include "prorata/time/instant.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace prorata {

/// key=value pairs in the order of the line; no key twice.
using Arguments = std::vector<std::pair<std::string, std::string>>;

/// A line of a script and the lines of its table, counted from 1.
struct Place {
    int line = 0;
    int table_lines = 0; ///< Lines of pipes that follow immediately.
};

/// `catalog PATH`: load that catalogue.
struct LoadCatalog {
    Place place;
    std::string path;
};

/// `on DATE [TIME] VERB key=value …`: a command to the engine.
struct Step {
    Place place;
    Instant at;
    std::string verb;
    Arguments arguments;

    /// The value of that key, or nothing.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view key) const;
};

/// `expect TABLE key=value …` and its lines of pipes. Asked at the instant of the step before.
struct ExpectTable {
    Place place;
    std::string table;
    Arguments filters;
    TextTable rows;
};

/// `expect declined CODE`: the answer of the step before.
struct ExpectDeclined {
    Place place;
    std::string code;
};

/// `expect fault CODE at PATH`: one fault of the step before.
struct ExpectFault {
    Place place;
    std::string code;
    std::string path;
};

/// `expect value NAME = VALUE`: a value that the step before returned.
struct ExpectValue {
    Place place;
    std::string name;
    std::string value;
};

using ScriptLine =
    std::variant<LoadCatalog, Step, ExpectTable, ExpectDeclined, ExpectFault, ExpectValue>;

/// A scenario that was read.
///
/// Threads: a value; safe to read from many threads.
/// See:     docs/reference/scenario-format.md.
struct Script {
    std::string name;  ///< Of the file, for messages.
    std::string title; ///< `title: …`, or empty.
    std::vector<std::string> covers;
    std::vector<ScriptLine> lines;
};

/// Reads a scenario.
///
/// Errors: Error{invalid_argument} with every fault, path "line 12".
[[nodiscard]] Script parse_script(std::string_view text, std::string name);

} // namespace prorata
