// Charges against the timelines they came from: T2, T5, J1.

#include "repository/life.hpp"
#include "verify/tables.hpp"

namespace prorata {

namespace {

using UnitKey = std::tuple<std::int64_t, std::int32_t, std::string, int>;
using Sums = std::map<UnitKey, std::pair<std::int64_t, std::int64_t>>;

UnitKey key_of(const Unit& unit) {
    return {unit.component.value(), unit.period_on.days(), unit.rate.text(),
            static_cast<int>(unit.scheme)};
}

void add(Sums& sums, const Charge& charge, int sign) {
    auto& [amount, tax] = sums[key_of(charge.unit)];
    amount += sign * charge.amount;
    tax += sign * charge.tax;
}

/// T2: the net of the signs over the days of each component is 0 or 1.
void check_cover(SubscriptionId id, const std::vector<const ChargeRecord*>& charges,
                 Findings& findings) {
    std::map<std::int64_t, std::map<Date, int>> steps;
    for (const ChargeRecord* record : charges) {
        const Charge& charge = record->charge;
        if (charge.kind != ChargeKind::recurring && charge.kind != ChargeKind::metered) continue;
        auto& days = steps[charge.unit.component.value()];
        days[charge.days.start()] += charge.sign;
        days[charge.days.end()] -= charge.sign;
    }
    for (const auto& [component, days] : steps) {
        int count = 0;
        for (const auto& [day, step] : days) {
            count += step;
            if (count == 0 || count == 1) continue;
            findings.push_back({"T2", "charge", id.value(),
                                "component " + std::to_string(component) + " is charged " +
                                    std::to_string(count) + " times on " + day.text()});
            break;
        }
    }
}

/// T5: each unit's amount and tax, computed again from the timeline.
void check_sums(const Tables& tables, AccountFile& file, const Subscription& subscription,
                const std::vector<const ChargeRecord*>& charges, Findings& findings) {
    if (subscription.changed_from || subscription.state == SubscriptionState::ordered) return;
    const Timeline life = life_of(tables.book, file, subscription);
    Sums sums;
    const DueWindow all{{1, 1, 2}, subscription.billed_through, Date(1, 1, 2)};
    for (const Part& part : parts_of(tables.book, subscription, life, all)) {
        add(sums, part.charge, 1);
    }
    for (const ChargeRecord* record : charges)
        add(sums, record->charge, -1);
    for (const auto& [unit, sum] : sums) {
        if (sum == std::pair<std::int64_t, std::int64_t>()) continue;
        findings.push_back({"T5", "charge", subscription.id.value(),
                            "period of " + Date::from_days(std::get<1>(unit)).text() + ": " +
                                std::to_string(sum.first) + " units and tax " +
                                std::to_string(sum.second) + " are missing"});
    }
}

void check_runs(const Tables& tables, Findings& findings) {
    std::map<std::int64_t, std::int64_t> written;
    for (const ChargeRecord& charge : tables.charges)
        ++written[charge.run];
    int running = 0;
    for (const RunRecord& run : tables.runs) {
        if (run.state == 1 && ++running > 1) {
            findings.push_back({"J1", "run", run.id, "another one runs as well"});
        }
        if (run.charges != written[run.id]) {
            findings.push_back({"J1", "run", run.id,
                                "it counted " + std::to_string(run.charges) + " charges; " +
                                    std::to_string(written[run.id]) + " are its own"});
        }
    }
}

} // namespace

void check_charges(const Tables& tables, Findings& findings) {
    std::map<std::int64_t, std::vector<const ChargeRecord*>> charges;
    for (const ChargeRecord& charge : tables.charges) {
        charges[charge.subscription.value()].push_back(&charge);
    }
    for (const AccountRecord& account : tables.accounts) {
        for (AccountFile& file : tables.book.accounts(account.id.value(), account.id.value() + 1)) {
            for (const auto& known : file.subscriptions) {
                const auto& lines = charges[known.row.id.value()];
                check_cover(known.row.id, lines, findings);
                check_sums(tables, file, known.row, lines, findings);
            }
        }
    }
    check_runs(tables, findings);
}

} // namespace prorata
