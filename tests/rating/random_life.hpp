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
    Component whole = seats();
    whole.code = "whole";
    whole.proration = dice.below(2) == 0 ? ProrationPolicy::whole_up : ProrationPolicy::none;
    return Shop({tariff("a", {seats(), third, whole}, {"99.99", "33.33", "10"}, scheme),
                 tariff("b", {seats(), third}, {"123.45", "7.77"}, scheme)});
}

/// A life in its order of effect; each change may be entered later than it takes effect.
inline std::vector<std::pair<Date, Change>> facts(const Shop& shop, Dice& dice) {
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
    std::vector<std::pair<Date, Change>> entered;
    for (const Change& change : life.changes) {
        const Date late = std::min(change.effective_on + dice.below(60) - 10, last);
        const Date known = change.sequence <= 2 ? start : std::max(start, late);
        entered.emplace_back(known, change);
    }
    return entered;
}

/// Runs every `step` days and on the last day; each change is known from its day of entry.
inline Life lived(const Shop& shop, const std::vector<std::pair<Date, Change>>& facts, int step) {
    Life life(shop);
    for (Date day = first; day <= last; day = day + 1) {
        if (day != last && (day - first) % step != 0) continue;
        life.changes.clear();
        for (const auto& [known, change] : facts) {
            if (known <= day) life.changes.push_back(change);
        }
        if (!life.changes.empty()) (void)life.run(day);
    }
    return life;
}

} // namespace sample
