// Random lives: whatever is recorded, in whatever order it was entered, is recomputed from the
// derivations of its lines (semantics 0, rules R2 to R5).

#include "prorata/explain/explanation.hpp"

#include "rating/shop.hpp"

#include "catch.hpp"

#include <cstdint>
#include <map>
#include <random>
#include <tuple>

using namespace sample;

namespace {

constexpr int lives = PRORATA_LIVES;
const Date first(2025, 11, 1);
const Date last(2026, 3, 15);

class Dice {
  public:
    explicit Dice(unsigned seed) : engine_(seed) {}
    int below(int limit) { return static_cast<int>(engine_() % static_cast<unsigned>(limit)); }
    Date day_from(Date start) { return start + below(last - start); }

  private:
    std::mt19937 engine_;
};

Shop shop_of(Dice& dice) {
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
std::vector<std::pair<Date, Change>> facts(const Shop& shop, Dice& dice) {
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
Life lived(const Shop& shop, const std::vector<std::pair<Date, Change>>& facts, int step) {
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

/// The recorded lines by component and anchored period.
std::map<std::pair<std::int64_t, std::int32_t>, std::vector<Charge>> periods(const Life& life) {
    std::map<std::pair<std::int64_t, std::int32_t>, std::vector<Charge>> all;
    for (const Charge& charge : life.recorded)
        all[{charge.unit.component.value(), charge.unit.period_on.days()}].push_back(charge);
    return all;
}

} // namespace

TEST_CASE("random lives: every recorded line is recomputed") {
    for (int seed = 0; seed < lives; ++seed) {
        Dice dice(static_cast<unsigned>(seed));
        const Shop shop = shop_of(dice);
        const auto entered = facts(shop, dice);
        const Life life = lived(shop, entered, 3 + dice.below(40));
        INFO("seed " << seed);
        for (const auto& [period, lines] : periods(life)) {
            INFO("component " << period.first << ", period "
                              << Date::from_days(period.second).text());
            REQUIRE(recompute(shop.context(), lines) == std::vector<std::string>());
        }
    }
}
