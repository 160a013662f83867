#include "prorata/money/distribution.hpp"
#include "prorata/rating/part.hpp"
#include "rating/grid.hpp"
#include "rating/taxing.hpp"

namespace prorata {

namespace {

bool rounded_as_order(const RatingContext& context, const Part& part, Date due_on) {
    const Charge& charge = part.charge;
    return part.due_on == due_on && !part.apart && charge.kind != ChargeKind::metered &&
           context.catalog.offer(charge.terms.offer).version->rounding_scope ==
               RoundingScope::order;
}

} // namespace

void round_as_order(const RatingContext& context, std::span<Part> parts, Date due_on) {
    std::vector<Part*> together;
    std::vector<Exact> exact;
    Exact total;
    for (Part& part : parts) {
        if (!rounded_as_order(context, part, due_on)) continue;
        together.push_back(&part);
        exact.push_back(part.exact);
        total = total + part.exact;
    }
    if (together.empty()) return;
    const int digits = together.front()->charge.currency.digits();
    const auto shares = distribute(total.rounded({RoundingMode::half_up, digits}), exact, digits);
    for (std::size_t i = 0; i < together.size(); ++i)
        together[i]->rounded = shares[i] * units_per_minor;
    tax_together(parts);
}

} // namespace prorata
