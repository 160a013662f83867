#pragma once

#include <string_view>

namespace prorata {

/// The version of the library that is running, for example "0.1.0" (semantic versioning).
///
/// A run is stamped with it (rule R61).
[[nodiscard]] std::string_view version() noexcept;

} // namespace prorata
