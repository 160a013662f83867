#include "prorata/base/decline.hpp"

namespace prorata {

std::string_view name(DeclineCode code) noexcept {
    switch (code) {
#define PRORATA_CASE(name, number, why)                                                            \
    case DeclineCode::name: return #name;
        PRORATA_DECLINE_CODES(PRORATA_CASE)
#undef PRORATA_CASE
    }
    return "unknown";
}

std::string_view meaning(DeclineCode code) noexcept {
    switch (code) {
#define PRORATA_CASE(name, number, why)                                                            \
    case DeclineCode::name: return why;
        PRORATA_DECLINE_CODES(PRORATA_CASE)
#undef PRORATA_CASE
    }
    return "unknown";
}

} // namespace prorata
