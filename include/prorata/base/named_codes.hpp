#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

/// An enumeration that files, tables and languages know by name: PRORATA_NAMED_CODES(Timing,
/// timing, PRORATA_TIMINGS) declares `enum class Timing`, `name(Timing)` and `timing(text)`.
///
/// The list is an X-macro of X(name, number) or X(name, number, meaning). Numbers are stored: never
/// reused, from 1.
#define PRORATA_NAMED_CODES(Type, from_name, LIST)                                                 \
    enum class Type : std::uint8_t { LIST(PRORATA_NAMED_ENUMERATOR) };                             \
    /** The name as written in the list; "unknown" for a number that is in no list. */             \
    [[nodiscard]] constexpr std::string_view name(Type code) noexcept {                            \
        using Enum = Type;                                                                         \
        switch (code) { LIST(PRORATA_NAMED_CASE) }                                                 \
        return "unknown";                                                                          \
    }                                                                                              \
    /** The code of that name, or nothing. */                                                      \
    [[nodiscard]] constexpr std::optional<Type> from_name(std::string_view text) noexcept {        \
        using Enum = Type;                                                                         \
        LIST(PRORATA_NAMED_COMPARE)                                                                \
        return std::nullopt;                                                                       \
    }

#define PRORATA_NAMED_ENUMERATOR(name, number, ...) name = number,
#define PRORATA_NAMED_CASE(name, number, ...)                                                      \
    case Enum::name:                                                                               \
        return #name;
#define PRORATA_NAMED_COMPARE(name, number, ...)                                                   \
    if (text == #name) return Enum::name;
