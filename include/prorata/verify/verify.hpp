#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace prorata {

/// Something in a book that breaks a rule, for example G1 in entry 7: "its postings sum to 0.01".
struct Finding {
    std::string rule;
    std::string table;
    std::int64_t row; ///< Its id, or the id of what it belongs to.
    std::string message;

    friend bool operator==(const Finding&, const Finding&) = default;
};

/// A rule that every book keeps, and the tables that it reads.
struct VerifyRule {
    std::string_view id;
    std::string_view meaning;
    std::string_view tables; ///< Names, separated by spaces.
};

/// Every rule, in the order in which findings are reported.
///
/// See: docs/reference/verify.md.
[[nodiscard]] std::vector<VerifyRule> verify_rules();

} // namespace prorata
