#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace prorata {

/// What a command answers: values by name, as text, in the order of its documentation.
struct Answer {
    std::vector<std::pair<std::string, std::string>> values;

    /// The value of that name, or "" if there is none.
    [[nodiscard]] std::string at(std::string_view name) const;

    friend bool operator==(const Answer&, const Answer&) = default;
};

/// Arguments of a command as text, by field; quantities as "quantity.seat".
using Arguments = std::vector<std::pair<std::string, std::string>>;

} // namespace prorata
