#include "account/checks.hpp"

#include "account/digits.hpp"

#include <algorithm>

namespace prorata {

bool printable(std::string_view text, std::size_t longest) noexcept {
    const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    return !text.empty() && text.size() <= longest &&
           std::none_of(text.begin(), text.end(), control);
}

void require_label(std::string_view text, const char* path, Faults& faults) {
    constexpr std::size_t longest = 200;
    if (printable(text, longest)) return;
    faults.add(path, "is empty, has control characters or more than 200 bytes");
}

void require_country(std::string_view country, Faults& faults) {
    if (country.size() == 2 && std::all_of(country.begin(), country.end(), is_capital)) return;
    faults.add("country", "is no code of ISO 3166; give two capital letters, for example RU");
}

} // namespace prorata
