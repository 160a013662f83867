#pragma once

#include "prorata/money/amount.hpp"
#include "prorata/money/money.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace prorata {

/// Parts along time: each is R(exact up to its end) − R(exact up to its start), so that slices of
/// one period always add up and a later cut never changes an earlier slice (rule R3).
///
/// The same over lines in a given order reproduces taxes rounded cumulatively (V09).
///
/// Threads: one at a time.
class CumulativeRounding {
  public:
    explicit CumulativeRounding(const Rounding& rounding) : rounding_(rounding) {}

    /// The next part, as a count of 10^-digits, up to the point where the exact sum is `up_to`.
    ///
    /// Errors: Error{overflow}.
    [[nodiscard]] std::int64_t next(const Exact& up_to);

  private:
    Rounding rounding_;
    std::int64_t before_ = 0;
};

/// Parts side by side that sum to `whole`, each as near to its exact value as that allows (R30).
///
/// Each part is rounded to the nearest; while the sum differs from the whole, one unit is moved at
/// the part where this costs the least distance. On a tie a part is enlarged rather than reduced,
/// the earlier enlarged, the later reduced. So distribute(−x) = −distribute(x).
///
/// Units:  `whole` and the result count 10^-digits; `exact` are numbers.
/// Errors: Error{overflow}; Error{invalid_argument} for a non-zero whole over no parts.
[[nodiscard]] std::vector<std::int64_t> distribute(std::int64_t whole, std::span<const Exact> exact,
                                                   int digits);

/// Splits money by weights and loses nothing: 100.00 by {1, 1, 1} is 33.34, 33.33, 33.33.
///
/// Weights of zero get zero; a tie goes to the earlier part.
///
/// Errors: Error{invalid_argument} for a negative weight (all are named), and for weights that are
///         all zero (or none) with money that is not.
[[nodiscard]] std::vector<Money> allocate(const Money& whole,
                                          std::span<const std::int64_t> weights);

/// One unit of price × n/d rounded first, then multiplied by the quantity (rule R54).
///
/// For bills that must equal a vendor's; slices of a period do not add up under it.
///
/// Errors: Error{overflow}.
[[nodiscard]] Amount round_unit_then_multiply(const Exact& unit, const Decimal& quantity,
                                              Currency currency, const Rounding& rounding);

} // namespace prorata
