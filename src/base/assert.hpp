#pragma once

#include "prorata/base/error.hpp"

namespace prorata {

[[noreturn]] inline void assertion_failed(const char* condition, const char* why) {
    throw Error(ErrorCode::internal, std::string(why) + " (" + condition + ")");
}

} // namespace prorata

/// An invariant that must hold in every build, also in release: a library inside somebody else's
/// process neither goes on with wrong books nor aborts its host. Throws Error{internal}.
#define PRORATA_ASSERT(condition, why)                                                             \
    (static_cast<bool>(condition) ? static_cast<void>(0)                                           \
                                  : ::prorata::assertion_failed(#condition, why))
