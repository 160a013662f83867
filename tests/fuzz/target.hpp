#pragma once

#include "prorata/base/error.hpp"

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <utility>

/// What a fuzzer calls with any bytes. It returns, whatever they are; any exception but Error, and
/// any broken promise, is a finding.
void fuzz(std::string_view text);

/// The result of the call, or nothing if it was refused by Error.
template <class Call>
auto accepted(const Call& call) -> std::optional<decltype(call())> {
    try {
        return call();
    } catch (const prorata::Error& error) {
        if (error.message().empty() || error.code() == prorata::ErrorCode::internal) {
            std::fprintf(stderr, "a refusal of no use: %.*s\n",
                         static_cast<int>(error.message().size()), error.message().data());
            std::abort();
        }
        return std::nullopt;
    }
}

inline void demand(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}
