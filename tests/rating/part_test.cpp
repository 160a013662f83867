#include "shop.hpp"

#include "catch.hpp"

using namespace sample;

namespace {

using Lines = std::vector<std::string>;

Lines first_run(const Tariff& sold, Date start, Date as_of, Decimal quantity = 1) {
    const Shop shop({sold});
    Life life(shop);
    life.start(start, sold.code, quantity);
    return texts(life.run(as_of));
}

Component with(ChargeTiming timing) {
    Component component = seats();
    component.timing = timing;
    return component;
}

} // namespace

TEST_CASE("V01: 500 seats at 4710.96 are 2355480.00, tax 392580.00") {
    CHECK(first_run(tariff("e3", {seats()}, {"4710.96"}), {2025, 3, 1}, {2025, 3, 1}, 500) ==
          Lines{"1 2025-03-01 2025-04-01 31/31 2355480.00 RUB tax 392580.00 RUB"});
}

TEST_CASE("R42, R44: in arrears a period is due when it is over, on its last day by name") {
    const Tariff arrears = tariff("t", {with(ChargeTiming::in_arrears)}, {"100"});
    CHECK(first_run(arrears, {2025, 1, 1}, {2025, 1, 31}).empty());
    CHECK(first_run(arrears, {2025, 1, 1}, {2025, 2, 1}).size() == 1);
    const Tariff last_day = tariff("t", {with(ChargeTiming::on_last_day)}, {"100"});
    CHECK(first_run(last_day, {2025, 1, 1}, {2025, 1, 30}).empty());
    CHECK(first_run(last_day, {2025, 1, 1}, {2025, 1, 31}).size() == 1);
}

TEST_CASE("R12: an inclusive price is kept over a change of rate, its tax is not") {
    const Tariff year = tariff("t", {seats()}, {"1200"}, TaxScheme::inclusive, "P1Y");
    CHECK(first_run(year, {2025, 7, 1}, {2025, 7, 1}) ==
          Lines{"1 2025-07-01 2026-01-01 184/365 604.93 RUB tax 100.82 RUB",
                "1 2026-01-01 2026-07-01 181/365 595.07 RUB tax 107.31 RUB"});
}

TEST_CASE("R12: an exclusive price keeps its net, so the customer pays more") {
    const Tariff year = tariff("t", {seats()}, {"1000"}, TaxScheme::exclusive, "P1Y");
    CHECK(first_run(year, {2025, 7, 1}, {2025, 7, 1}) ==
          Lines{"1 2025-07-01 2026-01-01 184/365 604.93 RUB tax 100.82 RUB",
                "1 2026-01-01 2026-07-01 181/365 604.99 RUB tax 109.10 RUB"});
}

TEST_CASE("R3: slices of a period are rounded cumulatively") {
    const Shop shop({tariff("t", {seats()}, {"100"})});
    Life life(shop);
    life.start({2025, 4, 1}, "t").set({2025, 4, 11}, "seat", 2).set({2025, 4, 21}, "seat", 1);
    CHECK(texts(life.run({2025, 4, 1})) ==
          Lines{"1 2025-04-01 2025-04-11 10/30 33.33 RUB tax 5.56 RUB",
                "1 2025-04-11 2025-04-21 10/30 66.67 RUB tax 11.11 RUB",
                "1 2025-04-21 2025-05-01 10/30 33.33 RUB tax 5.55 RUB"});
}

TEST_CASE("R3: the rest of a part goes to the next one, not to the part with the largest") {
    const Shop shop({tariff("t", {seats()}, {"100"})});
    Life life(shop);
    life.start({2025, 4, 1}, "t").set({2025, 4, 11}, "seat", 4).set({2025, 4, 21}, "seat", 7);
    const auto lines = life.run({2025, 4, 1});
    REQUIRE(lines.size() == 3);
    CHECK(rub(lines[0].amount) == "33.33 RUB");
    CHECK(rub(lines[1].amount) == "133.34 RUB"); // 166.67 less 33.33
    CHECK(rub(lines[2].amount) == "233.33 RUB");
}

TEST_CASE(
    "V06, V10, R17: a month charged by days, truncated to 4 digits, and the tax of the unit") {
    Component disk = with(ChargeTiming::in_arrears);
    disk.charge_every = Term::parse("P1D");
    disk.rounding = Rounding{RoundingMode::truncate, 4};
    const Shop shop({tariff("t", {disk}, {"650"})});
    Life life(shop);
    life.start({2024, 2, 1}, "t");
    std::int64_t sum = 0;
    std::int64_t tax = 0;
    Lines days;
    for (Date day(2024, 2, 2); day <= Date(2024, 3, 1); day = day + 1) {
        for (const Charge& charge : life.run(day)) {
            days.push_back(text(charge));
            sum += charge.amount;
            tax += charge.tax;
        }
    }
    REQUIRE(days.size() == 29);
    CHECK(days[0] == "1 2024-02-01 2024-02-02 1/29 22.4137 RUB tax 3.74 RUB");
    CHECK(days[1] == "1 2024-02-02 2024-02-03 1/29 22.4137 RUB tax 3.73 RUB");
    CHECK(rub(sum) == "649.9973 RUB");
    CHECK(rub(tax) == "108.33 RUB");
}

TEST_CASE("R17: the same month charged on one late day gives the same lines") {
    Component disk = with(ChargeTiming::in_arrears);
    disk.charge_every = Term::parse("P1D");
    disk.rounding = Rounding{RoundingMode::truncate, 4};
    const Shop shop({tariff("t", {disk}, {"650"})});
    Life daily(shop);
    daily.start({2024, 2, 1}, "t");
    for (Date day(2024, 2, 1); day <= Date(2024, 3, 5); day = day + 1)
        (void)daily.run(day);
    Life late(shop);
    late.start({2024, 2, 1}, "t");
    (void)late.run({2024, 3, 5});
    CHECK(texts(daily.recorded) == texts(late.recorded));
}

TEST_CASE("R24: whole_up costs the greatest terms of the period, none its first") {
    Component up = seats();
    up.proration = ProrationPolicy::whole_up;
    Component none = seats();
    none.proration = ProrationPolicy::none;
    for (const auto& [component, amount] : {std::pair{up, "700 RUB"}, std::pair{none, "500 RUB"}}) {
        const Shop shop({tariff("t", {component}, {"100"})});
        Life life(shop);
        life.start({2025, 1, 1}, "t", 5).set({2025, 1, 11}, "seat", 7);
        const auto lines = life.run({2025, 1, 1});
        REQUIRE(lines.size() == 1);
        CHECK(rub(lines[0].amount) == Amount::parse(amount).text());
    }
}

TEST_CASE("R51: a one-off component is charged once, at the paid start, and never prorated") {
    Component setup = seats();
    setup.code = "setup";
    setup.kind = ComponentKind::one_off;
    setup.model = PriceModel::flat;
    const Shop shop({tariff("t", {seats(), setup}, {"100", "1000"})});
    Life life(shop);
    life.start({2025, 1, 10}, "t");
    CHECK(life.run({2025, 3, 1}).size() == 3);
    std::int64_t sum = 0;
    for (const Charge& charge : life.recorded) {
        if (charge.kind == ChargeKind::one_off) sum += charge.amount;
    }
    CHECK(rub(sum) == "1000.00 RUB");
}

TEST_CASE("R18: a start before the billing day has a part period of the whole that contains it") {
    const Shop shop({tariff("t", {seats()}, {"1000"})});
    Life life(shop);
    life.start({2025, 2, 10}, "t");
    life.changes.front().anchor = Anchor(2025, 2, 15);
    CHECK(texts(life.run({2025, 2, 10})) ==
          Lines{"1 2025-02-10 2025-02-15 5/31 161.29 RUB tax 26.88 RUB"});
}

TEST_CASE("AC-15: a flat component with quantity zero has its price, a free one a zero line") {
    Component power = seats();
    power.code = "power";
    power.model = PriceModel::flat;
    power.quantity = 0;
    Component traffic = seats();
    traffic.code = "ipv4";
    traffic.included = 3;
    traffic.quantity = 3;
    const Shop shop({tariff("t", {seats(), power, traffic}, {"495", "55", "10"})});
    Life life(shop);
    life.start({2025, 1, 1}, "t");
    const auto lines = life.run({2025, 1, 1});
    REQUIRE(lines.size() == 3);
    CHECK(rub(lines[1].amount) == "55.00 RUB");
    CHECK(rub(lines[2].amount) == "0.00 RUB");
}
