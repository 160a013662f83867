#include "prorata/base/version.hpp"

namespace prorata {

std::string_view version() noexcept {
    return PRORATA_VERSION_TEXT; // from project(VERSION) in the root CMakeLists.txt
}

} // namespace prorata
