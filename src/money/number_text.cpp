#include "money/number_text.hpp"

namespace prorata {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

[[noreturn]] void malformed() {
    throw Error(ErrorCode::invalid_argument,
                "this is no decimal number; give digits, with a point if needed, like -12.50");
}

} // namespace

Written read_number(std::string_view text) {
    constexpr std::size_t most_digits = 30;
    const bool negative = !text.empty() && text.front() == '-';
    if (negative) text.remove_prefix(1);
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const std::string_view rest = point == text.npos ? std::string_view() : text.substr(point + 1);
    if (whole.empty() || (point != text.npos && rest.empty())) malformed();
    if (whole.size() + rest.size() > most_digits) raise_overflow("a number of so many digits");
    Written written{0, static_cast<int>(rest.size())};
    for (const std::string_view part : {whole, rest}) {
        for (const char c : part) {
            if (!is_digit(c)) malformed();
            written.coefficient = written.coefficient * 10 + (c - '0');
        }
    }
    if (negative) written.coefficient = -written.coefficient;
    return written;
}

std::string write_number(std::int64_t coefficient, int scale, int least_digits) {
    std::string digits = std::to_string(coefficient < 0 ? -coefficient : coefficient);
    const auto places = static_cast<std::size_t>(scale);
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    std::string whole = digits.substr(0, digits.size() - places);
    std::string rest = digits.substr(digits.size() - places);
    while (rest.size() > static_cast<std::size_t>(least_digits) && rest.back() == '0')
        rest.pop_back();
    std::string text = coefficient < 0 ? "-" : "";
    text += whole;
    if (!rest.empty()) text += "." + rest;
    return text;
}

} // namespace prorata
