// Random lives: whatever is entered, in whatever order and however late, every unit ends with the
// same amount and tax (semantics 0, rules R2 to R5, R9, R10).

#include "shop.hpp"

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

using UnitSums = std::map<std::tuple<std::int64_t, std::int32_t, std::string>,
                          std::pair<std::int64_t, std::int64_t>>;

UnitSums sums(const std::vector<Charge>& charges) {
    UnitSums sums;
    for (const Charge& charge : charges) {
        auto& [amount, tax] = sums[{charge.unit.component.value(), charge.unit.period_on.days(),
                                    charge.unit.rate.text()}];
        amount += charge.amount;
        tax += charge.tax;
    }
    std::erase_if(sums, [](const auto& unit) {
        return unit.second == std::pair<std::int64_t, std::int64_t>();
    });
    return sums;
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

/// T2: the net of the signs covers each day once or not at all, and no day of an ended life.
bool covers_once(const Life& life) {
    std::map<std::tuple<std::int64_t, std::int32_t>, int> cover;
    for (const Charge& charge : life.recorded) {
        for (Date day = charge.days.start(); day < charge.days.end(); day = day + 1) {
            cover[{charge.unit.component.value(), day.days()}] += charge.sign;
        }
    }
    const auto end = life.timeline().end();
    for (const auto& [key, count] : cover) {
        const bool over = end && Date::from_days(std::get<1>(key)) >= *end;
        if (count != 0 && (count != 1 || over)) return false;
    }
    return true;
}

} // namespace

TEST_CASE("random lives: daily runs, sparse runs and one late run agree in every unit") {
    for (int seed = 0; seed < lives; ++seed) {
        Dice dice(static_cast<unsigned>(seed));
        const Shop shop = shop_of(dice);
        const auto entered = facts(shop, dice);
        Life late = lived(shop, entered, 1000);
        Life sparse = lived(shop, entered, 3 + dice.below(40));
        INFO("seed " << seed);
        REQUIRE(sums(sparse.recorded) == sums(late.recorded));
        REQUIRE(covers_once(sparse));
        REQUIRE(sparse.run(last).empty());
    }
}

TEST_CASE("random lives run every day agree with one late run") {
    for (int seed = 100'000; seed < 100'000 + lives / 30; ++seed) {
        Dice dice(static_cast<unsigned>(seed));
        const Shop shop = shop_of(dice);
        const auto entered = facts(shop, dice);
        INFO("seed " << seed);
        REQUIRE(sums(lived(shop, entered, 1).recorded) ==
                sums(lived(shop, entered, 1000).recorded));
    }
}
