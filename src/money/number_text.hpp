#pragma once

#include "money/int128.hpp"

#include <string>
#include <string_view>

namespace prorata {

/// A number as written: coefficient × 10^-scale, before trailing zeros are removed.
struct Written {
    Int128 coefficient;
    int scale;
};

/// Reads "-12.50". Errors: Error{invalid_argument}, Error{overflow} above 30 digits.
[[nodiscard]] Written read_number(std::string_view text);

/// Writes coefficient × 10^-scale with at least `least_digits` after the point and no more zeros.
/// Requires: least_digits ≤ scale.
[[nodiscard]] std::string write_number(std::int64_t coefficient, int scale, int least_digits);

} // namespace prorata
