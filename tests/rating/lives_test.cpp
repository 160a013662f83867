// Random lives: whatever is entered, in whatever order and however late, every unit ends with the
// same amount and tax (semantics 0, rules R2 to R5, R9, R10).

#include "random_life.hpp"

#include "catch.hpp"

#include <cstdint>
#include <map>
#include <tuple>

using namespace sample;

namespace {

constexpr int lives = PRORATA_LIVES;

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

/// T2: the net of the signs covers each day once or not at all, and no day of an ended life.
bool covers_once(const Life& life) {
    std::map<std::tuple<std::int64_t, std::int32_t>, int> cover;
    for (const Charge& charge : life.recorded) {
        if (charge.kind == ChargeKind::metered) continue; // outside: it is counted, not covered
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

TEST_CASE("R9, R10: in random lives daily, sparse and one late run agree and cover each day once") {
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

TEST_CASE("R10: random lives run every day agree with one late run") {
    for (int seed = 100'000; seed < 100'000 + lives / 30; ++seed) {
        Dice dice(static_cast<unsigned>(seed));
        const Shop shop = shop_of(dice);
        const auto entered = facts(shop, dice);
        INFO("seed " << seed);
        REQUIRE(sums(lived(shop, entered, 1).recorded) ==
                sums(lived(shop, entered, 1000).recorded));
    }
}
