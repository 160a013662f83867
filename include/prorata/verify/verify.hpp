#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace prorata {

/// A row that breaks a rule.
struct Finding {
    std::string rule;    ///< For example "G3".
    std::string table;   ///< Of the row; empty if the rule itself could not be applied.
    std::int64_t row;    ///< Its id; of a table without one, the first column of its key.
    std::string message; ///< What is there, and what should be.

    friend bool operator==(const Finding&, const Finding&) = default;
};

/// What must hold in every book, at every moment.
struct RuleDescription {
    std::string id;
    std::string meaning;
    std::vector<std::string> tables; ///< Whose rows the rule reads.
};

/// Every rule that Engine::verify applies, in its order.
///
/// Threads: safe from many threads.
/// See:     docs/reference/verify.md.
[[nodiscard]] std::vector<RuleDescription> verify_rules();

} // namespace prorata
