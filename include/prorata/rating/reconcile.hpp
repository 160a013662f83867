#pragma once

#include "prorata/rating/part.hpp"

#include <span>
#include <vector>

namespace prorata {

/// The lines that turn what was charged into what should have been charged (rules R2, R4, R5).
///
/// Afterwards the recorded amount and tax of every unit equal the desired ones, to the last unit of
/// Amount. A unit with nothing recorded gets its parts as lines. In another one, each maximal run
/// of days whose recorded terms no longer hold is taken back by one negative line, and each run of
/// days with new terms gets a positive one; days whose terms are unchanged get no line.
///
/// Requires: `recorded` holds every line of each unit it touches, in the order of recording, and
///           each unit of `desired`; units of `recorded` that are not desired are taken back.
/// Errors:   Error{overflow} for sums outside the range of Amount.
/// Threads:  a pure function; safe from many threads.
/// See:      docs/concepts/subscription.md, rules R2, R4, R5, R9, R17.
[[nodiscard]] std::vector<Charge> reconcile(const RatingContext& context,
                                            std::span<const Part> desired,
                                            std::span<const Charge> recorded);

} // namespace prorata
