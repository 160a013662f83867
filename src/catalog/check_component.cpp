#include "catalog/checks.hpp"

#include <algorithm>

namespace prorata {

namespace {

void require_not_negative(const Decimal& number, const std::string& path, Faults& faults) {
    if (number < 0) faults.add(path, "is " + number.text() + "; give a number from 0");
}

void require_digits(const std::optional<Rounding>& rounding, const std::string& path,
                    Faults& faults) {
    if (!rounding || (rounding->digits >= 0 && rounding->digits <= 18)) return;
    faults.add(path, "is " + std::to_string(rounding->digits) + "; give 0 to 18");
}

void check_quantities(const Component& component, const std::string& path, Faults& faults) {
    require_not_negative(component.included, path + ".included", faults);
    require_not_negative(component.least, path + ".least", faults);
    if (component.most && component.least > *component.most) {
        faults.add(path + ".most", "is " + component.most->text() + ", below the least quantity " +
                                       component.least.text());
        return;
    }
    const bool over = component.most && component.quantity > *component.most;
    if (component.quantity >= component.least && !over) return;
    faults.add(path + ".quantity",
               "is " + component.quantity.text() + "; give " + component.least.text() +
                   (component.most ? " to " + component.most->text() : " or more"));
}

/// Policies that need a number, or a zone, which a component has not.
void check_policy(const Component& component, const std::string& path, Faults& faults) {
    const ProrationPolicy policy = component.proration;
    const bool fixed = policy == ProrationPolicy::fixed_denominator;
    if (policy == ProrationPolicy::seconds) {
        faults.add(path + ".proration", "seconds is unsupported in a tariff; use period_days");
    }
    if (fixed != component.denominator.has_value()) {
        faults.add(path + ".denominator", fixed ? "is missing; fixed_denominator divides by it"
                                                : "is for the proration fixed_denominator only");
    } else if (fixed && *component.denominator < 1) {
        faults.add(path + ".denominator",
                   "is " + std::to_string(*component.denominator) + "; give 1 or more");
    }
}

void check_tax_class(const Component& component, const CatalogSource& source,
                     const std::string& path, Faults& faults) {
    require_snake_case(component.tax_class, path + ".tax_class", faults);
    const bool known =
        std::any_of(source.tax_rates.begin(), source.tax_rates.end(),
                    [&](const TaxRateRow& row) { return row.tax_class == component.tax_class; });
    if (known) return;
    faults.add(path + ".tax_class",
               "'" + component.tax_class +
                   "' has no row in tax_rates; give one without a percent if it is exempt");
}

} // namespace

void check_component(const Component& component, const CatalogSource& source,
                     const std::string& path, Faults& faults) {
    require_snake_case(component.code, path + ".code", faults);
    check_quantities(component, path, faults);
    check_policy(component, path, faults);
    check_tax_class(component, source, path, faults);
    if (component.charge_every && component.kind == ComponentKind::one_off) {
        faults.add(path + ".charge_every", "a one-off component is charged once, not in parts");
    }
    require_digits(component.rounding, path + ".rounding.digits", faults);
    require_digits(component.unit_rounding, path + ".unit_rounding.digits", faults);
}

} // namespace prorata
