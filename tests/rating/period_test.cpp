// Which periods are asked for, when they are due, and what of them is owed (rules R11, R12, R15 to
// R18, R33, R34, R44, R51, R60).

#include "rating/shop.hpp"

#include "catch.hpp"

using namespace sample;

namespace {

using Lines = std::vector<std::string>;

Component timed(const char* code, ChargeTiming timing) {
    Component component = seats();
    component.code = code;
    component.timing = timing;
    return component;
}

Component of_kind(const char* code, ComponentKind kind) {
    Component component = timed(code, ChargeTiming::in_arrears);
    component.kind = kind;
    if (kind == ComponentKind::one_off) component.timing = ChargeTiming::in_advance;
    return component;
}

/// "2025-01-10..2025-02-10 31/31 100.00 RUB due 2025-01-10" for each part in the window.
Lines parts(const Shop& shop, const Timeline& timeline, const DueWindow& window) {
    Lines lines;
    for (const Part& part : desired_parts(shop.context(), timeline, "RU", {}, window)) {
        const Charge& charge = part.charge;
        lines.push_back(charge.days.start().text() + ".." + charge.days.end().text() + " " +
                        std::to_string(charge.share.n) + "/" + std::to_string(charge.share.d) +
                        " " + rub(charge.amount) + " due " + part.due_on.text());
    }
    return lines;
}

DueWindow on(Date day) {
    return {day, day + 1};
}

const Lines none;
const DueWindow always{{1900, 1, 1}, {2100, 1, 1}};

/// Half a year from 10 January, terminated on 20 March or another day.
Timeline terminated(const Shop& shop, const std::string& tariff, Date term_end,
                    Date on = {2025, 3, 20}) {
    Life life(shop);
    life.start({2025, 1, 10}, tariff).simple(ChangeKind::terminated, on);
    return {shop.catalog, life.changes, term_end};
}

} // namespace

TEST_CASE("R11: a window asks for the periods that are due in it, or that a late day touches") {
    const Shop shop({tariff("t", {seats()}, {"100"})});
    Life life(shop);
    life.start({2025, 1, 10}, "t");
    const Timeline timeline = life.timeline();
    const std::string january = "2025-01-10..2025-02-10 31/31 100.00 RUB due 2025-01-10";
    const std::string february = "2025-02-10..2025-03-10 28/28 100.00 RUB due 2025-02-10";
    CHECK(parts(shop, timeline, on({2025, 1, 9})) == none);
    CHECK(parts(shop, timeline, on({2025, 2, 10})) == Lines{february});
    CHECK(parts(shop, timeline, {{2025, 2, 11}, {2025, 3, 10}}) == none);
    CHECK(parts(shop, timeline, {{2025, 2, 11}, {2025, 3, 10}, Date(2025, 2, 9)}) ==
          Lines{january, february});
    CHECK(parts(shop, timeline, {{2025, 2, 11}, {2025, 3, 10}, Date(2025, 2, 10)}) ==
          Lines{february});
    CHECK(parts(shop, timeline, {{2025, 1, 10}, {2025, 2, 11}}) == Lines{january, february});
}

TEST_CASE("R11: the next due day is the earliest of all components, and of none after the end") {
    const Shop shop(
        {tariff("t",
                {timed("seat", ChargeTiming::in_advance), timed("late", ChargeTiming::in_arrears),
                 timed("last", ChargeTiming::on_last_day)},
                {"1", "2", "3"})});
    Life life(shop);
    life.start({2025, 1, 10}, "t");
    const auto next = [&](Date day) { return next_due(shop.context(), life.timeline(), day); };
    CHECK(next({2025, 1, 1}) == Date(2025, 1, 10));
    CHECK(next({2025, 1, 11}) == Date(2025, 2, 9));
    CHECK(next({2025, 2, 10}) == Date(2025, 2, 10));
    CHECK(due_parts(shop.context(), life.timeline(), "RU", {}, on({2025, 2, 8})).next_due ==
          Date(2025, 2, 9));
    life.simple(ChangeKind::ended, {2025, 2, 20});
    CHECK(next({2025, 2, 11}) == Date(2025, 2, 19));
    CHECK(next({2025, 2, 20}) ==
          Date(2025, 2, 20)); // R44: what is in arrears, on the day of the end
    CHECK(next({2025, 2, 21}) == std::nullopt);
}

TEST_CASE("R15: after a stop without end nothing is due any more") {
    const Shop shop({tariff("t", {timed("seat", ChargeTiming::in_arrears)}, {"31"})});
    Life life(shop);
    life.start({2025, 1, 1}, "t").simple(ChangeKind::stopped, {2025, 1, 11});
    CHECK(parts(shop, life.timeline(), always) ==
          Lines{"2025-01-01..2025-01-11 10/31 10.00 RUB due 2025-02-01"});
    CHECK(next_due(shop.context(), life.timeline(), {2025, 2, 2}) == std::nullopt);
    life.simple(ChangeKind::resumed, {2026, 5, 21}); // the months between have nothing either
    CHECK(parts(shop, life.timeline(), {{2025, 2, 2}, {2026, 6, 2}}) ==
          Lines{"2026-05-21..2026-06-01 11/31 11.00 RUB due 2026-06-01"});
    CHECK(next_due(shop.context(), life.timeline(), {2025, 2, 2}) == Date(2026, 6, 1));
}

TEST_CASE("R44: a switch that counts the periods anew ends the running one") {
    const Shop shop({tariff("t", {timed("seat", ChargeTiming::in_arrears)}, {"31"}),
                     tariff("u", {timed("seat", ChargeTiming::in_arrears)}, {"62"})});
    Life life(shop);
    life.start({2025, 1, 1}, "t").switch_to({2025, 1, 11}, "u");
    life.changes.back().anchor = Anchor(Date(2025, 1, 11));
    life.simple(ChangeKind::ended, {2025, 2, 11});
    CHECK(parts(shop, life.timeline(), always) ==
          Lines{"2025-01-01..2025-01-11 10/31 10.00 RUB due 2025-01-11",
                "2025-01-11..2025-02-11 31/31 62.00 RUB due 2025-02-11"});
}

TEST_CASE(
    "AC-16, R18: ordered on or after the alignment day, the first whole month is due at once") {
    const auto due_on_start = [](CycleKind cycle, int cycle_day, Date start, Date anchor) {
        Tariff sold = tariff("t", {seats()}, {"310"});
        sold.versions[0].cycle = cycle;
        sold.versions[0].cycle_day = cycle_day;
        const Shop shop({sold});
        Life life(shop);
        life.start(start, "t");
        life.changes.front().anchor = Anchor(anchor);
        CHECK(parts(shop, life.timeline(), on({2025, 3, 1})).size() == 1); // as ever after
        return parts(shop, life.timeline(), on(start));
    };
    const std::string whole = "2025-02-01..2025-03-01 28/28 310.00 RUB due 2025-01-";
    CHECK(due_on_start(CycleKind::calendar, 15, {2025, 1, 14}, {2025, 2, 1}) ==
          Lines{"2025-01-14..2025-02-01 18/31 180.00 RUB due 2025-01-14"});
    CHECK(due_on_start(CycleKind::calendar, 15, {2025, 1, 15}, {2025, 2, 1}) ==
          Lines{"2025-01-15..2025-02-01 17/31 170.00 RUB due 2025-01-15", whole + "15"});
    CHECK(due_on_start(CycleKind::calendar, 1, {2025, 1, 2}, {2025, 2, 1}).size() == 2);
    CHECK(due_on_start(CycleKind::calendar, 1, {2025, 2, 1}, {2025, 2, 1}).size() == 1);
    CHECK(due_on_start(CycleKind::calendar, 0, {2025, 1, 17}, {2025, 2, 1}).size() == 1);
    CHECK(due_on_start(CycleKind::billing_day, 1, {2025, 1, 17}, {2025, 2, 1}).size() == 1);
}

TEST_CASE("R60: what was billed elsewhere is no part of the first period") {
    const Shop shop(
        {tariff("t", {seats(), of_kind("setup", ComponentKind::one_off)}, {"31", "7"})});
    Life life(shop);
    life.start({2025, 1, 10}, "t").simple(ChangeKind::taken_over, {2025, 1, 20});
    CHECK(parts(shop, life.timeline(), {{1900, 1, 1}, {2025, 2, 10}}) ==
          Lines{"2025-01-20..2025-02-10 21/31 21.00 RUB due 2025-01-20"});
    life.simple(ChangeKind::ended, {2025, 1, 20});
    CHECK(parts(shop, life.timeline(), always) == none);
}

TEST_CASE(
    "R51: a one-off is due at the paid start only, and given back by a full withdrawal only") {
    const Shop shop({tariff("t", {of_kind("setup", ComponentKind::one_off), seats()}, {"7", "31"}),
                     tariff("u", {of_kind("setup", ComponentKind::one_off)}, {"9"}),
                     tariff("v", {seats()}, {"31"})});
    const std::string setup = "2025-01-10..2025-01-11 1/1 7.00 RUB due 2025-01-10";
    const auto setups = [&](const Life& life) {
        Lines lines;
        for (const std::string& line : parts(shop, life.timeline(), always)) {
            if (line.find(" 1/1 ") != std::string::npos) lines.push_back(line);
        }
        return lines;
    };
    Life life(shop);
    life.start({2025, 1, 10}, "t").simple(ChangeKind::ended, {2025, 4, 10});
    CHECK(setups(life) == Lines{setup});
    Life switched = life;
    switched.switch_to({2025, 2, 20}, "u");
    switched.changes.back().anchor = Anchor(Date(2025, 2, 20));
    CHECK(setups(switched) == Lines{setup});
    Life gained(shop); // by a switch inside a period
    gained.start({2025, 1, 10}, "v").switch_to({2025, 1, 20}, "t");
    gained.simple(ChangeKind::ended, {2025, 4, 10});
    CHECK(setups(gained) == none);
    Life later = life;
    later.simple(ChangeKind::withdrawn, {2025, 1, 11});
    CHECK(setups(later) == Lines{setup});
    Life whole = life;
    whole.simple(ChangeKind::withdrawn, {2025, 1, 10});
    CHECK(setups(whole) == none);
    CHECK(parts(shop, life.timeline(), on({2025, 1, 11})) == none);
}

TEST_CASE("R34: an early end owes the rest of the term: a line for each period, due at once") {
    const Shop shop({tariff("t", {seats()}, {"310"})});
    const Timeline advance = terminated(shop, "t", {2025, 6, 25});
    CHECK(parts(shop, advance, always) ==
          Lines{"2025-01-10..2025-02-10 31/31 310.00 RUB due 2025-01-10",
                "2025-02-10..2025-03-10 28/28 310.00 RUB due 2025-02-10",
                "2025-03-10..2025-04-10 31/31 310.00 RUB due 2025-03-10", // begun: charged whole
                "2025-04-10..2025-05-10 30/30 310.00 RUB due 2025-03-20",
                "2025-05-10..2025-06-10 31/31 310.00 RUB due 2025-03-20",
                "2025-06-10..2025-06-25 15/30 155.00 RUB due 2025-03-20"});
    const auto owed = desired_parts(shop.context(), advance, "RU", {}, on({2025, 3, 20}));
    REQUIRE(owed.size() == 3);
    for (const Part& part : owed)
        CHECK(part.charge.kind == ChargeKind::commitment);
    CHECK(next_due(shop.context(), advance, {2025, 3, 11}) == Date(2025, 3, 20));
    CHECK(next_due(shop.context(), advance, {2025, 3, 21}) == std::nullopt);
}

TEST_CASE("R34: an end on a boundary, or inside the last period, owes no more than the term") {
    const Shop shop({tariff("t", {seats()}, {"310"})});
    CHECK(parts(shop, terminated(shop, "t", {2025, 5, 10}, {2025, 3, 10}), on({2025, 3, 10})) ==
          Lines{"2025-03-10..2025-04-10 31/31 310.00 RUB due 2025-03-10",
                "2025-04-10..2025-05-10 30/30 310.00 RUB due 2025-03-10"});
    // The period in which it ends was cut by the term already.
    CHECK(parts(shop, terminated(shop, "t", {2025, 3, 25}), {{2025, 3, 1}, {2100, 1, 1}}) ==
          Lines{"2025-03-10..2025-03-25 15/31 150.00 RUB due 2025-03-10"});
}

TEST_CASE(
    "R34: in arrears and by the day, what was served stays and the rest of the period is owed") {
    Component daily = timed("daily", ChargeTiming::in_advance);
    daily.charge_every = Term::parse("P1D");
    const Shop shop({tariff("late", {timed("seat", ChargeTiming::in_arrears)}, {"310"}),
                     tariff("daily", {daily}, {"310"})});
    const Lines owed{"2025-03-20..2025-04-10 21/31 210.00 RUB due 2025-03-20",
                     "2025-04-10..2025-05-10 30/30 310.00 RUB due 2025-03-20"};
    Lines late = parts(shop, terminated(shop, "late", {2025, 5, 10}), on({2025, 3, 20}));
    REQUIRE(late.size() == 3);
    CHECK(late[0] == "2025-03-10..2025-03-20 10/31 100.00 RUB due 2025-03-20");
    late.erase(late.begin());
    CHECK(late == owed);
    CHECK(parts(shop, terminated(shop, "daily", {2025, 5, 10}), on({2025, 3, 20})) == owed);
}

TEST_CASE("R34: nothing but recurring components is owed for the rest of a term") {
    const Shop shop({tariff(
        "t", {of_kind("traffic", ComponentKind::metered), of_kind("setup", ComponentKind::one_off)},
        {"1", "7"})});
    CHECK(parts(shop, terminated(shop, "t", {2025, 5, 10}), {{2025, 3, 11}, {2100, 1, 1}}) ==
          Lines{"2025-03-10..2025-03-20 10/31 0.00 RUB due 2025-03-20"});
}

TEST_CASE(
    "R34: nothing is owed of a life that ended on the day it began, nor of what is sold no more") {
    const Shop shop({tariff("t", {seats(), timed("disk", ChargeTiming::in_advance)}, {"31", "62"}),
                     tariff("u", {seats()}, {"310"})});
    CHECK(parts(shop, terminated(shop, "t", {2025, 5, 10}, {2025, 1, 10}), always) == none);
    Life life(shop);
    life.start({2025, 1, 10}, "t").switch_to({2025, 2, 10}, "u");
    life.simple(ChangeKind::terminated, {2025, 3, 10});
    CHECK(parts(shop, {shop.catalog, life.changes, Date(2025, 4, 10)}, on({2025, 3, 10})) ==
          Lines{"2025-03-10..2025-04-10 31/31 310.00 RUB due 2025-03-10"});
}

TEST_CASE("R34: the rest of the term is owed at the terms of the last day served") {
    const Shop shop({tariff("t", {seats()}, {"310"}),
                     tariff("u", {timed("disk", ChargeTiming::in_advance)}, {"62"})});
    Life life(shop);
    life.start({2025, 1, 10}, "t")
        .switch_to({2025, 3, 20}, "u"); // was planned for the day of the end
    life.simple(ChangeKind::terminated, {2025, 3, 20});
    CHECK(parts(shop, {shop.catalog, life.changes, Date(2025, 5, 10)}, on({2025, 3, 20})) ==
          Lines{"2025-04-10..2025-05-10 30/30 310.00 RUB due 2025-03-20"});
}

TEST_CASE("R34: a period that was stopped before the end is not charged whole for having begun") {
    const Shop shop({tariff("t", {seats()}, {"310"})});
    Life life(shop);
    life.start({2025, 1, 10}, "t").simple(ChangeKind::stopped, {2025, 3, 15});
    life.changes.back().reason = StopReason::by_administrator;
    life.simple(ChangeKind::terminated, {2025, 3, 20});
    CHECK(parts(shop, {shop.catalog, life.changes, Date(2025, 4, 10)}, on({2025, 3, 10})) ==
          Lines{"2025-03-10..2025-03-15 5/31 50.00 RUB due 2025-03-10"});
}

TEST_CASE("usage is due when it is known, also by a tariff that says in advance") {
    Component traffic = of_kind("traffic", ComponentKind::metered);
    traffic.timing = ChargeTiming::in_advance;
    const Shop shop({tariff("t", {traffic}, {"1"})});
    CHECK(parts(shop, terminated(shop, "t", {2025, 5, 10}), {{2025, 2, 11}, {2100, 1, 1}}) ==
          Lines{"2025-02-10..2025-03-10 28/28 0.00 RUB due 2025-03-10",
                "2025-03-10..2025-03-20 10/31 0.00 RUB due 2025-03-20"});
}

TEST_CASE("R17: days charged one by one are asked for one by one, and each is rounded by itself") {
    Component daily = timed("disk", ChargeTiming::in_arrears);
    daily.charge_every = Term::parse("P1D");
    const Shop shop({tariff("t", {seats(), daily}, {"310", "100"})});
    Life life(shop);
    life.start({2025, 1, 1}, "t");
    const std::string nth = "2025-01-14..2025-01-15 1/31 3.23 RUB due 2025-01-15";
    CHECK(parts(shop, life.timeline(), on({2025, 1, 15})) == Lines{nth});
    CHECK(parts(shop, life.timeline(), {{2025, 1, 1}, {2025, 1, 3}}) ==
          Lines{"2025-01-01..2025-02-01 31/31 310.00 RUB due 2025-01-01",
                "2025-01-01..2025-01-02 1/31 3.23 RUB due 2025-01-02"});
    CHECK(parts(shop, life.timeline(), {{2025, 1, 31}, {2025, 2, 2}}).size() == 3);
    std::int64_t sum = 0;
    for (const Part& part :
         desired_parts(shop.context(), life.timeline(), "RU", {}, {{2025, 1, 2}, {2025, 2, 1}}))
        sum += part.charge.amount; // thirty days: the seats' period is due on the 1st
    sum +=
        desired_parts(shop.context(), life.timeline(), "RU", {}, on({2025, 2, 1}))[1].charge.amount;
    CHECK(rub(sum) == "100.13 RUB"); // 31 × 3.23
}

TEST_CASE("R16: a component without a price for the billing period is not sold by that offer") {
    Tariff sold = tariff("t", {seats(), timed("disk", ChargeTiming::in_advance)}, {"310", "31"});
    Price yearly = sold.versions[0].prices[0];
    yearly.billing_period = Term::parse("P1Y");
    yearly.amount = 3'000;
    sold.versions[0].prices.insert(sold.versions[0].prices.begin(), yearly);
    const Shop shop({sold});
    const Terms terms{shop.offer("t"), std::nullopt, 1};
    CHECK(price_of(shop.context(), shop.component("disk"), terms).listed == Exact(0));
    CHECK(price_of_part(shop.context(), shop.component("disk"), terms, {1, 2}) == Exact(0));
    Life life(shop);
    life.start({2024, 1, 10}, "t");
    CHECK(parts(shop, life.timeline(), {{1900, 1, 1}, {2025, 1, 1}}) ==
          Lines{"2024-01-10..2025-01-10 366/366 3000.00 RUB due 2024-01-10"});
}

TEST_CASE("R12: by name an inclusive price keeps its net when the rate changes") {
    Tariff year = tariff("t", {seats()}, {"1200"}, TaxScheme::inclusive, "P1Y");
    year.versions[0].keep_net_of = Decimal(20);
    const Shop shop({year});
    Life life(shop);
    life.start({2025, 7, 1}, "t");
    CHECK(texts(life.run({2025, 7, 1})) ==
          Lines{"1 2025-07-01 2026-01-01 184/365 604.93 RUB tax 100.82 RUB",
                "1 2026-01-01 2026-07-01 181/365 604.99 RUB tax 109.10 RUB"});
    life.simple(ChangeKind::ended, {2026, 1, 1}); // what is taken back is what was charged
    CHECK(texts(life.run({2026, 1, 1})) ==
          Lines{"-1 2026-01-01 2026-07-01 181/365 -604.99 RUB tax -109.10 RUB"});
}

TEST_CASE("R25: by calendar months a part counts the days of its own month") {
    Component disk = timed("disk", ChargeTiming::in_arrears);
    disk.proration = ProrationPolicy::calendar_month_days;
    disk.charge_every = Term::parse("P1D");
    const Shop shop({tariff("t", {disk}, {"868"})});
    Life life(shop);
    life.start({2025, 1, 31}, "t").simple(ChangeKind::ended, {2025, 2, 2});
    CHECK(parts(shop, life.timeline(), always) ==
          Lines{"2025-01-31..2025-02-01 1/31 28.00 RUB due 2025-02-01",
                "2025-02-01..2025-02-02 1/28 31.00 RUB due 2025-02-02"});
}

TEST_CASE("R19: a component that a tariff does not sell costs nothing under it") {
    const Shop shop(
        {tariff("t",
                {timed("seat", ChargeTiming::in_advance), timed("disk", ChargeTiming::in_arrears)},
                {"31", "62"}),
         tariff("u", {seats()}, {"31"})});
    const Terms terms{shop.offer("u"), std::nullopt, 5};
    CHECK(price_of(shop.context(), shop.component("disk"), terms).charged == Exact(0));
    CHECK(price_of_part(shop.context(), shop.component("disk"), terms, {1, 2}) == Exact(0));
    Life life(shop);
    life.start({2025, 1, 1}, "t").switch_to({2025, 1, 11}, "u");
    life.simple(ChangeKind::ended, {2025, 2, 1});
    CHECK(parts(shop, life.timeline(), on({2025, 2, 1})) ==
          Lines{"2025-01-01..2025-01-11 10/31 20.00 RUB due 2025-02-01"});
}
