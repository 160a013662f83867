#include "rating/usage_count.hpp"

namespace prorata {

PeriodPrice UsageCount::add(const Terms& terms, const Decimal& used) {
    const PeriodPrice before = begun_ ? price(terms) : PeriodPrice{};
    begun_ = true;
    counted_ = counted_ + Exact(used);
    const PeriodPrice after = price(terms);
    return {after.listed - before.listed, after.discounted - before.discounted,
            after.discounted - before.discounted};
}

PeriodPrice UsageCount::price(const Terms& terms) const {
    const Offer& offer = context_.catalog.offer(terms.offer);
    const std::size_t position = *offer.find(component_); // use is counted on days that offer it
    const Component& definition = offer.version->components[position];
    const Exact listed =
        cost_of(definition.model, *offer.prices[position], above_included(counted_, included_));
    const Discounted one = apply_discount(listed, context_.discounts.steps(terms.discount));
    return {one.before, one.after, one.after};
}

} // namespace prorata
