#pragma once

#include "prorata/explain/step.hpp"
#include "prorata/rating/part.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace prorata {

/// A recorded line and the number of the booking that wrote it, rising in the order of recording.
///
/// A booking is what one step of the run wrote for a subscription at once: the lines among which a
/// difference was shared out (R4).
///
/// Threads: a value; safe to read from many threads.
struct BookedLine {
    Charge charge;
    std::int64_t booking;
};

/// Language of a sentence.
enum class Language : std::uint8_t { en = 1, ru = 2 };

/// How a charge came about, as data: each step follows from the one before (`result_of`).
///
/// Threads: a value; safe to read from many threads.
/// See:     docs/concepts/explain.md, rules R2 to R6, R12, R17, R22, R23, R38.
struct Explanation {
    std::vector<DerivationStep> steps;
    Charge charge;
    std::string title; ///< Of the tariff and the component.
    Term billing_period = Term(1, TermUnit::month);
    Exact exact = 0; ///< In the price's own scheme, not rounded, with the sign; the steps up to it.

    /// The first step of a kind, or nullptr.
    [[nodiscard]] const DerivationStep* find(StepKind kind) const noexcept;
};

/// The derivation of lines[at], which may depend on every line recorded up to its booking.
///
/// Requires: `lines` holds all recorded lines of the subscription with the anchored period of
///           lines[at], in the order of recording.
/// Errors:   Error{not_found} if the line's offer does not sell its component.
[[nodiscard]] Explanation explain(const RatingContext& context, std::span<const BookedLine> lines,
                                  std::size_t at);
/// The derivation of a charge that stands alone.
[[nodiscard]] Explanation explain(const RatingContext& context, const Charge& charge);

/// One paragraph about the charge, for people.
[[nodiscard]] std::string sentence(const Explanation& explanation, Language language);

/// What does not hold of the recorded lines of one anchored period, each as a sentence.
///
/// From the steps alone: each is computed anew and leads to the next, the last two are the amount
/// and the tax. Over the steps: after each booking the lines of a component add up to the rounded
/// sum of their exact values (R3, R4), and the tax of a unit is that of its sum (R5).
///
/// Requires: as `explain`.
[[nodiscard]] std::vector<std::string> recompute(const RatingContext& context,
                                                 std::span<const BookedLine> lines);

} // namespace prorata
