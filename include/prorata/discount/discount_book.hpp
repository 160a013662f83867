#pragma once

#include "prorata/base/id.hpp"
#include "prorata/discount/discount.hpp"

#include <optional>
#include <span>
#include <vector>

namespace prorata {

/// The sets of discount steps that were granted; a change and its charges name one by number.
///
/// Sets are never changed: equal ones share a number, so that terms can be compared by it (R2).
///
/// Threads: immutable but for `add`; one at a time then.
class DiscountBook {
  public:
    /// The steps of a set; none for no id. Errors: Error{storage_damaged} for an unknown id.
    [[nodiscard]] std::span<const DiscountStep> steps(std::optional<DiscountId> id) const;
    /// The number of an equal set, or nothing.
    [[nodiscard]] std::optional<DiscountId> find(std::span<const DiscountStep> steps) const;
    /// A set with the next number, 1, 2, 3 … Errors: Error{invalid_argument} as require_valid.
    DiscountId add(std::vector<DiscountStep> steps);
    [[nodiscard]] std::size_t size() const noexcept { return sets_.size(); }

  private:
    std::vector<std::vector<DiscountStep>> sets_;
};

} // namespace prorata
