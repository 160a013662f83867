#include "prorata/explain/explanation.hpp"

#include "prorata/base/error.hpp"

namespace prorata {

namespace {

void add(Explanation& made, StepKind kind, const Exact& after) {
    made.steps.push_back({kind, made.exact, after});
    made.exact = after;
}

Exact above_included(const Decimal& quantity, const Decimal& included) {
    return quantity > included ? Exact(quantity - included) : Exact(0);
}

Exact in_scheme(const Charge& charge) {
    const bool on_top = charge.unit.scheme == TaxScheme::exclusive;
    return Amount(charge.amount - (on_top ? charge.tax : 0), charge.currency).exact();
}

void derive(Explanation& made, const RatingContext& context) {
    const Charge& charge = made.charge;
    add(made, StepKind::price, Exact(made.price));
    if (made.per_unit) {
        add(made, StepKind::quantity,
            made.exact * above_included(charge.terms.quantity, made.included));
    }
    const auto steps = context.discounts.steps(charge.terms.discount);
    if (!steps.empty()) add(made, StepKind::discount, apply_discount(made.exact, steps).after);
    add(made, StepKind::share, made.exact * Exact(charge.share));
    if (charge.sign < 0) add(made, StepKind::sign, -made.exact);
}

} // namespace

Explanation explain(const RatingContext& context, const Charge& charge) {
    const Offer& offer = context.catalog.offer(charge.terms.offer);
    const auto position = offer.find(charge.unit.component);
    if (!position || !offer.prices[*position]) {
        throw Error(ErrorCode::not_found, "the offer of the charge does not sell its component");
    }
    const Component& component = offer.version->components[*position];
    Explanation made{
        {},
        charge,
        offer.tariff->title + ", " + component.title,
        offer.prices[*position]->amount,
        component.included,
        component.model == PriceModel::per_unit,
        offer.billing_period,
        component.rounding.value_or(Rounding{RoundingMode::half_up, charge.currency.digits()}),
        Exact(0),
        charge.sign != 0};
    if (made.derived) derive(made, context);
    const Exact amount = in_scheme(charge);
    made.steps.push_back({StepKind::rounding, made.exact, amount});
    made.steps.push_back({StepKind::tax, amount, Amount(charge.tax, charge.currency).exact()});
    return made;
}

} // namespace prorata
