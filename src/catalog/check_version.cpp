#include "catalog/checks.hpp"

#include "prorata/time/zone.hpp"

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

void require_between(int number, int least, int most, const std::string& path, Faults& faults) {
    if (number >= least && number <= most) return;
    faults.add(path, "is " + std::to_string(number) + "; give " + std::to_string(least) + " to " +
                         std::to_string(most));
}

void check_withdrawal(const WithdrawalPolicy& policy, const std::string& path, Faults& faults) {
    if (policy.hours) {
        require_between(*policy.hours, 1, 9999, path + ".hours", faults);
        if (policy.zone.empty()) return;
        faults.add(path + ".zone", "is given; a window of hours has none");
        return;
    }
    require_between(policy.days, 0, 9999, path + ".days", faults);
    require_between(policy.cut_off_minutes, 1, 1440, path + ".cut_off_minutes", faults);
    try {
        (void)Zone::of(policy.zone);
    } catch (const Error& error) {
        faults.add(path + ".zone", error.message());
    }
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
    check_keep_net(version, path + ".keep_net_of", faults);
    check_first_proration(version, path, faults);
    require_percent(version.renewal_discount, path + ".renewal_discount", faults);
    require_days(version.lead_days, path + ".lead_days", faults);
    require_days(version.grace_days, path + ".grace_days", faults);
    require_days(version.hold_days, path + ".hold_days", faults);
    require_between(version.quote_days, 1, 3660, path + ".quote_days", faults);
    if (version.order_days) {
        require_between(*version.order_days, 1, 3660, path + ".order_days", faults);
    }
    require_between(version.promise_days, 0, 3660, path + ".promise_days", faults);
    require_between(version.promise_interval, 0, 3660, path + ".promise_interval", faults);
    if (version.withdrawal) check_withdrawal(*version.withdrawal, path + ".withdrawal", faults);
}

} // namespace prorata
