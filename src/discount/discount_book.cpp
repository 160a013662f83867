#include "prorata/discount/discount_book.hpp"

#include "prorata/base/error.hpp"

#include <algorithm>
#include <string>

namespace prorata {

std::span<const DiscountStep> DiscountBook::steps(std::optional<DiscountId> id) const {
    if (!id) return {};
    const auto position = static_cast<std::size_t>(id->value() - 1);
    if (position >= sets_.size()) {
        throw Error(ErrorCode::storage_damaged,
                    "there is no discount " + std::to_string(id->value()));
    }
    return sets_[position];
}

std::optional<DiscountId> DiscountBook::find(std::span<const DiscountStep> steps) const {
    for (std::size_t i = 0; i < sets_.size(); ++i) {
        if (std::equal(steps.begin(), steps.end(), sets_[i].begin(), sets_[i].end())) {
            return DiscountId(static_cast<std::int64_t>(i) + 1);
        }
    }
    return std::nullopt;
}

DiscountId DiscountBook::add(std::vector<DiscountStep> steps) {
    require_valid(steps);
    sets_.push_back(std::move(steps));
    return DiscountId(static_cast<std::int64_t>(sets_.size()));
}

} // namespace prorata
