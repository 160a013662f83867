#include "prorata/discount/discount.hpp"

#include "prorata/base/error.hpp"

#include <algorithm>
#include <string>

namespace prorata {

namespace {

const Exact hundred(100);

Exact percent_of(const Exact& sum, const Decimal& percent) {
    return sum * Exact(percent) / hundred;
}

} // namespace

Discounted apply_discount(const Exact& price, std::span<const DiscountStep> steps) {
    Exact left = price;
    for (const DiscountStep& step : steps) {
        if (step.basis == DiscountBasis::rrp) left = left - percent_of(price, step.value);
    }
    for (const DiscountStep& step : steps) {
        if (step.basis == DiscountBasis::running) left = left - percent_of(left, step.value);
    }
    for (const DiscountStep& step : steps) {
        if (step.basis == DiscountBasis::fixed) left = left - Exact(step.value);
    }
    return {price, std::max(left, Exact(0))};
}

void require_valid(std::span<const DiscountStep> steps) {
    Faults faults;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const std::string path = "steps[" + std::to_string(i) + "].value";
        const bool percent = steps[i].basis != DiscountBasis::fixed;
        if (steps[i].value < Decimal(0) || (percent && steps[i].value > Decimal(100))) {
            faults.add(path, "is " + steps[i].value.text() +
                                 (percent ? "; give 0 to 100 percent" : "; give a sum from 0"));
        }
    }
    faults.raise_if_any("the discount is not valid");
}

} // namespace prorata
