#pragma once

#include "rating/shop.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

// Random shops and lives, for every test that needs a history: what is entered, when it takes
// effect, when it becomes known.

namespace sample {

inline const Date first(2025, 11, 1);
inline const Date last(2026, 3, 15);

class Dice {
  public:
    explicit Dice(unsigned seed) : engine_(seed) {}
    int below(int limit) { return static_cast<int>(engine_() % static_cast<unsigned>(limit)); }
    Date day_from(Date start) { return start + below(last - start); }

  private:
    std::mt19937 engine_;
};

inline Shop shop_of(Dice& dice) {
    const TaxScheme scheme = dice.below(2) == 0 ? TaxScheme::inclusive : TaxScheme::exclusive;
    Component arrears = seats();
    arrears.code = "storage";
    arrears.timing = ChargeTiming::in_arrears;
    Component daily = arrears;
    daily.code = "daily";
    daily.charge_every = Term::parse("P1D");
    daily.rounding = Rounding{RoundingMode::truncate, 4};
    Component third = dice.below(2) == 0 ? arrears : daily;
    Component traffic = arrears;
    traffic.code = "traffic";
    traffic.kind = ComponentKind::metered;
    traffic.model = dice.below(2) == 0 ? PriceModel::graduated : PriceModel::per_unit;
    traffic.aggregation = dice.below(3) == 0 ? Aggregation::maximum : Aggregation::sum;
    traffic.included = dice.below(2) * 7;
    Component whole = seats();
    whole.code = "whole";
    whole.proration = dice.below(2) == 0 ? ProrationPolicy::whole_up : ProrationPolicy::none;
    std::vector<Tariff> tariffs{
        tariff("a", {seats(), third, whole, traffic}, {"99.99", "33.33", "10", "0.37"}, scheme),
        tariff("b", {seats(), third, traffic}, {"123.45", "7.77", "0.51"}, scheme)};
    const bool tiered = traffic.model == PriceModel::graduated;
    const bool bounded = dice.below(3) == 0;
    for (Tariff& sold : tariffs) {
        Price& row = sold.versions[0].prices.back();
        if (tiered) row.tiers = {{5, Decimal::parse("1.01"), Decimal::parse("0.99")}, {20, 1, 0}};
        if (bounded) row.minimum = Decimal::parse("9.99");
        if (bounded) row.maximum = Decimal::parse("25.01");
    }
    return Shop(std::move(tariffs));
}

/// What is entered of a life: each fact with the day from which it is known.
struct Facts {
    std::vector<std::pair<Date, Change>> changes;
    std::vector<std::pair<Date, UsageRecord>> usage;
};

/// A life in its order of effect; each change may be entered later than it takes effect.
inline Facts facts(const Shop& shop, Dice& dice) {
    Life life(shop);
    const Date start = first + dice.below(20);
    life.start(start, "a", 1 + dice.below(5));
    const std::string third = shop.source.tariffs[0].versions[0].components[1].code;
    for (int i = dice.below(6); i > 0; --i) {
        switch (dice.below(5)) {
        case 0: life.switch_to(dice.day_from(start), "b"); break;
        case 1: life.set(dice.day_from(start), third, dice.below(4)); break;
        default: life.set(dice.day_from(start), "seat", dice.below(6)); break;
        }
    }
    if (dice.below(3) == 0) {
        const Date stop = dice.day_from(start);
        Change stopped{life.next++, ChangeKind::stopped, stop};
        stopped.reason = dice.below(2) == 0 ? StopReason::by_client : StopReason::by_administrator;
        life.changes.push_back(stopped);
        life.simple(ChangeKind::resumed, stop + 1 + dice.below(20));
    }
    if (dice.below(3) == 0) life.simple(ChangeKind::ended, dice.day_from(start));
    Facts entered;
    for (const Change& change : life.changes) {
        const Date late = std::min(change.effective_on + dice.below(60) - 10, last);
        const Date known = change.sequence <= 2 ? start : std::max(start, late);
        entered.changes.emplace_back(known, change);
    }
    for (int i = dice.below(6); i > 0; --i) {
        const Date used_on = dice.day_from(start);
        const UsageRecord record{shop.component("traffic"), "u" + std::to_string(i),
                                 Instant::parse(used_on.text() + "T12:00:00Z"), used_on,
                                 Decimal(dice.below(200), 1)};
        entered.usage.emplace_back(std::min(used_on + dice.below(60), last), record);
    }
    return entered;
}

/// Runs every `step` days and on the last day; each change is known from its day of entry.
inline Life lived(const Shop& shop, const Facts& facts, int step) {
    Life life(shop);
    for (Date day = first; day <= last; day = day + 1) {
        if (day != last && (day - first) % step != 0) continue;
        life.changes.clear();
        life.usage.clear();
        for (const auto& [known, change] : facts.changes) {
            if (known <= day) life.changes.push_back(change);
        }
        for (const auto& [known, record] : facts.usage) {
            if (known <= day) life.usage.push_back(record);
        }
        if (!life.changes.empty()) (void)life.run(day);
    }
    return life;
}

} // namespace sample
