// What metered use costs inside a period: tiers, allowance, bounds, tax (rules R22, R23, R46).

#include "rating/shop.hpp"

#include "catch.hpp"

using namespace sample;

namespace {

Component traffic(PriceModel model) {
    Component component = seats();
    component.code = "traffic";
    component.kind = ComponentKind::metered;
    component.timing = ChargeTiming::in_arrears;
    component.model = model;
    return component;
}

/// One metered tariff: 100 units at 1.00, then 0.50 each, unless the model says otherwise.
Tariff metered(const std::string& code, const Component& component) {
    Tariff made = tariff(code, {component}, {"0.50"});
    if (component.model == PriceModel::graduated) {
        made.versions[0].prices[0].tiers = {{100, 1, 0}};
    }
    return made;
}

Price& row(Tariff& tariff) {
    return tariff.versions[0].prices[0];
}

Life& use(Life& life, Date day, int quantity) {
    const std::string key = "k" + std::to_string(life.usage.size());
    life.usage.push_back({life.shop->component("traffic"), key,
                          Instant::parse(day.text() + "T12:00:00Z"), day, quantity});
    return life;
}

/// From that day on the same offer with a discount, as a renewal gives it.
Life& discounted(Life& life, Date day, const std::string& code, DiscountId discount) {
    Change change{life.next++, ChangeKind::renewed, day, life.shop->offer(code)};
    change.discount = discount;
    life.changes.push_back(change);
    return life;
}

std::string total(const std::vector<Part>& parts) {
    std::int64_t sum = 0;
    for (const Part& part : parts)
        sum += part.charge.amount;
    return rub(sum);
}

} // namespace

TEST_CASE("R22: discounts, then the maximum, then the minimum") {
    struct Case {
        int used;
        std::optional<Decimal> minimum;
        std::optional<Decimal> maximum;
        const char* total;
    };
    const std::vector<Case> cases{{100, std::nullopt, std::nullopt, "80.00 RUB"},
                                  {100, 90, std::nullopt, "90.00 RUB"},
                                  {200, std::nullopt, 150, "150.00 RUB"},
                                  {0, 90, std::nullopt, "90.00 RUB"},
                                  {150, 90, 150, "120.00 RUB"}};
    for (const Case& known : cases) {
        Tariff sold = tariff("m", {traffic(PriceModel::per_unit)}, {"1"});
        row(sold).minimum = known.minimum;
        row(sold).maximum = known.maximum;
        Shop shop({sold});
        const DiscountId fifth =
            shop.discounts.add({{DiscountCause::promo, DiscountBasis::running, 20}});
        Life life(shop);
        life.start({2025, 1, 1}, "m");
        discounted(life, {2025, 1, 1}, "m", fifth);
        use(life, {2025, 1, 10}, known.used);
        INFO(known.used << " used");
        CHECK(total(life.desired({2025, 2, 1})) == known.total);
    }
}

TEST_CASE("R22: a recurring component is held at its bounds before n/d") {
    Tariff sold = tariff("crm", {seats()}, {"100"});
    row(sold).minimum = 310;
    row(sold).maximum = 620;
    const Shop shop({sold});
    for (const auto& [seats, amount] : std::vector<std::pair<int, std::string>>{
             {1, "100.00 RUB"}, {4, "129.03 RUB"}, {9, "200.00 RUB"}}) {
        Life life(shop);
        life.start({2025, 1, 1}, "crm", seats).simple(ChangeKind::ended, {2025, 1, 11});
        CHECK(total(life.desired({2025, 2, 1})) == amount);
    }
}

TEST_CASE("R23: the tiers of a period go on over a change of terms, another tariff counts anew") {
    Shop shop({metered("m", traffic(PriceModel::graduated)),
               metered("n", traffic(PriceModel::graduated))});
    const DiscountId tenth =
        shop.discounts.add({{DiscountCause::promo, DiscountBasis::running, 10}});
    Life plain(shop);
    plain.start({2025, 1, 1}, "m");
    use(use(plain, {2025, 1, 10}, 75), {2025, 1, 20}, 75);
    CHECK(total(plain.desired({2025, 2, 1})) == "125.00 RUB");
    Life cheaper = plain;
    discounted(cheaper, {2025, 1, 16}, "m", tenth);
    CHECK(
        texts({cheaper.desired({2025, 2, 1})[0].charge, cheaper.desired({2025, 2, 1})[1].charge}) ==
        std::vector<std::string>{"1 2025-01-01 2025-01-16 31/31 75.00 RUB tax 12.50 RUB",
                                 "1 2025-01-16 2025-02-01 31/31 45.00 RUB tax 7.50 RUB"});
    Life other = plain;
    other.switch_to({2025, 1, 16}, "n");
    CHECK(total(other.desired({2025, 2, 1})) == "150.00 RUB");
}

TEST_CASE("R23: tiers are not prorated but allowance, minimum and maximum are, by active days") {
    const auto ended = [](const Shop& shop) {
        Life life(shop);
        life.start({2025, 1, 1}, "m").simple(ChangeKind::ended, {2025, 1, 11});
        use(life, {2025, 1, 5}, 150);
        return total(life.desired({2025, 2, 1}));
    };
    CHECK(ended(Shop({metered("m", traffic(PriceModel::graduated))})) == "125.00 RUB");
    Component allowed = traffic(PriceModel::per_unit);
    allowed.included = 310;
    CHECK(ended(Shop({metered("m", allowed)})) == "25.00 RUB"); // 150 − 310 × 10/31, at 0.50
    Tariff least = metered("m", traffic(PriceModel::per_unit));
    row(least).minimum = 310;
    CHECK(ended(Shop({least})) == "100.00 RUB");
    Tariff most = metered("m", traffic(PriceModel::per_unit));
    row(most).maximum = 93;
    CHECK(ended(Shop({most})) == "30.00 RUB");
}

TEST_CASE("R23: with daily charges the tiers still count over the whole period") {
    Component daily = traffic(PriceModel::graduated);
    daily.charge_every = Term::parse("P1D");
    const Shop shop({metered("m", daily)});
    Life life(shop);
    life.start({2025, 1, 1}, "m");
    use(use(life, {2025, 1, 10}, 75), {2025, 1, 20}, 75);
    std::string amounts;
    for (const Part& part : life.desired({2025, 2, 1})) {
        if (part.charge.amount != 0)
            amounts += part.charge.days.start().text() + " " + rub(part.charge.amount) + "; ";
    }
    CHECK(amounts == "2025-01-10 75.00 RUB; 2025-01-20 50.00 RUB; ");
}

TEST_CASE("R46: use before a change of rate is rated first, the rest is what the whole leaves") {
    const Shop shop({metered("m", traffic(PriceModel::graduated))});
    Life life(shop);
    life.start({2025, 12, 15}, "m");
    use(use(life, {2025, 12, 20}, 75), {2026, 1, 10}, 75);
    const auto parts = life.desired({2026, 1, 15});
    REQUIRE(parts.size() == 2);
    CHECK(text(parts[0].charge) == "1 2025-12-15 2026-01-01 31/31 75.00 RUB tax 12.50 RUB");
    CHECK(text(parts[1].charge) == "1 2026-01-01 2026-01-15 31/31 50.00 RUB tax 9.02 RUB");
}

TEST_CASE("R46: what does not add up over days is divided by them") {
    Component peak = traffic(PriceModel::per_unit);
    peak.aggregation = Aggregation::maximum;
    const Shop shop({metered("m", peak)});
    Life life(shop);
    life.start({2025, 12, 15}, "m");
    use(life, {2025, 12, 20}, 62);
    const auto parts = life.desired({2026, 1, 15});
    REQUIRE(parts.size() == 2);
    CHECK(text(parts[0].charge) == "1 2025-12-15 2026-01-01 31/31 17.00 RUB tax 2.83 RUB");
    CHECK(text(parts[1].charge) == "1 2026-01-01 2026-01-15 31/31 14.00 RUB tax 2.52 RUB");
}

TEST_CASE("R46: a minimum's top-up is divided by days at a change of rate") {
    Tariff sold = metered("m", traffic(PriceModel::per_unit));
    row(sold).minimum = 41;
    const Shop shop({sold});
    Life life(shop);
    life.start({2025, 12, 15}, "m");
    use(life, {2025, 12, 20}, 20); // 10.00, all of it before the change
    const auto parts = life.desired({2026, 1, 15});
    REQUIRE(parts.size() == 2);
    CHECK(rub(parts[0].charge.amount) == "27.00 RUB");
    CHECK(rub(parts[1].charge.amount) == "14.00 RUB");
}

TEST_CASE("R8: graduated use that comes late is rated in its own period") {
    const Shop shop({metered("m", traffic(PriceModel::graduated))});
    Life life(shop);
    life.start({2025, 1, 1}, "m");
    use(life, {2025, 1, 10}, 100);
    const auto january = life.run({2025, 2, 1});
    REQUIRE(january.size() == 1);
    CHECK(rub(january[0].amount) == "100.00 RUB");
    use(life, {2025, 1, 31}, 50);
    const auto late = life.run({2025, 2, 5});
    REQUIRE(late.size() == 1);
    CHECK(rub(late[0].amount) == "25.00 RUB"); // in February's tiers it would be 50.00
    CHECK(late[0].sign == 0);
    CHECK(life.run({2025, 2, 6}).empty());
}

TEST_CASE("a line says what its discount took off, in the same share as its price (R38)") {
    const auto taken = [](const Component& component, Date end, int used) {
        Shop shop({tariff("m", {component}, {"10"})});
        const DiscountId fifth =
            shop.discounts.add({{DiscountCause::promo, DiscountBasis::running, 20}});
        Life life(shop);
        life.start({2025, 12, 1}, "m", 31).simple(ChangeKind::ended, end);
        life.changes.front().discount = fifth;
        if (used > 0) use(use(life, {2025, 12, 5}, used), {2025, 12, 20}, used);
        std::string all;
        for (const Part& part : life.desired({2026, 2, 1}))
            all += rub(part.charge.discounted) + "; ";
        return all;
    };
    CHECK(taken(seats(), {2025, 12, 11}, 0) == "20.00 RUB; "); // of 100.00
    CHECK(taken(traffic(PriceModel::per_unit), {2026, 1, 1}, 7) == "28.00 RUB; ");
    Component peak = traffic(PriceModel::per_unit);
    peak.aggregation = Aggregation::maximum;
    CHECK(taken(peak, {2026, 1, 1}, 7) == "28.00 RUB; "); // the peaks of two days (R45)
    Component year = traffic(PriceModel::per_unit);       // over a change of rate
    Shop shop({tariff("m", {year}, {"10"}, TaxScheme::inclusive, "P2M")});
    const DiscountId fifth =
        shop.discounts.add({{DiscountCause::promo, DiscountBasis::running, 20}});
    Life life(shop);
    life.start({2025, 12, 1}, "m");
    life.changes.front().discount = fifth;
    use(use(life, {2025, 12, 5}, 3), {2026, 1, 5}, 4);
    const auto parts = life.desired({2026, 2, 1});
    REQUIRE(parts.size() == 2);
    CHECK(rub(parts[0].charge.discounted) == "6.00 RUB");
    CHECK(rub(parts[1].charge.discounted) == "8.00 RUB");
}

TEST_CASE("what is taken back takes its discount back, and a rest has none (R2, R4)") {
    Shop shop({tariff("t", {seats()}, {"31"})});
    const DiscountId fifth =
        shop.discounts.add({{DiscountCause::promo, DiscountBasis::running, 20}});
    Life life(shop);
    life.start({2025, 1, 1}, "t", 10);
    life.changes.front().discount = fifth;
    CHECK(rub(life.run({2025, 1, 1})[0].discounted) == "62.00 RUB");
    life.set({2025, 1, 11}, "seat", 20);
    const auto lines = life.run({2025, 1, 11});
    REQUIRE(lines.size() == 2);
    CHECK(rub(lines[0].discounted) == "-42.00 RUB");
    CHECK(rub(lines[1].discounted) == "84.00 RUB");
    life.recorded[0].amount += 10'000;
    CHECK(life.run({2025, 1, 12})[0].discounted == 0);
}
