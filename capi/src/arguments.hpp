#pragma once

#include "objects.hpp"

// What C gives, read into what C++ takes. Errors: Error{invalid_argument} that names the argument.

namespace prorata::capi {

/// Throws unless the pointer is given.
void require_given(const void* pointer, const char* path);

/// The text, which must be given.
[[nodiscard]] std::string text(const char* given, const char* path);

[[nodiscard]] Context context(const prorata_context* given);

[[nodiscard]] Arguments arguments(const prorata_argument* given, std::size_t count);

/// Throws unless 0 < size <= known: an older caller's struct is shorter, none is longer.
void require_size(std::uint32_t size, std::size_t least, std::size_t known, const char* path);

[[nodiscard]] Instant instant(std::int64_t micros, const char* path);

} // namespace prorata::capi
