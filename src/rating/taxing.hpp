#pragma once

#include "prorata/rating/part.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace prorata {

// How parts get their tax, and with exclusive prices their amount: three ways, chosen by tariff.

/// The tax of each unit is that of its sum, distributed over its parts (R5).
void tax_together(std::span<Part> parts);

/// Each part takes what the tax of its unit grows by with it (R17).
void tax_one_by_one(std::span<Part> parts);

/// Each part takes what the tax of all parts with its period and rate grows by with it, in the
/// order of their first days and then of `positions` (V09).
void tax_cumulatively(std::span<Part> parts, std::vector<std::size_t> positions);

} // namespace prorata
