#pragma once

#include "prorata/scenario/script.hpp"

#include <string>
#include <string_view>

namespace prorata::scenario {

/// Without spaces, tabs and a carriage return at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text) noexcept;
/// Lower snake case, parts separated by dots: quantity.seat.
[[nodiscard]] bool is_key(std::string_view text) noexcept;
/// What an answer names: a key whose further parts may be dates and codes, line.seat.2026-01-31.
[[nodiscard]] bool is_value_name(std::string_view text) noexcept;
/// As it is, or in quotes with escapes where a bare text would be read differently.
[[nodiscard]] std::string quoted_if_needed(std::string_view text);

/// Reads the words of one line from left to right.
///
/// Errors: Error{invalid_argument}; the message names what is wrong with the line.
class Words {
  public:
    explicit Words(std::string_view line) : rest_(trimmed(line)) {}

    [[nodiscard]] bool at_end() const noexcept { return rest_.empty(); }
    [[nodiscard]] std::string_view rest() const noexcept { return rest_; }
    /// The next bare word; `what` says in a fault what should be there.
    std::string_view word(std::string_view what);
    /// A quoted string, or all that is left.
    std::string whole_value();
    /// key=value until the end.
    Arguments arguments();
    /// Nothing may follow.
    void end() const;

  private:
    std::string value();
    std::string quoted();

    std::string_view rest_;
};

[[noreturn]] void malformed(std::string message);

} // namespace prorata::scenario
