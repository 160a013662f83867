#include "prorata/money/rounding.hpp"

namespace prorata {

std::string_view name(RoundingMode mode) noexcept {
    switch (mode) {
#define PRORATA_CASE(name, number, meaning)                                                        \
    case RoundingMode::name: return #name;
        PRORATA_ROUNDING_MODES(PRORATA_CASE)
#undef PRORATA_CASE
    }
    return "unknown";
}

std::optional<RoundingMode> rounding_mode(std::string_view text) noexcept {
#define PRORATA_COMPARE(name, number, meaning)                                                     \
    if (text == #name) return RoundingMode::name;
    PRORATA_ROUNDING_MODES(PRORATA_COMPARE)
#undef PRORATA_COMPARE
    return std::nullopt;
}

} // namespace prorata
