#include "shop.hpp"

#include "catch.hpp"

using namespace sample;

namespace {

using Lines = std::vector<std::string>;

Shop seat_shop(TaxScheme scheme = TaxScheme::inclusive) {
    return Shop({tariff("t", {seats()}, {"100"}, scheme)});
}

} // namespace

TEST_CASE("R2: more seats from the 11th are two lines, the old terms back and the new ones") {
    const Shop shop = seat_shop();
    Life life(shop);
    life.start({2025, 1, 1}, "t", 3);
    (void)life.run({2025, 1, 1});
    life.set({2025, 1, 11}, "seat", 5);
    CHECK(texts(life.run({2025, 1, 11})) ==
          Lines{"-1 2025-01-11 2025-02-01 21/31 -203.23 RUB tax -33.87 RUB",
                "1 2025-01-11 2025-02-01 21/31 338.71 RUB tax 56.45 RUB"});
    CHECK(life.run({2025, 1, 12}).empty());
}

TEST_CASE("R4: an end after ten days leaves exactly 96.77") {
    const Shop shop = seat_shop();
    Life life(shop);
    life.start({2025, 1, 1}, "t", 3);
    (void)life.run({2025, 1, 1});
    life.simple(ChangeKind::ended, {2025, 1, 11});
    CHECK(texts(life.run({2025, 1, 11})) ==
          Lines{"-1 2025-01-11 2025-02-01 21/31 -203.23 RUB tax -33.87 RUB"});
}

TEST_CASE("R4: terms that go entirely come back at what was recorded for them") {
    const Shop shop = seat_shop();
    Life life(shop);
    life.start({2025, 1, 1}, "t", 3);
    (void)life.run({2025, 1, 1});
    life.set({2025, 1, 11}, "seat", 5);
    (void)life.run({2025, 1, 11});
    life.set({2025, 1, 11}, "seat", 3);
    CHECK(texts(life.run({2025, 1, 12})) ==
          Lines{"-1 2025-01-11 2025-02-01 21/31 -338.71 RUB tax -56.45 RUB",
                "1 2025-01-11 2025-02-01 21/31 203.23 RUB tax 33.87 RUB"});
}

TEST_CASE("R5: the tax of a correction is the difference of the taxes") {
    const Shop shop = seat_shop();
    Life life(shop);
    life.start({2025, 4, 1}, "t", 1);
    (void)life.run({2025, 4, 1});
    life.simple(ChangeKind::ended, {2025, 4, 16});
    const auto lines = life.run({2025, 4, 16});
    REQUIRE(lines.size() == 1);
    CHECK(rub(lines[0].amount) == "-50.00 RUB");
    CHECK(rub(lines[0].tax) == "-8.34 RUB"); // 8.33 is left of 16.67
}

TEST_CASE(
    "R19: after a switch at equal periods both tariffs share the unit of a common component") {
    const Shop shop({tariff("small", {seats()}, {"100"}), tariff("large", {seats()}, {"310"})});
    Life life(shop);
    life.start({2025, 1, 1}, "small");
    (void)life.run({2025, 1, 1});
    life.switch_to({2025, 1, 11}, "large");
    CHECK(texts(life.run({2025, 1, 11})) ==
          Lines{"-1 2025-01-11 2025-02-01 21/31 -67.74 RUB tax -11.29 RUB",
                "1 2025-01-11 2025-02-01 21/31 210.00 RUB tax 35.00 RUB"});
}

TEST_CASE("R8: usage that comes late is one line with the difference of its own period") {
    Component traffic = seats();
    traffic.code = "traffic";
    traffic.kind = ComponentKind::metered;
    traffic.timing = ChargeTiming::in_arrears;
    traffic.included = 10;
    const Shop shop({tariff("t", {traffic}, {"2"})});
    Life life(shop);
    life.start({2025, 1, 1}, "t");
    const auto use = [&](const char* key, Date day, int quantity) {
        life.usage.push_back({shop.component("traffic"), key,
                              Instant::parse(day.text() + "T10:00:00Z"), day, quantity});
    };
    use("a", {2025, 1, 5}, 60);
    CHECK(texts(life.run({2025, 2, 1})) ==
          Lines{"1 2025-01-01 2025-02-01 31/31 100.00 RUB tax 16.67 RUB"});
    use("b", {2025, 1, 31}, 50);
    CHECK(texts(life.run({2025, 2, 3})) ==
          Lines{"0 2025-01-01 2025-02-01 31/31 100.00 RUB tax 16.66 RUB"});
}

TEST_CASE("R15: a stop by the client credits components in arrears, prepaid periods run on") {
    for (const bool prepaid : {true, false}) {
        Component component = seats();
        component.timing = prepaid ? ChargeTiming::in_advance : ChargeTiming::in_arrears;
        const Shop shop({tariff("t", {component}, {"100"})});
        Life life(shop);
        life.start({2025, 1, 1}, "t");
        Change stop{life.next++, ChangeKind::stopped, {2025, 1, 11}};
        stop.reason = StopReason::by_client;
        life.changes.push_back(stop);
        life.simple(ChangeKind::resumed, {2025, 1, 21});
        std::int64_t sum = 0;
        for (const Charge& charge : life.run(prepaid ? Date(2025, 1, 31) : Date(2025, 2, 1))) {
            sum += charge.amount;
        }
        CHECK(rub(sum) == (prepaid ? "100.00 RUB" : "67.74 RUB"));
    }
}
