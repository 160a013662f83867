#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace prorata {

/// A JSON document as it was written: numbers with a point stay text, members keep their order and
/// may be there twice, so that the reader can say so.
struct Json {
    enum class Kind : std::uint8_t { null, boolean, integer, fraction, string, list, object };

    Kind kind = Kind::null;
    bool truth = false;
    std::int64_t integer = 0;
    std::string text;               ///< A string, or a fraction as written.
    std::vector<std::string> names; ///< Of an object's members, in step with items.
    std::vector<Json> items;

    /// The first member of that name, or nullptr.
    [[nodiscard]] const Json* find(std::string_view name) const noexcept;
};

/// Errors: Error{invalid_argument} with the line and column of what is no JSON.
[[nodiscard]] Json parse_json(std::string_view text);

/// A JSON string: quoted, escaped, typographic characters as they are.
[[nodiscard]] std::string json_string(std::string_view text);

} // namespace prorata
