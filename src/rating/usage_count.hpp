#pragma once

#include "prorata/catalog/cost.hpp"
#include "prorata/rating/part.hpp"

namespace prorata {

/// The count of one metered component through a period (R23).
///
/// Each stretch costs what it adds to the price of all that was counted so far, at its own terms:
/// tiers go on over a change of price version, discount or tax rate (R46).
class UsageCount {
  public:
    /// `included` is the allowance of the period, prorated by its active days.
    UsageCount(const RatingContext& context, ComponentId component, Exact included)
        : context_(context), component_(component), included_(std::move(included)) {}

    /// What the next `used` units cost.
    [[nodiscard]] PeriodPrice add(const Terms& terms, const Decimal& used);

  private:
    [[nodiscard]] PeriodPrice price(const Terms& terms) const;

    const RatingContext& context_;
    ComponentId component_;
    Exact included_;
    Exact counted_;
    bool begun_ = false;
};

} // namespace prorata
