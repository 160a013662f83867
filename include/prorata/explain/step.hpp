#pragma once

#include "prorata/base/named_codes.hpp"
#include "prorata/money/exact.hpp"
#include "prorata/time/date.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace prorata {

/// What a step of a derivation does; the names in the formulas are its operands.
#define PRORATA_STEP_KINDS(X)                                                                      \
    X(quantity, 1, "what is bought, or what was used so far: before + quantity")                   \
    X(included, 2, "less what costs nothing: before - included * n / d, not below zero")           \
    X(cost, 3, "one part of the price: before + quantity * amount + flat_fee")                     \
    X(discount, 4, "one discount: before - percent / 100 * of - sum, not below `least`")           \
    X(counted, 5, "less what the units counted before cost (R23): before - cost")                  \
    X(maximum, 6, "held at the most of the period: before * held / sum (R22)")                     \
    X(minimum, 7, "raised to the least of the period: before + (held - sum) * n / d (R22)")        \
    X(share, 8, "the part of the period: before * n / d")                                          \
    X(sign, 9, "days that were charged are taken back: -before (R2)")                              \
    X(rounding, 10, "R(up_to) - R(up_to - before), R(before) - recorded, or a part of `whole`")    \
    X(units, 11, "one unit rounded, then the units: R(before) * quantity (R54)")                   \
    X(tax, 12, "R(sum * factor) - R((sum - before) * factor), or a part of `whole`")               \
    X(rate, 13, "the net kept at another rate: before * (100 + rate) / (100 + listed) (R12)")
PRORATA_NAMED_CODES(StepKind, step_kind, PRORATA_STEP_KINDS)

/// A number that a step works with, for example n = 21.
using Operand = std::pair<std::string, Exact>;

/// One step: what was there before it and what it made of that, both exact, and everything that
/// the result follows from.
///
/// Parts of a `whole` are the exact values among which it is shared by largest remainder (R30), one
/// operand `part` each; `position` is the step's own, from 0. A line that only carries a rest has
/// an operand `difference`, which is the result (R2, R4).
///
/// Threads: a value; safe to read from many threads.
struct DerivationStep {
    StepKind kind;
    Exact before;
    Exact after;
    std::string by; ///< What decided: a model, policy, cause or rule.
    std::vector<Operand> operands = {};
    std::optional<Date> on = {}; ///< Of the price version, or of the tax rate.
    std::optional<Rounding> rounding = {};

    /// The operand of that name, or nothing.
    [[nodiscard]] std::optional<Exact> operand(std::string_view name) const;
};

/// What the step makes of `before` by its formula; equal to `after` in a true derivation.
///
/// Errors:  Error{invalid_argument} if an operand that the formula needs is missing.
/// Threads: a pure function; safe from many threads.
[[nodiscard]] Exact result_of(const DerivationStep& step);

} // namespace prorata
