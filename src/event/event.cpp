#include "prorata/event/event.hpp"

#include "prorata/base/error.hpp"

#include <algorithm>

namespace prorata {

namespace {

bool lower_snake_case(std::string_view text) {
    constexpr std::size_t longest = 64;
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    };
    return !text.empty() && text.size() <= longest && text.front() >= 'a' && text.front() <= 'z' &&
           std::all_of(text.begin(), text.end(), fits);
}

} // namespace

void require_valid(const Event& event) {
    Faults faults;
    if (name(event.category) == "unknown") faults.add("category", "is in no list");
    if (!lower_snake_case(event.kind)) {
        faults.add("kind", "is not lower_snake_case of 1 to 64 letters, digits and underscores");
    }
    if (event.payload.size() < 2 || event.payload.front() != '{' || event.payload.back() != '}') {
        faults.add("payload", "is no JSON object; give at least {}");
    }
    faults.raise_if_any("the event was refused");
}

} // namespace prorata
