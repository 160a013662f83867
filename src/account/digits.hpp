#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>

namespace prorata {

// What the checks of requisites share. ASCII only, whatever the locale.

inline bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}
inline bool is_capital(char c) noexcept {
    return c >= 'A' && c <= 'Z';
}
inline bool is_digit_or_capital(char c) noexcept {
    return is_digit(c) || is_capital(c);
}
inline int digit(char c) noexcept {
    return c - '0';
}

/// That many digits.
inline bool is_digits(std::string_view text, std::size_t length) noexcept {
    return text.size() == length && std::all_of(text.begin(), text.end(), is_digit);
}

/// That many digits that are not all zero.
inline bool is_number(std::string_view text, std::size_t length) noexcept {
    return is_digits(text, length) && text.find_first_not_of('0') != std::string_view::npos;
}

/// The sum of the first digits, each times its weight.
inline int weighted(std::string_view digits, std::span<const int> weights) noexcept {
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i)
        sum += digit(digits[i]) * weights[i];
    return sum;
}

/// The digits as one number modulo `divisor`.
inline int modulo(std::string_view digits, int divisor) noexcept {
    int rest = 0;
    for (const char c : digits)
        rest = (rest * 10 + digit(c)) % divisor;
    return rest;
}

} // namespace prorata
