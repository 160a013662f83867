#include "prorata/base/error_code.hpp"

namespace prorata {

std::string_view name(ErrorCode code) noexcept {
    switch (code) {
#define PRORATA_CASE(name, number, meaning)                                                        \
    case ErrorCode::name: return #name;
        PRORATA_ERROR_CODES(PRORATA_CASE)
#undef PRORATA_CASE
    }
    return "unknown";
}

std::string_view meaning(ErrorCode code) noexcept {
    switch (code) {
#define PRORATA_CASE(name, number, meaning)                                                        \
    case ErrorCode::name: return meaning;
        PRORATA_ERROR_CODES(PRORATA_CASE)
#undef PRORATA_CASE
    }
    return "unknown";
}

} // namespace prorata
