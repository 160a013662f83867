#include "prorata/document/series.hpp"

#include "prorata/base/error.hpp"

#include <algorithm>
#include <charconv>

namespace prorata {

namespace {

constexpr std::size_t longest = 64;
constexpr int most_places = 18;

bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

bool is_control(char character) {
    return static_cast<unsigned char>(character) < ' ' || character == '\x7f';
}

/// The places of "%d" or "%0Nd", or nothing for any other text.
std::optional<int> places_of(std::string_view mark) {
    if (mark == "%d") return 0;
    if (mark.size() < 4 || mark.size() > 5 || !mark.starts_with("%0")) return std::nullopt;
    int places = 0;
    for (const char character : mark.substr(2, mark.size() - 3)) {
        if (!is_digit(character)) return std::nullopt;
        places = places * 10 + (character - '0');
    }
    const bool fits = mark[2] != '0' && places <= most_places;
    return fits ? std::optional(places) : std::nullopt;
}

} // namespace

NumberTemplate::NumberTemplate(std::string_view text) {
    Faults faults;
    const auto from = text.find('%');
    const auto to = from == std::string_view::npos ? from : text.find('d', from);
    const bool marked = to != std::string_view::npos;
    const auto places = marked ? places_of(text.substr(from, to - from + 1)) : std::nullopt;
    const bool once = marked && text.find('%', to) == std::string_view::npos;
    if (!places || !once) {
        faults.add("template", "has no single place for the number; write it as %d or %06d, at "
                               "most %018d");
    }
    if (text.size() > longest) faults.add("template", "is longer than 64 bytes");
    if (std::any_of(text.begin(), text.end(), is_control)) {
        faults.add("template", "has control characters");
    }
    faults.raise_if_any("the template \"" + std::string(text) + "\" was refused");
    before_ = text.substr(0, from);
    places_ = *places;
    after_ = text.substr(to + 1);
}

std::string NumberTemplate::written(std::int64_t number) const {
    if (number < 1) {
        throw Error(ErrorCode::invalid_argument,
                    std::to_string(number) + " is no number of a document; they begin with 1");
    }
    std::string digits = std::to_string(number);
    const auto places = static_cast<std::size_t>(places_);
    if (digits.size() < places) digits.insert(0, places - digits.size(), '0');
    return before_ + digits + after_;
}

std::optional<std::int64_t> NumberTemplate::read(std::string_view text) const {
    if (text.size() <= before_.size() + after_.size()) return std::nullopt;
    const auto digits = text.substr(before_.size(), text.size() - before_.size() - after_.size());
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool whole = error == std::errc() && end == digits.data() + digits.size();
    if (!whole || number < 1 || written(number) != text) return std::nullopt;
    return number;
}

std::string NumberTemplate::text() const {
    return before_ + (places_ == 0 ? "%d" : "%0" + std::to_string(places_) + "d") + after_;
}

} // namespace prorata
