// T1, T2, T5, T6: the days of a subscription that are charged, and what they should cost.

#include "verify/check.hpp"

#include "prorata/rating/part.hpp"
#include "repository/life.hpp"

#include <algorithm>
#include <tuple>

namespace prorata {

using storage::RowBatch;

namespace {

/// What is charged for each day between two marks: +1 where charged days begin, −1 where they end.
using Marks = std::map<std::int64_t, std::int64_t>;

template <class Visit>
void each_count(const Marks& marks, const Visit& visit) {
    std::int64_t count = 0;
    for (auto mark = marks.begin(); mark != marks.end(); ++mark) {
        count = wrapped_sum(count, mark->second);
        const auto next = std::next(mark);
        if (next != marks.end()) visit(mark->first, next->first, count);
    }
}

/// Marks of recurring charges by subscription and component.
std::map<std::pair<std::int64_t, std::int64_t>, Marks> charged_days(const Check& check) {
    const RowBatch& rows = check.rows("charge");
    const RowColumn subscription(rows, "subscription");
    const RowColumn component(rows, "component");
    const RowColumn kind(rows, "kind");
    const RowColumn sign(rows, "sign");
    const RowColumn starts_on(rows, "starts_on");
    const RowColumn ends_on(rows, "ends_on");
    std::map<std::pair<std::int64_t, std::int64_t>, Marks> all;
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        if (kind[row] != static_cast<std::int64_t>(ChargeKind::recurring)) continue;
        Marks& marks = all[{subscription[row], component[row]}];
        std::int64_t& begun = marks[starts_on[row]];
        begun = wrapped_sum(begun, sign[row]);
        std::int64_t& ended = marks[ends_on[row]];
        ended = wrapped_sum(ended, -std::max(sign[row], -max_id));
    }
    return all;
}

std::string days_text(std::int64_t from, std::int64_t to) {
    return Date::from_days(from).text() + " to " + (Date::from_days(to) - 1).text();
}

/// Every account with its subscriptions and changes: tables that are in the order of accounts.
std::vector<AccountFile> files(const Check& check) {
    std::vector<AccountFile> all;
    for (AccountRecord& account : read_all<AccountRecord>(check.rows("account")))
        all.push_back({std::move(account)});
    const auto each = [&all](auto records, auto&& add) {
        auto file = all.begin();
        for (auto& record : records) {
            while (file != all.end() && file->account.id < record.account)
                ++file;
            if (file == all.end()) return;
            if (file->account.id == record.account) add(*file, std::move(record));
        }
    };
    each(read_all<Subscription>(check.rows("subscription")),
         [](AccountFile& file, Subscription row) {
             file.subscriptions.push_back({std::move(row)});
         });
    each(read_all<ChangeRecord>(check.rows("change")),
         [](AccountFile& file, const ChangeRecord& row) { file.changes.push_back({row}); });
    return all;
}

/// Applies `visit` to every subscription; what cannot be read is reported for it alone.
template <class Visit>
void each_subscription(Check& check, const Visit& visit) {
    for (AccountFile& file : files(check)) {
        for (std::size_t i = 0; i < file.subscriptions.size(); ++i) {
            const Subscription subscription = file.subscriptions[i].row;
            if (subscription.state == SubscriptionState::ordered) continue;
            try {
                visit(subscription, life_of(check.book().catalog(), file, subscription));
            } catch (const Error& error) {
                check.report("subscription", subscription.id.value(),
                             "cannot be checked: " + std::string(error.message()));
            }
        }
    }
}

using UnitKey = std::tuple<std::int64_t, std::int64_t, std::int64_t, int>;

UnitKey key_of(const Unit& unit) {
    return {unit.component.value(), unit.period_on.days(), unit.rate.millionths().value_or(-1),
            static_cast<int>(unit.scheme)};
}

/// What one unit was charged, or should be.
struct UnitSums {
    Int128 amount = 0;
    Int128 tax = 0;
    Marks days = {};

    void add(const Charge& charge, int factor) {
        amount += Int128(charge.amount) * factor;
        tax += Int128(charge.tax) * factor;
        if (charge.kind != ChargeKind::recurring) return;
        days[charge.days.start().days()] += std::int64_t{charge.sign} * factor;
        days[charge.days.end().days()] -= std::int64_t{charge.sign} * factor;
    }

    /// Nothing is left: what was charged is what should be.
    [[nodiscard]] bool settled() const {
        return amount == 0 && tax == 0 &&
               std::all_of(days.begin(), days.end(),
                           [](const auto& mark) { return mark.second == 0; });
    }
};

using Units = std::map<UnitKey, UnitSums>;

void subtract(Units& units, const std::vector<Part>& parts) {
    for (const Part& part : parts)
        units[key_of(part.charge.unit)].add(part.charge, -1);
}

std::map<std::int64_t, Units> recorded(const Check& check) {
    const RowBatch& rows = check.rows("charge");
    std::map<std::int64_t, Units> all;
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        const auto record = read<ChargeRecord>(rows, row);
        all[record.subscription.value()][key_of(record.charge.unit)].add(record.charge, 1);
    }
    return all;
}

std::map<std::int64_t, std::vector<UsageRecord>> usage(const Check& check) {
    std::map<std::int64_t, std::vector<UsageRecord>> all;
    for (UsageEntry& entry : read_all<UsageEntry>(check.rows("usage")))
        all[entry.subscription.value()].push_back(std::move(entry.record));
    return all;
}

void report_difference(Check& check, const Subscription& subscription, const UnitKey& key,
                       const UnitSums& sums) {
    const std::string unit = "component " + std::to_string(std::get<0>(key)) + " from " +
                             Date::from_days(std::get<1>(key)).text();
    const std::int64_t id = subscription.id.value();
    check.equal("subscription", id, unit + ": charged less recomputed", sums.amount, 0);
    check.equal("subscription", id, unit + ": tax less recomputed", sums.tax, 0);
    each_count(sums.days, [&](std::int64_t from, std::int64_t to, std::int64_t count) {
        if (count == 0) return;
        check.report("subscription", id,
                     unit + ": " + days_text(from, to) + " are charged " + std::to_string(count) +
                         " times more than they should be");
    });
}

/// Whether the tariff of the first day has that set-up: on one day the last entered holds (R27).
bool sold_once(const Check& check, const Timeline& life, ComponentId component) {
    const Offer& offer = check.book().catalog().offer(life.offer_on(life.start()));
    const auto position = offer.find(component);
    return position && offer.version->components[*position].kind == ComponentKind::one_off;
}

} // namespace

void check_life(Check& check) {
    const auto days = charged_days(check);
    each_subscription(check, [&](const Subscription& subscription, const Timeline& life) {
        if (subscription.changed_from) return; // the next run corrects it (R2)
        const std::int64_t id = subscription.id.value();
        const std::int64_t start = life.start().days();
        const auto owed = life.commitment(); // a period that had begun is charged to its end (R34)
        const Date last = owed ? owed->end() : life.end().value_or(Timeline::horizon());
        const std::int64_t end = last.days();
        for (auto at = days.lower_bound({id, 0}); at != days.end() && at->first.first == id; ++at) {
            each_count(at->second, [&](std::int64_t from, std::int64_t to, std::int64_t count) {
                if (count == 0 || (from >= start && to <= end)) return;
                check.report("subscription", id,
                             days_text(from, to) + " are charged, its life is " +
                                 days_text(start, end));
            });
        }
    });
}

void check_coverage(Check& check) {
    for (const auto& component : charged_days(check)) {
        const auto& of = component.first;
        each_count(component.second, [&](std::int64_t from, std::int64_t to, std::int64_t count) {
            if (count == 0 || count == 1) return;
            check.report("subscription", of.first,
                         days_text(from, to) + " of component " + std::to_string(of.second) +
                             " are charged " + std::to_string(count) + " times");
        });
    }
}

void check_recomputed(Check& check) {
    auto charged = recorded(check);
    const auto used = usage(check);
    static const std::vector<UsageRecord> none;
    each_subscription(check, [&](const Subscription& subscription, const Timeline& life) {
        if (subscription.changed_from) return; // the next run corrects it (R2)
        const std::int64_t id = subscription.id.value();
        const auto records = used.find(id);
        Units& units = charged[id];
        const DueWindow all{Date(1, 1, 1), subscription.billed_through};
        auto parts = desired_parts(check.book().rating(), life,
                                   check.book().seller(subscription.seller).country,
                                   records == used.end() ? none : records->second, all);
        Units as_order = units;
        subtract(units, parts);
        round_as_order(check.book().rating(), parts, life.start());
        subtract(as_order, parts);
        for (const auto& [key, sums] : units) {
            if (as_order.at(key).settled()) continue; // R6: until a correction comes
            report_difference(check, subscription, key, sums);
        }
    });
}

void check_one_offs(Check& check) {
    std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> times;
    for (const auto& record : read_all<ChargeRecord>(check.rows("charge"))) {
        if (record.charge.kind != ChargeKind::one_off) continue;
        times[{record.subscription.value(), record.charge.unit.component.value()}] +=
            record.charge.sign;
    }
    each_subscription(check, [&](const Subscription& subscription, const Timeline& life) {
        if (subscription.changed_from) return; // the next run corrects it (R2)
        const std::int64_t id = subscription.id.value();
        const auto refunded = life.refunded_from();
        const bool taken_back = !life.lives() || (refunded && *refunded <= life.start());
        for (auto at = times.lower_bound({id, 0}); at != times.end() && at->first.first == id;
             ++at) {
            const ComponentId component(at->first.second);
            const bool owed = !taken_back && sold_once(check, life, component);
            check.equal("subscription", id,
                        "times that component " + std::to_string(at->first.second) + " is charged",
                        at->second, owed ? 1 : 0);
        }
    });
}

} // namespace prorata
