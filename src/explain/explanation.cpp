#include "prorata/explain/explanation.hpp"

#include "explain/lines.hpp"

#include <algorithm>

namespace prorata {

const DerivationStep* Explanation::find(StepKind kind) const noexcept {
    const auto found = std::find_if(steps.begin(), steps.end(),
                                    [kind](const auto& step) { return step.kind == kind; });
    return found == steps.end() ? nullptr : &*found;
}

Explanation explain(const RatingContext& context, std::span<const BookedLine> lines,
                    std::size_t at) {
    const Recorded recorded{context, lines, at};
    const Sold sold = sold_as(context, recorded.line());
    Explanation made{{},
                     recorded.line(),
                     sold.offer->tariff->title + ", " + sold.component->title,
                     sold.offer->billing_period};
    derive_exact(recorded, made);
    derive_rounding(recorded, made);
    derive_tax(recorded, made);
    return made;
}

Explanation explain(const RatingContext& context, const Charge& charge) {
    const BookedLine alone{charge, 1};
    return explain(context, std::span(&alone, 1), 0);
}

} // namespace prorata
