#include "catalog/checks.hpp"

#include <algorithm>
#include <vector>

namespace prorata {

namespace {

/// The billing periods, or currencies, that the component has a price for, each once.
template <class Value>
std::vector<Value> priced_in(const TariffVersion& version, const std::string& component,
                             Value Price::*member) {
    std::vector<Value> values;
    for (const Price& price : version.prices) {
        if (price.component != component) continue;
        if (std::find(values.begin(), values.end(), price.*member) == values.end()) {
            values.push_back(price.*member);
        }
    }
    return values;
}

bool is_shorter(const Term& part, const Term& whole) {
    if (whole.monthly() && part.days() > 0) return part.days() < 28 * whole.months();
    return whole.whole_multiple_of(part) > 1;
}

void check_charge_every(const Component& component, const std::vector<Term>& periods,
                        const std::string& path, Faults& faults) {
    if (!component.charge_every) return;
    for (const Term& period : periods) {
        if (is_shorter(*component.charge_every, period)) continue;
        faults.add(path + ".charge_every", component.charge_every->text() +
                                               " is no part of the billing period " +
                                               period.text());
    }
}

/// R25: shares of calendar months add up only where no charge runs over a month's end.
bool stays_in_a_month(const TariffVersion& version, const Component& component,
                      const std::vector<Term>& periods) {
    if (component.charge_every) return *component.charge_every == Term(1, TermUnit::day);
    return version.cycle == CycleKind::calendar &&
           std::all_of(periods.begin(), periods.end(),
                       [](const Term& t) { return t.months() == 1; });
}

void check_proration(const TariffVersion& version, const Component& component,
                     const std::vector<Term>& periods, const std::string& path, Faults& faults) {
    const std::string place = path + ".proration";
    if (component.proration == ProrationPolicy::calendar_month_days &&
        !stays_in_a_month(version, component, periods)) {
        faults.add(place,
                   "calendar_month_days needs months of a calendar cycle, or charge_every P1D");
    }
    if ((component.proration == ProrationPolicy::days_of_next_month ||
         component.proration == ProrationPolicy::fixed_denominator) &&
        (version.cycle != CycleKind::calendar || component.charge_every)) {
        faults.add(place, std::string(name(component.proration)) +
                              " needs a calendar cycle, and charges of whole periods");
    }
    if (component.proration != ProrationPolicy::fixed_30) return;
    for (const Term& period : periods) {
        if (period.monthly()) continue;
        faults.add(place,
                   "fixed_30 counts months; the billing period " + period.text() + " has none");
    }
}

void check_rounding(const Component& component, const std::vector<Currency>& currencies,
                    const std::string& path, Faults& faults) {
    if (!component.rounding) return;
    for (const Currency& currency : currencies) {
        const int most = currency.digits() + 4; // what a stored charge holds (R31)
        if (component.rounding->digits <= most) continue;
        faults.add(path + ".rounding.digits", "is " + std::to_string(component.rounding->digits) +
                                                  "; a charge in " + std::string(currency.code()) +
                                                  " holds " + std::to_string(most));
    }
}

} // namespace

void check_charging(const TariffVersion& version, const Component& component,
                    const std::string& path, Faults& faults) {
    const auto periods = priced_in(version, component.code, &Price::billing_period);
    const auto currencies = priced_in(version, component.code, &Price::currency);
    check_charge_every(component, periods, path, faults);
    check_proration(version, component, periods, path, faults);
    check_rounding(component, currencies, path, faults);
    std::vector<Currency> missing;
    for (const Price& price : version.prices) {
        const Currency currency = price.currency;
        if (std::find(currencies.begin(), currencies.end(), currency) != currencies.end()) continue;
        if (std::find(missing.begin(), missing.end(), currency) != missing.end()) continue;
        missing.push_back(currency);
        faults.add(path, "'" + component.code + "' has no price in " +
                             std::string(currency.code()) + ", in which this version is sold");
    }
    if (version.prices.empty()) faults.add(path, "'" + component.code + "' has no price");
}

} // namespace prorata
