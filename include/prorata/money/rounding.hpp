#pragma once

#include "prorata/base/named_codes.hpp"
#include <cstdint>
#include <optional>
#include <string_view>

namespace prorata {

/// The rounding modes, by the names that tariffs and files use.
#define PRORATA_ROUNDING_MODES(X)                                                                  \
    X(half_up, 1, "to the nearest, a half away from zero")                                         \
    X(half_even, 2, "to the nearest, a half to the even neighbour")                                \
    X(floor, 3, "towards minus infinity")                                                          \
    X(ceiling, 4, "towards plus infinity")                                                         \
    X(truncate, 5, "towards zero")
PRORATA_NAMED_CODES(RoundingMode, rounding_mode, PRORATA_ROUNDING_MODES)

/// A named way to round: a mode, and digits after the point in total (rule R31).
///
/// Half up, which mirrors for negative numbers, is what Russian and Kazakh documents use; it is the
/// default everywhere.
struct Rounding {
    RoundingMode mode = RoundingMode::half_up;
    int digits = 2; ///< 0 to 18.

    friend bool operator==(const Rounding&, const Rounding&) = default;
};

} // namespace prorata
