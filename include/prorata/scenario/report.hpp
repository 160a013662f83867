#pragma once

#include "prorata/scenario/stage.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace prorata {

/// An expectation that failed, or the command that stopped the script.
struct Failure {
    Place place;             ///< The line in the script.
    std::string message;     ///< What is the case and what was expected; may have several lines.
    std::string replacement; ///< The lines that would be right; empty if nothing can be accepted.
    bool is_table = false;   ///< The replacement is for the lines of pipes, else for the line.
};

/// How a script went.
struct Report {
    std::string name;
    std::vector<std::string> covers;
    std::vector<Failure> failures; ///< In the order of lines.
    bool stopped = false;          ///< The last failure ended the script before its end.

    [[nodiscard]] bool passed() const noexcept { return failures.empty(); }
    /// For a reader: "name:12: message" for each failure; empty if all is well.
    [[nodiscard]] std::string text() const;
};

/// Gives the text of the file that a script names; throws an Error if it cannot, which stops the
/// script as a failure.
using ReadFile = std::function<std::string(std::string_view path)>;

/// Plays a script: goes on after a failed expectation, stops at a command with an answer that
/// nothing expects.
///
/// Threads: one at a time for a stage.
[[nodiscard]] Report run_script(const Script& script, Stage& stage, const ReadFile& read_file);

/// The text of the script with each failed expectation rewritten to what is the case; every other
/// byte stays. What cannot be accepted (a command that failed) stays as well.
///
/// Requires: `report` is of this text.
[[nodiscard]] std::string accepted(std::string_view text, const Report& report);

} // namespace prorata
