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

TEST_CASE(
    "R4: terms that go entirely come back as recorded, whatever their own rounding would be") {
    const Shop shop = seat_shop();
    for (int seats = 4; seats < 20; ++seats) {
        Life life(shop);
        life.start({2025, 1, 1}, "t", 3);
        life.set({2025, 1, 11}, "seat", seats);
        const auto first = life.run({2025, 1, 11});
        REQUIRE(first.size() == 2);
        life.set({2025, 1, 11}, "seat", 2);
        const auto second = life.run({2025, 1, 12});
        REQUIRE(second.size() == 2);
        INFO(seats << " seats: " << texts(first)[1] << ", back " << texts(second)[0]);
        CHECK(second[0].amount == -first[1].amount);
        CHECK(second[0].tax == -first[1].tax);
    }
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

TEST_CASE("R4: a rest in amount or in tax that no days explain is a line of its own") {
    const Shop shop = seat_shop();
    Life life(shop);
    life.start({2025, 1, 1}, "t", 3);
    (void)life.run({2025, 1, 1});
    const std::vector<Charge> right = life.recorded;
    for (const auto& [amount, tax] : {std::pair{0, 10'000}, std::pair{-20'000, 0}}) {
        life.recorded = right;
        life.recorded[0].amount += amount; // as another version of the library may have charged
        life.recorded[0].tax += tax;
        const auto lines = life.run({2025, 1, 2});
        REQUIRE(lines.size() == 1);
        CHECK(lines[0].kind == ChargeKind::rounding);
        CHECK(lines[0].sign == 0);
        CHECK(lines[0].share == Fraction{0, 1});
        CHECK(lines[0].amount == -amount);
        CHECK(lines[0].tax == -tax);
        CHECK(life.run({2025, 1, 3}).empty());
    }
}

TEST_CASE("R4: an exclusive rest takes its tax along") {
    const Shop shop = seat_shop(TaxScheme::exclusive);
    Life life(shop);
    life.start({2025, 1, 1}, "t", 3);
    (void)life.run({2025, 1, 1});
    CHECK(rub(life.recorded[0].amount) == "360.00 RUB");
    life.recorded[0].tax += 10'000;
    life.recorded[0].amount += 10'000;
    CHECK(texts(life.run({2025, 1, 2})) ==
          Lines{"0 2025-01-01 2025-02-01 0/1 -0.01 RUB tax -0.01 RUB"});
    life.simple(ChangeKind::ended, {2025, 1, 11}); // days are taken back as what they were
    const auto lines = life.run({2025, 1, 11});
    CHECK(texts(lines) == Lines{"-1 2025-01-11 2025-02-01 21/31 -243.88 RUB tax -40.65 RUB"});
    CHECK(lines[0].kind == ChargeKind::recurring);
}

TEST_CASE("R24: days taken from or added to an undivided period cost nothing by themselves") {
    for (const ProrationPolicy policy : {ProrationPolicy::none, ProrationPolicy::whole_up}) {
        Component whole = seats();
        whole.proration = policy;
        const Shop shop({tariff("t", {whole}, {"100"})});
        Life life(shop);
        life.start({2025, 1, 1}, "t", 3);
        (void)life.run({2025, 1, 1});
        life.simple(ChangeKind::ended, {2025, 1, 11});
        CHECK(texts(life.run({2025, 1, 11})) ==
              Lines{"-1 2025-01-11 2025-02-01 0/1 0.00 RUB tax 0.00 RUB"});
        life.changes.pop_back();
        CHECK(texts(life.run({2025, 1, 12})) ==
              Lines{"1 2025-01-11 2025-02-01 0/1 0.00 RUB tax 0.00 RUB"});
    }
}

TEST_CASE("R33: a one-off is taken back by a full withdrawal") {
    Component setup = seats();
    setup.kind = ComponentKind::one_off;
    const Shop shop({tariff("t", {setup}, {"100"})});
    Life life(shop);
    life.start({2025, 1, 1}, "t");
    (void)life.run({2025, 1, 1});
    life.simple(ChangeKind::withdrawn, {2025, 1, 1});
    CHECK(texts(life.run({2025, 1, 2})) ==
          Lines{"-1 2025-01-01 2025-01-02 1/1 -100.00 RUB tax -16.67 RUB"});
}

TEST_CASE("R34: what is owed after an early end is corrected when the end was another") {
    const Shop shop = seat_shop();
    Life life(shop);
    life.start({2025, 1, 1}, "t", 3);
    const auto run = [&](Date ended, Date as_of) {
        Life changed = life;
        changed.simple(ChangeKind::terminated, ended);
        const Timeline timeline(shop.catalog, changed.changes, Date(2025, 4, 1));
        const auto parts = desired_parts(shop.context(), timeline, "RU", {},
                                         {{1900, 1, 1}, as_of + 1, Date(1900, 1, 1)});
        const auto lines = reconcile(shop.context(), parts, life.recorded);
        life.recorded.insert(life.recorded.end(), lines.begin(), lines.end());
        return texts(lines);
    };
    CHECK(run({2025, 1, 11}, {2025, 1, 11}) ==
          Lines{"1 2025-01-01 2025-02-01 31/31 300.00 RUB tax 50.00 RUB",
                "1 2025-02-01 2025-03-01 28/28 300.00 RUB tax 50.00 RUB",
                "1 2025-03-01 2025-04-01 31/31 300.00 RUB tax 50.00 RUB"});
    CHECK(run({2025, 1, 21}, {2025, 1, 21}) == Lines{}); // as much, of the same days
    CHECK(life.recorded.back().kind == ChargeKind::commitment);
    life.recorded.back().amount += 10'000; // as another version of the library may have charged
    CHECK(run({2025, 1, 21}, {2025, 1, 21}) ==
          Lines{"0 2025-03-01 2025-04-01 0/1 -0.01 RUB tax 0.00 RUB"});
    CHECK(life.recorded.back().kind == ChargeKind::commitment); // outside the days that were served
    life.set({2025, 1, 5}, "seat", 5); // entered late: the rest is owed at these terms
    CHECK(run({2025, 1, 21}, {2025, 1, 22}) ==
          Lines{"-1 2025-01-05 2025-02-01 27/31 -261.29 RUB tax -43.55 RUB",
                "1 2025-01-05 2025-02-01 27/31 435.48 RUB tax 72.58 RUB",
                "-1 2025-02-01 2025-03-01 28/28 -300.00 RUB tax -50.00 RUB",
                "1 2025-02-01 2025-03-01 28/28 500.00 RUB tax 83.33 RUB",
                "-1 2025-03-01 2025-04-01 31/31 -300.00 RUB tax -50.00 RUB",
                "1 2025-03-01 2025-04-01 31/31 500.00 RUB tax 83.33 RUB"});
}

TEST_CASE("R17, R8: use charged by the day that comes late replaces the line of its day") {
    Component traffic = seats();
    traffic.code = "traffic";
    traffic.kind = ComponentKind::metered;
    traffic.timing = ChargeTiming::in_arrears;
    traffic.charge_every = Term::parse("P1D");
    const Shop shop({tariff("t", {traffic}, {"2"})});
    Life life(shop);
    life.start({2025, 1, 1}, "t");
    const auto use = [&](const char* key, Date day, int quantity) {
        life.usage.push_back({shop.component("traffic"), key,
                              Instant::parse(day.text() + "T10:00:00Z"), day, quantity});
    };
    use("a", {2025, 1, 1}, 6);
    CHECK(texts(life.run({2025, 1, 3})) ==
          Lines{"1 2025-01-01 2025-01-02 31/31 12.00 RUB tax 2.00 RUB",
                "1 2025-01-02 2025-01-03 31/31 0.00 RUB tax 0.00 RUB"});
    use("b", {2025, 1, 1}, 3);
    std::int64_t late = 0;
    for (const Charge& line : life.run({2025, 1, 3})) {
        CHECK(line.days == Period<Date>({2025, 1, 1}, {2025, 1, 2}));
        late += line.amount;
    }
    CHECK(rub(late) == "6.00 RUB");
    CHECK(life.run({2025, 1, 3}).empty());
}

TEST_CASE("R2: what is not desired any more is taken back as it was recorded") {
    Component traffic = seats();
    traffic.code = "traffic";
    traffic.kind = ComponentKind::metered;
    traffic.timing = ChargeTiming::in_arrears;
    const Shop shop({tariff("t", {traffic}, {"2"}), tariff("u", {seats()}, {"100"})});
    Life life(shop);
    life.start({2025, 1, 1}, "t");
    life.usage.push_back({shop.component("traffic"), "a", Instant::parse("2025-01-05T10:00:00Z"),
                          Date(2025, 1, 5), 60});
    (void)life.run({2025, 2, 1});
    Life other = life; // a rest of tax alone is a line as well
    other.recorded[0].tax += 10'000;
    CHECK(texts(other.run({2025, 2, 1})) ==
          Lines{"0 2025-01-01 2025-02-01 31/31 0.00 RUB tax -0.01 RUB"});
    const auto back = reconcile(shop.context(), {}, life.recorded);
    CHECK(texts(back) == Lines{"0 2025-01-01 2025-02-01 31/31 -120.00 RUB tax -20.00 RUB"});
    // Also a line of terms that do not sell the component: its own figures are all there is.
    Charge foreign = life.recorded.front();
    foreign.kind = ChargeKind::recurring;
    foreign.terms.offer = shop.offer("u");
    CHECK(texts(reconcile(shop.context(), {}, std::vector{foreign})) ==
          Lines{"-1 2025-01-01 2025-02-01 31/31 -120.00 RUB tax -20.00 RUB"});
}

TEST_CASE("R25: a part of a line whose n counts no days has its share of that n") {
    Component thirty = seats();
    thirty.proration = ProrationPolicy::fixed_30;
    const Shop shop({tariff("t", {thirty}, {"300"})});
    Life life(shop);
    life.start({2025, 3, 16}, "t");
    life.changes.front().anchor = Anchor(2025, 4, 1);
    CHECK(texts(life.run({2025, 3, 16})) ==
          Lines{"1 2025-03-16 2025-04-01 15/30 150.00 RUB tax 25.00 RUB"}); // sixteen days
    life.simple(ChangeKind::ended, {2025, 3, 24});
    CHECK(texts(life.run({2025, 3, 24})) ==
          Lines{"-1 2025-03-24 2025-04-01 120/480 -70.00 RUB tax -11.67 RUB"}); // 80.00 are left
}

TEST_CASE("R2, R5: the days around a tax holiday are one unit, and have the tax of their sum") {
    Shop shop({tariff("t", {seats()}, {"31.31"})});
    shop.taxes = TaxTable(std::vector<TaxRateRow>{{"RU", "standard", {2019, 1, 1}, Decimal(20)},
                                                  {"RU", "standard", {2025, 1, 11}, std::nullopt},
                                                  {"RU", "standard", {2025, 1, 21}, Decimal(20)}});
    Life life(shop);
    life.start({2025, 1, 1}, "t");
    // 21.21 with tax: 3.535 in all, 1.683 and 1.852 by themselves.
    CHECK(texts(life.run({2025, 1, 1})) ==
          Lines{"1 2025-01-01 2025-01-11 10/31 10.10 RUB tax 1.69 RUB",
                "1 2025-01-21 2025-02-01 11/31 11.11 RUB tax 1.85 RUB",
                "1 2025-01-11 2025-01-21 10/31 10.10 RUB tax 0.00 RUB"});
}
