#pragma once

#include "prorata/base/error.hpp"
#include "prorata/event/context.hpp"

#include <string>

namespace prorata {

/// Adds the context's faults to those of the record it belongs to.
void check(const Context& context, Faults& faults);

/// A short printable text: 1 to 200 bytes without control characters.
void require_label(const std::string& text, const char* path, Faults& faults);

} // namespace prorata
