#pragma once

#include "prorata/money/amount.hpp"
#include "prorata/rating/part.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace prorata {

/// What a step of a derivation does.
#define PRORATA_STEP_KINDS(X)                                                                      \
    X(price, 1, "the price of one unit and billing period")                                        \
    X(quantity, 2, "times the quantity above what is included")                                    \
    X(discount, 3, "less all discount steps of the terms (R38)")                                   \
    X(share, 4, "times n/d of the period (R6)")                                                    \
    X(sign, 5, "days that were charged are taken back (R2)")                                       \
    X(rounding, 6, "to the grid: cumulatively, or by the unit's difference (R3, R4)")              \
    X(tax, 7, "the line's part of the tax of its unit (R5)")
PRORATA_NAMED_CODES(StepKind, step_kind, PRORATA_STEP_KINDS)

/// One step: what was there before it and what it made of that, both exact.
struct DerivationStep {
    StepKind kind;
    Exact before;
    Exact after;
};

/// Language of a sentence.
enum class Language : std::uint8_t { en = 1, ru = 2 };

/// How a charge came about, as data.
///
/// Threads: a value; safe to read from many threads.
/// See:     rules R2 to R6, R12, R17, R38.
struct Explanation {
    std::vector<DerivationStep> steps;
    Charge charge;
    std::string title; ///< Of the tariff and the component.
    Decimal price;     ///< Of one unit and billing period.
    Decimal included;  ///< Part of the quantity that costs nothing.
    bool per_unit = true;
    Term billing_period = Term(1, TermUnit::month);
    Rounding rounding;
    Exact exact;         ///< In the price's own scheme, not rounded, with the sign.
    bool derived = true; ///< False for a line that only carries a difference (sign 0).
};

/// The derivation of a charge. Errors: Error{not_found} if its offer does not sell the component.
[[nodiscard]] Explanation explain(const RatingContext& context, const Charge& charge);

/// One paragraph about the charge, for people.
[[nodiscard]] std::string sentence(const Explanation& explanation, Language language);

/// What does not hold of all recorded lines of one component and anchored period, every tax rate.
///
/// The sum of the lines is the rounded sum of their exact values, and the tax of each unit is that
/// of its sum. The sum is checked where parts are rounded together and divided by days.
[[nodiscard]] std::vector<std::string> recompute(const RatingContext& context,
                                                 std::span<const Charge> lines);

} // namespace prorata
