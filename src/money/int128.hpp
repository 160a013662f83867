#pragma once

#include "prorata/base/error.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

namespace prorata {

// The compiler's own 128-bit integer with its overflow built-ins: every operation either is exact
// or says that it is not, and nothing is thrown on the way to the wider path.
__extension__ using Int128 = __int128;

inline std::optional<Int128> add(Int128 a, Int128 b) noexcept {
    Int128 result = 0;
    return __builtin_add_overflow(a, b, &result) ? std::nullopt : std::optional(result);
}

inline std::optional<Int128> multiply(Int128 a, Int128 b) noexcept {
    Int128 result = 0;
    return __builtin_mul_overflow(a, b, &result) ? std::nullopt : std::optional(result);
}

inline Int128 gcd(Int128 a, Int128 b) noexcept {
    while (b != 0) {
        const Int128 rest = a % b;
        a = b;
        b = rest;
    }
    return a < 0 ? -a : a;
}

/// 10^exponent. Requires: 0 ≤ exponent ≤ 38.
inline constexpr Int128 power_of_ten(int exponent) noexcept {
    Int128 power = 1;
    for (int i = 0; i < exponent; ++i)
        power *= 10;
    return power;
}

[[noreturn]] inline void raise_overflow(const char* what) {
    throw Error(ErrorCode::overflow, std::string(what) + " does not fit the range that is stored");
}

/// The number as it is stored: any int64 but its minimum, so that negation never overflows.
inline std::int64_t storable(Int128 value, const char* what) {
    constexpr auto greatest = std::numeric_limits<std::int64_t>::max();
    if (value > greatest || value < -greatest) raise_overflow(what);
    return static_cast<std::int64_t>(value);
}

} // namespace prorata
