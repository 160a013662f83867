#include "catalog/checks.hpp"

#include <set>

namespace prorata {

namespace {

void check_cycle(const TariffVersion& version, const std::string& path, Faults& faults) {
    const int day = version.cycle_day;
    const std::string is = "is " + std::to_string(day) + "; ";
    const std::string place = path + ".cycle_day";
    if (version.cycle == CycleKind::anniversary) {
        if (day != 0) faults.add(place, is + "an anniversary cycle has no day of its own: give 0");
        return;
    }
    const int least = version.cycle == CycleKind::calendar ? 0 : 1;
    if (day < least || day > 31) faults.add(place, is + "give " + std::to_string(least) + " to 31");
    for (std::size_t i = 0; i < version.prices.size(); ++i) {
        if (version.prices[i].billing_period.monthly()) continue;
        faults.add(item(path, "prices", i) + ".billing_period",
                   version.prices[i].billing_period.text() +
                       " does not begin on a day of the month; use the anniversary cycle");
    }
}

void require_days(int days, const std::string& path, Faults& faults) {
    if (days < 0 || days > 3660)
        faults.add(path, "is " + std::to_string(days) + "; give 0 to 3660 days");
}

} // namespace

void check_version(const TariffVersion& version, const CatalogSource& source,
                   const std::string& path, Faults& faults) {
    std::set<std::string> seen;
    if (version.components.empty())
        faults.add(path + ".components", "is empty; nothing can be bought");
    for (std::size_t i = 0; i < version.components.size(); ++i) {
        const Component& component = version.components[i];
        const std::string place = item(path, "components", i);
        check_component(component, source, place, faults);
        if (!seen.insert(component.code).second) {
            faults.add(place + ".code", "'" + component.code + "' is in this version already");
            continue;
        }
        check_charging(version, component, place, faults);
    }
    check_prices(version, source, path, faults);
    check_cycle(version, path, faults);
    check_tax_rounding(version, path, faults);
    check_first_proration(version, path, faults);
    require_percent(version.renewal_discount, path + ".renewal_discount", faults);
    require_days(version.lead_days, path + ".lead_days", faults);
    require_days(version.grace_days, path + ".grace_days", faults);
    require_days(version.hold_days, path + ".hold_days", faults);
}

} // namespace prorata
