// Random lives: whatever is recorded, in whatever order it was entered, is recomputed from the
// derivations of its lines (semantics 0, rules R2 to R5).

#include "prorata/explain/explanation.hpp"

#include "rating/random_life.hpp"

#include "catch.hpp"

#include <cstdint>
#include <map>
#include <tuple>

using namespace sample;

namespace {

constexpr int lives = PRORATA_LIVES;

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
