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

/// R3: what was charged of a period with the same terms on all its days is their price, however
/// many lines, corrections and rates of tax it took.
bool slices_add_up(const Shop& shop, const Life& life) {
    const ComponentId seat = shop.component("seat");
    const Timeline timeline = life.timeline();
    if (!timeline.lives()) return true;
    std::map<std::int32_t, std::int64_t> periods; // in the price's own scheme
    for (const Charge& line : life.recorded) {
        if (line.unit.component != seat) continue;
        const bool added = line.unit.scheme == TaxScheme::exclusive;
        periods[line.unit.period_on.days()] += line.amount - (added ? line.tax : 0);
    }
    for (const auto& [day, charged] : periods) {
        const Era& era = timeline.eras().back();
        const Period<Date> whole = era.anchor.period_of(era.billing_period, Date::from_days(day));
        std::vector<Slice> slices;
        timeline.slices(seat, whole, slices);
        if (slices.size() != 1 || slices.front().days != whole) continue;
        const PeriodPrice price = price_of(shop.context(), seat, slices.front().terms);
        const auto kopecks = price.charged.rounded({RoundingMode::half_up, 2});
        if (charged != kopecks * 10'000) return false;
    }
    return true;
}

/// The same facts, each entered on another day: some ahead, some late, in another order.
Facts reordered(Facts facts, Dice& dice) {
    const Date start = facts.changes.front().first;
    for (auto& [known, change] : facts.changes) {
        if (change.sequence > 2) known = start + dice.below(last - start + 1);
    }
    for (auto& [known, record] : facts.usage)
        known = record.used_on + dice.below(last - record.used_on + 1);
    return facts;
}

} // namespace

TEST_CASE(
    "R9, R10: in random lives daily, sparse and one late run, and any order of entry, agree and "
    "cover each day once") {
    for (int seed = 0; seed < lives; ++seed) {
        Dice dice(static_cast<unsigned>(seed));
        const Shop shop = shop_of(dice);
        const auto entered = facts(shop, dice);
        Life late = lived(shop, entered, 1000);
        Life sparse = lived(shop, entered, 3 + dice.below(40));
        INFO("seed " << seed);
        REQUIRE(sums(sparse.recorded) == sums(late.recorded));
        const Life other = lived(shop, reordered(entered, dice), 3 + dice.below(40));
        REQUIRE(sums(other.recorded) == sums(late.recorded));
        REQUIRE(slices_add_up(shop, sparse));
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
