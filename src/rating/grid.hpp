#pragma once

#include "prorata/money/amount.hpp"
#include "prorata/rating/charge.hpp"

#include <cstdint>

namespace prorata {

// The grids of a charge: its own digits, and those of an Amount, in which it is stored (R31).

inline constexpr std::int64_t units_per_minor = 10'000;

/// The finest rounding that an Amount holds.
inline Rounding finest(Currency currency) {
    return {RoundingMode::half_up, currency.digits() + Amount::extra_digits};
}

/// How a component's charges are rounded: its own policy, or to minor units.
inline Rounding grid_of(const Component& component, Currency currency) {
    return component.rounding.value_or(Rounding{RoundingMode::half_up, currency.digits()});
}

/// Units of Amount in one step of the grid.
inline std::int64_t units_per_step(const Rounding& rounding, Currency currency) {
    std::int64_t units = 1;
    for (int digits = rounding.digits; digits < currency.digits() + Amount::extra_digits;
         ++digits) {
        units *= 10;
    }
    return units;
}

inline Exact in_major(std::int64_t units, Currency currency) {
    return Amount(units, currency).exact();
}

/// The tax of a unit, in minor units: computed once from the sum of its amounts (R5).
inline std::int64_t unit_tax(std::int64_t sum, const Charge& line) {
    const Exact tax = tax_of(in_major(sum, line.currency), line.unit.rate, line.unit.scheme);
    return tax.rounded({RoundingMode::half_up, line.currency.digits()});
}

} // namespace prorata
