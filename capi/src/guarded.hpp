#pragma once

#include "objects.hpp"

// The border: nothing that is thrown behind it comes out.

namespace prorata::capi {

/// Calls, and turns what is thrown into a status and, if asked for, an error object. It holds the
/// only try of the C interface.
prorata_status guarded_call(prorata_error** error_out, void (*call)(const void*),
                            const void* data) noexcept;

template <class Call>
prorata_status guarded(prorata_error** error_out, const Call& call) noexcept {
    return guarded_call(
        error_out, [](const void* data) { (*static_cast<const Call*>(data))(); }, &call);
}

/// What the call gives, or `otherwise` if it fails: for functions that have no status.
template <class Value, class Call>
Value value_of(Value otherwise, const Call& call) noexcept {
    Value value = otherwise;
    (void)guarded(nullptr, [&] { value = call(); });
    return value;
}

} // namespace prorata::capi
