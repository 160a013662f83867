// Policies that are named so that other programs' figures can be reproduced (R6, R25, X-01).

#include "rating/shop.hpp"

#include "catch.hpp"

#include <algorithm>
#include <functional>

using namespace sample;

namespace {

/// The order of the cloud's form: 495, 110 and 55 a month on a calendar cycle.
Tariff form(const std::function<void(TariffVersion&)>& change) {
    std::vector<Component> components;
    for (const char* code : {"server", "traffic", "power"}) {
        components.push_back(seats());
        components.back().code = code;
        components.back().model = PriceModel::flat;
    }
    Tariff made = tariff("dc16", components, {"495", "110", "55"});
    made.versions[0].cycle = CycleKind::calendar;
    change(made.versions[0]);
    return made;
}

/// Charged for the part of the first period, from `start` to the 1st.
std::vector<Part> first_part(const Shop& shop, Date start, Date first) {
    Life life(shop);
    life.start(start, "dc16");
    life.changes.front().anchor = Anchor(first);
    auto parts = desired_parts(shop.context(), life.timeline(), "RU", {}, {start, start + 1});
    round_as_order(shop.context(), parts, start);
    return parts;
}

std::vector<std::string> amounts(const std::vector<Part>& parts) {
    std::vector<std::string> all;
    std::int64_t sum = 0;
    for (const Part& part : parts) {
        all.push_back(rub(part.charge.amount));
        sum += part.charge.amount;
    }
    all.push_back(rub(sum));
    return all;
}

void each(TariffVersion& version, const std::function<void(Component&)>& change) {
    for (Component& component : version.components)
        change(component);
}

} // namespace

TEST_CASE("V13: an order's lines up one by one, by themselves, or as parts of one total (R6)") {
    const auto lines = [](const std::function<void(TariffVersion&)>& change) {
        return amounts(first_part(Shop({form(change)}), {2023, 5, 2}, {2023, 6, 1}));
    };
    using Texts = std::vector<std::string>;
    CHECK(lines([](TariffVersion&) {}) ==
          Texts{"479.03 RUB", "106.45 RUB", "53.23 RUB", "638.71 RUB"});
    CHECK(lines([](TariffVersion& version) {
              each(version, [](Component& c) { c.rounding = Rounding{RoundingMode::ceiling, 2}; });
          }) == Texts{"479.04 RUB", "106.46 RUB", "53.23 RUB", "638.73 RUB"});
    CHECK(lines([](TariffVersion& version) { version.rounding_scope = RoundingScope::order; }) ==
          Texts{"479.03 RUB", "106.45 RUB", "53.23 RUB", "638.71 RUB"});
}

TEST_CASE("R6: three thirds of 10.00 are 9.99 line by line, and 10.00 as an order") {
    for (const auto& [scope, texts] :
         std::vector<std::pair<RoundingScope, std::vector<std::string>>>{
             {RoundingScope::line, {"3.33 RUB", "3.33 RUB", "3.33 RUB", "9.99 RUB"}},
             {RoundingScope::order, {"3.34 RUB", "3.33 RUB", "3.33 RUB", "10.00 RUB"}}}) {
        const Shop shop({form([scope = scope](TariffVersion& version) {
            version.rounding_scope = scope;
            for (Price& price : version.prices)
                price.amount = 10;
        })});
        const auto parts = first_part(shop, {2023, 6, 21}, {2023, 7, 1}); // 10 of 30 days
        CHECK(amounts(parts) == texts);
        std::int64_t tax = 0;
        for (const Part& part : parts)
            tax += part.charge.tax;
        CHECK(rub(tax) == "1.68 RUB"); // each unit's own (R5): 0.56 three times
    }
}

TEST_CASE("R6: an order's total is of what it charges at once: no use, no days, no later period") {
    std::vector<Component> components(5, seats());
    const char* codes[] = {"a", "b", "traffic", "day", "other"};
    for (std::size_t i = 0; i < components.size(); ++i)
        components[i].code = codes[i];
    components[2].kind = ComponentKind::metered;
    components[3].charge_every = Term::parse("P1D");
    Tariff order = tariff("o", components, {"10", "10", "10", "10"});
    order.versions[0].components.pop_back();
    order.versions[0].rounding_scope = RoundingScope::order;
    const Shop shop({order, tariff("l", {components[4]}, {"10"})});
    Life life(shop);
    life.start({2023, 6, 21}, "o");
    life.changes.front().anchor = Anchor(2023, 7, 1);
    life.usage.push_back({shop.component("traffic"), "k", Instant::parse("2023-06-22T10:00:00Z"),
                          Date(2023, 6, 22), Decimal::parse("0.3333")});
    auto parts = desired_parts(shop.context(), life.timeline(), "RU", life.usage,
                               {{2023, 6, 21}, {2023, 7, 2}});
    for (Part& part : parts) // as if all were due with the order
        if (part.charge.kind == ChargeKind::metered) part.due_on = {2023, 6, 21};
    Life other(shop);
    other.start({2023, 6, 21}, "l");
    other.changes.front().anchor = Anchor(2023, 7, 1);
    for (const Part& part :
         desired_parts(shop.context(), other.timeline(), "RU", {}, {{2023, 6, 21}, {2023, 6, 22}}))
        parts.push_back(part);
    const auto before = parts;
    round_as_order(shop.context(), parts, {2023, 6, 21});
    for (std::size_t i = 0; i < parts.size(); ++i) {
        INFO(i << " " << text(parts[i].charge));
        const bool together = parts[i].due_on == Date(2023, 6, 21) && !parts[i].apart &&
                              parts[i].charge.unit.component <= shop.component("b");
        if (!together) CHECK(parts[i].charge.amount == before[i].charge.amount);
    }
    CHECK(rub(parts[0].charge.amount) == "3.34 RUB"); // 2 × 10 × 10/30 is 6.67
    CHECK(rub(before[0].charge.amount) == "3.33 RUB");
}

TEST_CASE("R6: a correction brings an order's lines back to roundings of their own") {
    const Shop shop({form([](TariffVersion& version) {
        version.rounding_scope = RoundingScope::order;
        for (Price& price : version.prices)
            price.amount = 10;
    })});
    Life life(shop);
    life.start({2023, 6, 21}, "dc16");
    life.changes.front().anchor = Anchor(Date(2023, 7, 1));
    for (const Part& part : first_part(shop, {2023, 6, 21}, {2023, 7, 1}))
        life.recorded.push_back(part.charge);
    const auto lines = life.run({2023, 6, 22}); // as after a change anywhere in the period
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].kind == ChargeKind::rounding);
    CHECK(rub(lines[0].amount) == "-0.01 RUB");
}

TEST_CASE("V14: 30/31 of April by a denominator, or by the month of the end, and later months are "
          "whole") {
    for (const ProrationPolicy policy :
         {ProrationPolicy::fixed_denominator, ProrationPolicy::days_of_next_month}) {
        const Shop shop({form([policy](TariffVersion& version) {
            version.prorate_first = FirstProration::always;
            each(version, [policy](Component& component) {
                component.proration = policy;
                if (policy == ProrationPolicy::fixed_denominator) component.denominator = 31;
            });
        })});
        INFO(name(policy));
        const auto parts = first_part(shop, {2023, 4, 1}, {2023, 4, 1});
        REQUIRE(parts.size() == 3);
        CHECK(parts[0].charge.share == Fraction{30, 31});
        CHECK(amounts(parts).back() == "638.71 RUB");
        Life life(shop);
        life.start({2023, 4, 1}, "dc16").simple(ChangeKind::ended, {2023, 6, 11});
        for (const Part& part : life.desired({2023, 6, 30})) {
            const Fraction may{31, 31}, june{10, 30}, april{30, 31};
            CHECK(part.charge.share == (part.charge.unit.period_on == Date(2023, 4, 1)   ? april
                                        : part.charge.unit.period_on == Date(2023, 5, 1) ? may
                                                                                         : june));
        }
    }
}

TEST_CASE("R25: a whole first period is no part unless the tariff says always") {
    const auto share = [](FirstProration first, Date start, Date anchor) {
        const Shop shop({form([first](TariffVersion& version) {
            version.prorate_first = first;
            each(version, [](Component& component) {
                component.proration = ProrationPolicy::fixed_denominator;
                component.denominator = 40;
            });
        })});
        return first_part(shop, start, anchor).front().charge.share;
    };
    CHECK(share(FirstProration::if_part, {2023, 4, 1}, {2023, 4, 1}) == Fraction{30, 30});
    CHECK(share(FirstProration::always, {2023, 4, 1}, {2023, 4, 1}) == Fraction{30, 40});
    CHECK(share(FirstProration::if_part, {2023, 4, 11}, {2023, 5, 1}) == Fraction{20, 40});
}

TEST_CASE(
    "V09: taxes of daily charges, each what the sum's tax grows by, in the order of the lines") {
    std::vector<Component> services;
    for (const char* code : {"a", "b", "disk", "c"}) {
        services.push_back(seats());
        services.back().code = code;
        services.back().timing = ChargeTiming::in_arrears;
        services.back().charge_every = Term::parse("P1D");
        services.back().proration = ProrationPolicy::calendar_month_days;
        services.back().rounding = Rounding{RoundingMode::truncate, 4};
    }
    const auto taxes = [&services](TaxRounding rounding) {
        Tariff cloud = tariff("cloud", services, {"619.0476", "650", "1000", "650"});
        cloud.versions[0].tax_rounding = rounding;
        const Shop shop({cloud});
        Life life(shop);
        life.start({2024, 2, 21}, "cloud");
        std::string all;
        for (const Part& part : life.desired({2024, 2, 22}))
            all += rub(part.charge.amount) + " " + rub(part.charge.tax) + "; ";
        return all;
    };
    CHECK(taxes(TaxRounding::cumulative) == "21.3464 RUB 3.56 RUB; 22.4137 RUB 3.73 RUB; "
                                            "34.4827 RUB 5.75 RUB; 22.4137 RUB 3.74 RUB; ");
    CHECK(taxes(TaxRounding::unit) == "21.3464 RUB 3.56 RUB; 22.4137 RUB 3.74 RUB; "
                                      "34.4827 RUB 5.75 RUB; 22.4137 RUB 3.74 RUB; ");
}

TEST_CASE("V09: a month of cumulative taxes is the tax of its sum, daily or late") {
    std::vector<Component> services{seats(), seats()};
    for (Component& service : services) {
        service.timing = ChargeTiming::in_arrears;
        service.charge_every = Term::parse("P1D");
        service.rounding = Rounding{RoundingMode::truncate, 4};
    }
    services[1].code = "disk";
    Tariff cloud = tariff("cloud", services, {"650", "1000"});
    cloud.versions[0].tax_rounding = TaxRounding::cumulative;
    const Shop shop({cloud});
    Life daily(shop);
    Life late(shop);
    daily.start({2024, 2, 1}, "cloud");
    late.start({2024, 2, 1}, "cloud");
    for (Date day(2024, 2, 2); day <= Date(2024, 3, 1); day = day + 1)
        (void)daily.run(day);
    (void)late.run({2024, 3, 1});
    std::int64_t tax = 0;
    for (const Charge& charge : late.recorded)
        tax += charge.tax;
    CHECK(rub(tax) == "275.00 RUB"); // of 1649.9956
    const auto sorted = [](std::vector<std::string> lines) {
        std::sort(lines.begin(), lines.end());
        return lines;
    };
    CHECK(sorted(texts(daily.recorded)) == sorted(texts(late.recorded)));
}

TEST_CASE("V09: cumulative taxes count each period and each rate by itself") {
    std::vector<Component> services{seats(), seats()};
    for (Component& service : services)
        service.timing = ChargeTiming::in_arrears;
    services[1].code = "disk";
    const auto taxes = [&](TaxRounding rounding) {
        Tariff cloud = tariff("cloud", services, {"10.15", "10.15"});
        cloud.versions[0].tax_rounding = rounding;
        const Shop shop({cloud});
        Life life(shop);
        life.start({2025, 11, 15}, "cloud");
        std::string all;
        for (const Part& part : life.desired({2026, 1, 15}))
            all += part.charge.days.start().text().substr(5) + " " + rub(part.charge.amount) + " " +
                   rub(part.charge.tax) + "; ";
        return all;
    };
    // November: 1.6917 twice. December: 0.9283, and 0.8246 at the new rate, twice.
    CHECK(taxes(TaxRounding::unit) ==
          "11-15 10.15 RUB 1.69 RUB; 12-15 5.57 RUB 0.93 RUB; 01-01 4.58 RUB 0.83 RUB; "
          "11-15 10.15 RUB 1.69 RUB; 12-15 5.57 RUB 0.93 RUB; 01-01 4.58 RUB 0.83 RUB; ");
    CHECK(taxes(TaxRounding::cumulative) ==
          "11-15 10.15 RUB 1.69 RUB; 12-15 5.57 RUB 0.93 RUB; 01-01 4.58 RUB 0.83 RUB; "
          "11-15 10.15 RUB 1.69 RUB; 12-15 5.57 RUB 0.93 RUB; 01-01 4.58 RUB 0.82 RUB; ");
}

TEST_CASE("V09: prices with and without tax do not share a cumulative tax") {
    Tariff with = tariff("with", {seats()}, {"31.31"});
    Tariff without = tariff("without", {seats()}, {"31.31"}, TaxScheme::exclusive);
    for (Tariff* sold : {&with, &without})
        sold->versions[0].tax_rounding = TaxRounding::cumulative;
    const Shop shop({with, without});
    Life life(shop);
    life.start({2025, 1, 1}, "with").switch_to({2025, 1, 11}, "without");
    CHECK(texts(life.run({2025, 1, 1})) ==
          std::vector<std::string>{"1 2025-01-01 2025-01-11 10/31 10.10 RUB tax 1.68 RUB",
                                   "1 2025-01-11 2025-02-01 21/31 25.45 RUB tax 4.24 RUB"});
}

TEST_CASE("R54: one unit is rounded first, then multiplied, if the component says so") {
    struct Case {
        const char* price;
        int quantity;
        Date end;
        const char* exact;
        const char* unit_first;
    };
    // Microsoft's example has 4 of 30 days, 2 × 29.
    for (const Case& known : {Case{"10.005", 3, {2025, 1, 11}, "9.68 RUB", "9.69 RUB"},
                              Case{"29", 2, {2025, 6, 5}, "7.73 RUB", "7.74 RUB"}}) {
        for (const bool unit_first : {false, true}) {
            Component seat = seats();
            if (unit_first) seat.unit_rounding = Rounding{RoundingMode::half_up, 2};
            const Shop shop({tariff("crm", {seat}, {known.price})});
            Life life(shop);
            life.start(known.end.first_of_month(), "crm", known.quantity);
            life.simple(ChangeKind::ended, known.end);
            const auto parts = life.desired({2025, 12, 31});
            REQUIRE(parts.size() == 1);
            CHECK(rub(parts[0].charge.amount) == (unit_first ? known.unit_first : known.exact));
        }
    }
}

TEST_CASE("R54: a change inside the period leaves the sums of the unit as they should be") {
    Component seat = seats();
    seat.unit_rounding = Rounding{RoundingMode::half_up, 2};
    const Shop shop({tariff("crm", {seat}, {"10.005"})});
    Life life(shop);
    life.start({2025, 1, 1}, "crm", 3);
    CHECK(texts(life.run({2025, 1, 1})) ==
          std::vector<std::string>{"1 2025-01-01 2025-02-01 31/31 30.03 RUB tax 5.01 RUB"});
    life.set({2025, 1, 11}, "seat", 5);
    std::int64_t sum = 0;
    (void)life.run({2025, 1, 11});
    for (const Charge& charge : life.recorded)
        sum += charge.amount;
    CHECK(rub(sum) == "43.59 RUB"); // 3 × 3.23 + 5 × 6.78
}

TEST_CASE("R31: lines of two and of four digits in one unit meet in four") {
    Component fine = seats();
    fine.rounding = Rounding{RoundingMode::half_up, 4};
    const Shop shop({tariff("crm", {seats()}, {"100"}), tariff("fine", {fine}, {"100"})});
    Life life(shop);
    life.start({2025, 1, 1}, "crm");
    (void)life.run({2025, 1, 1});
    life.switch_to({2025, 1, 11}, "fine");
    std::int64_t sum = 0;
    for (const Charge& charge : life.run({2025, 1, 11}))
        sum += charge.amount;
    std::int64_t desired = 0;
    for (const Part& part : life.desired({2025, 1, 31}))
        desired += part.charge.amount;
    CHECK(rub(100'0000'00 + sum) == rub(desired));
}

TEST_CASE(
    "R38: a fixed sum off a period shrinks with it, percents off the retail price are added") {
    const auto cost = [](std::vector<DiscountStep> steps) {
        Shop shop({tariff("crm", {seats()}, {"1000"})});
        const DiscountId granted = shop.discounts.add(std::move(steps));
        Life life(shop);
        life.start({2025, 1, 1}, "crm").simple(ChangeKind::ended, {2025, 1, 11});
        life.changes.front().discount = granted;
        return rub(life.desired({2025, 1, 31})[0].charge.amount);
    };
    const DiscountCause promo = DiscountCause::promo;
    CHECK(cost({{promo, DiscountBasis::fixed, 100}}) == "290.32 RUB"); // (1000 − 100) × 10/31
    CHECK(cost({{promo, DiscountBasis::rrp, 30}, {promo, DiscountBasis::rrp, 10}}) == "193.55 RUB");
    CHECK(cost({{promo, DiscountBasis::rrp, 30}, {promo, DiscountBasis::running, 10}}) ==
          "203.23 RUB");
}
