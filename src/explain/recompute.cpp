#include "prorata/explain/explanation.hpp"

#include "prorata/money/money.hpp"

#include <algorithm>

namespace prorata {

namespace {

std::int64_t in_scheme(const Charge& charge) {
    return charge.unit.scheme == TaxScheme::exclusive ? charge.amount - charge.tax : charge.amount;
}

bool rounded_together(const RatingContext& context, const Charge& charge) {
    const Offer& offer = context.catalog.offer(charge.terms.offer);
    const auto position = offer.find(charge.unit.component);
    if (!position || charge.kind == ChargeKind::metered) return false;
    const Component& component = offer.version->components[*position];
    return !component.charge_every && component.proration != ProrationPolicy::whole_up &&
           component.proration != ProrationPolicy::none;
}

/// Whether an order's largest remainder explains it: less than a minor unit a line (R6).
bool moved_by_order(const RatingContext& context, std::span<const Charge> lines,
                    const Amount& difference) {
    const Charge& any = lines.front();
    const std::int64_t units = std::max(difference.units(), -difference.units());
    return context.catalog.offer(any.terms.offer).version->rounding_scope == RoundingScope::order &&
           units <=
               static_cast<std::int64_t>(lines.size()) * Amount(Money(1, any.currency)).units();
}

/// The sum of all lines against the sum of their exact values, rounded once (R3, R4).
void check_sum(const RatingContext& context, std::span<const Charge> lines,
               std::vector<std::string>& faults) {
    Exact exact(0);
    std::int64_t sum = 0;
    for (const Charge& line : lines) {
        if (!rounded_together(context, line)) return;
        exact = exact + explain(context, line).exact;
        sum += in_scheme(line);
    }
    const Charge& any = lines.front();
    const Rounding rounding = explain(context, any).rounding;
    const Amount right = Amount::round(exact, any.currency, rounding);
    const Amount found(sum, any.currency);
    if (found == right || moved_by_order(context, lines, found - right)) return;
    faults.push_back("the lines add up to " + found.text() + ", not to " + right.text());
}

/// The tax of a unit is computed once from the sum of its amounts (R5).
void check_tax(const Unit& unit, std::span<const Charge> lines, std::vector<std::string>& faults) {
    std::int64_t sum = 0;
    std::int64_t tax = 0;
    const Currency currency = lines.front().currency;
    for (const Charge& line : lines) {
        if (!(line.unit == unit)) continue;
        sum += in_scheme(line);
        tax += line.tax;
    }
    const Exact exact = tax_of(Amount(sum, currency).exact(), unit.rate, unit.scheme);
    const Amount right = Amount::round(exact, currency, {RoundingMode::half_up, currency.digits()});
    const Amount found(tax, currency);
    if (found == right) return;
    faults.push_back("the tax at " + unit.rate.text() + " is " + found.text() + ", not " +
                     right.text());
}

} // namespace

std::vector<std::string> recompute(const RatingContext& context, std::span<const Charge> lines) {
    std::vector<std::string> faults;
    if (lines.empty()) return faults;
    check_sum(context, lines, faults);
    std::vector<Unit> units;
    const Offer& offer = context.catalog.offer(lines.front().terms.offer);
    if (offer.version->tax_rounding == TaxRounding::cumulative) return faults; // over components
    for (const Charge& line : lines) {
        if (std::find(units.begin(), units.end(), line.unit) != units.end()) continue;
        units.push_back(line.unit);
        check_tax(line.unit, lines, faults);
    }
    return faults;
}

} // namespace prorata
