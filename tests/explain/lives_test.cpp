// Random lives: whatever is recorded, in whatever order it was entered, is recomputed from the
// derivations of its lines (semantics 0, rules R2 to R5).

#include "explain/booked.hpp"
#include "rating/random_life.hpp"

#include "catch.hpp"

#include <cstdint>
#include <map>
#include <tuple>

using namespace sample;

namespace {

constexpr int lives = PRORATA_LIVES;

/// The recorded lines by anchored period.
std::map<std::int32_t, std::vector<BookedLine>> periods(const Life& life) {
    std::map<std::int32_t, std::vector<BookedLine>> all;
    for (const BookedLine& line : booked(life))
        all[line.charge.unit.period_on.days()].push_back(line);
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
            INFO("period " << Date::from_days(period).text());
            REQUIRE(recompute(shop.context(), lines) == std::vector<std::string>());
        }
    }
}
