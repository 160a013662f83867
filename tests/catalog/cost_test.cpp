#include "prorata/catalog/cost.hpp"

#include "catch.hpp"

#include <rapidcheck.h>
#include <string>
#include <vector>

using namespace prorata;

namespace {

Decimal number(const char* text) {
    return Decimal::parse(text);
}

/// Tiers, then what lies above them; fees where they are given.
Price row(const char* amount, std::vector<Tier> tiers = {}, const char* flat_fee = "0") {
    Price price{"c", std::nullopt,  Term(1, TermUnit::month), Currency::of("RUB"),
                "",  number(amount)};
    price.tiers = std::move(tiers);
    price.flat_fee = number(flat_fee);
    return price;
}

Price packages(const char* amount, const char* size) {
    Price price = row(amount);
    price.package = number(size);
    return price;
}

std::string cost(PriceModel model, const Price& price, const char* quantity) {
    return cost_of(model, price, Exact(number(quantity))).round({RoundingMode::half_up, 9}).text();
}

/// The cost, which is the sum of its parts.
void check(PriceModel model, const Price& price, const char* quantity, const char* expected) {
    INFO(name(model) << " of " << quantity);
    CHECK(cost(model, price, quantity) == expected);
    Exact sum;
    for (const CostPart& part : cost_parts(model, price, Exact(number(quantity)))) {
        CHECK(part.cost == part.quantity * Exact(part.amount) + Exact(part.flat_fee));
        sum = sum + part.cost;
    }
    CHECK(sum == cost_of(model, price, Exact(number(quantity))));
}

} // namespace

TEST_CASE("R23: the same 150 units by each price model") {
    const Price tiers = row("0.50", {{100, 1, 0}});
    check(PriceModel::graduated, tiers, "150", "125");
    check(PriceModel::volume, tiers, "150", "75");
    check(PriceModel::stairstep, tiers, "150", "0.5");
    check(PriceModel::flat, row("0.50"), "150", "0.5");
    check(PriceModel::per_unit, row("0.50"), "150", "75");
    check(PriceModel::package, packages("0.50", "100"), "150", "1");
    check(PriceModel::percentage, row("0.50"), "150", "0.75");
}

TEST_CASE("the bound of a tier is still in it") {
    const Price tiers = row("0.50", {{100, 1, 0}});
    check(PriceModel::volume, tiers, "100", "100");
    check(PriceModel::volume, tiers, "100.5", "50.25");
    check(PriceModel::stairstep, tiers, "100", "1");
    check(PriceModel::graduated, tiers, "100", "100");
    check(PriceModel::package, packages("100", "10"), "120", "1200");
    check(PriceModel::package, packages("100", "10"), "121", "1300");
    check(PriceModel::package, packages("100", "10"), "0", "0");
}

TEST_CASE("Lago's figures of charge models") {
    check(PriceModel::per_unit, row("5.12345"), "10", "51.2345");
    const Price fees = row("5", {{10, 10, 2}, {20, 5, 3}}, "3");
    check(PriceModel::graduated, fees, "0", "2");
    check(PriceModel::graduated, fees, "12", "115");
    const Price fine = row("2", {{number("0.1"), 10, 0}, {1, 5, 0}});
    check(PriceModel::graduated, fine, "0.05", "0.5");
    // Percentages by tier are graduated prices of a unit of money.
    const Price percents =
        row("0.03", {{10, number("0.01"), 200}, {20, number("0.02"), 300}}, "400");
    check(PriceModel::graduated, percents, "0", "200");
    check(PriceModel::graduated, percents, "11", "500.12");
    const Price volume = row("0.5", {{100, 2, 10}, {200, 1, 0}}, "50");
    check(PriceModel::volume, volume, "1", "12");
    check(PriceModel::volume, volume, "100", "210");
    check(PriceModel::volume, volume, "100.5", "100.5");
    check(PriceModel::volume, volume, "201", "150.5");
}

TEST_CASE("figures of tiers of OpenMeter, Kill Bill and Stripe") {
    const Price fees = row("5", {{5, 0, 100}, {10, 0, 50}, {15, 10, 0}});
    check(PriceModel::graduated, fees, "7", "150");
    check(PriceModel::graduated, fees, "22", "235");
    const Price volume = row("5", {{5, 0, 100}, {10, 0, 150}, {15, 10, 0}});
    check(PriceModel::volume, volume, "0", "100");
    check(PriceModel::volume, volume, "5", "100");
    check(PriceModel::volume, volume, "7", "150");
    check(PriceModel::volume, volume, "100", "500");
    check(PriceModel::package, packages("15", "10"), "10", "15");
    check(PriceModel::package, packages("2.95", "100"), "350", "11.8");
    check(PriceModel::package, packages("1000", "60"), "59", "1000");
    const Price cents = row("600", {{5, 700, 0}, {10, 650, 0}});
    check(PriceModel::volume, cents, "25", "15000");
    check(PriceModel::graduated, cents, "5", "3500");
    check(PriceModel::graduated, cents, "1", "700");
    const Price foo = row("100", {{10, 1, 0}, {50, 10, 0}});
    check(PriceModel::volume, foo, "5", "5");
    check(PriceModel::graduated, foo, "70", "2410");
}

TEST_CASE("R22: a sum is held at the maximum, then at the minimum") {
    Price price = row("1");
    CHECK(within_bounds(price, 7, 1) == Exact(7));
    price.maximum = 150;
    CHECK(within_bounds(price, 160, 1) == Exact(150));
    CHECK(within_bounds(price, 160, Exact(Fraction{1, 2})) == Exact(75));
    price.minimum = 90;
    CHECK(within_bounds(price, 80, 1) == Exact(90));
    CHECK(within_bounds(price, 80, Exact(Fraction{1, 2})) == Exact(75));
    CHECK(within_bounds(price, 40, Exact(Fraction{1, 2})) == Exact(45));
}

TEST_CASE("graduated and package costs never fall with the quantity, and start at the first fee") {
    CHECK(rc::check([] {
        std::vector<Tier> tiers;
        for (int up_to = 0, left = *rc::gen::inRange(1, 5); left > 0; --left) {
            up_to += *rc::gen::inRange(1, 50);
            tiers.push_back({up_to, *rc::gen::inRange(0, 900), *rc::gen::inRange(0, 90)});
        }
        Price price = row("3", tiers, "7");
        price.package = *rc::gen::inRange(1, 40);
        const Exact less(Decimal(*rc::gen::inRange(0, 30'000), 2));
        const Exact more = less + Exact(Decimal(*rc::gen::inRange(0, 9'000), 2));
        for (const PriceModel model : {PriceModel::graduated, PriceModel::package}) {
            RC_ASSERT(cost_of(model, price, less) <= cost_of(model, price, more));
        }
        RC_ASSERT(cost_of(PriceModel::graduated, price, 0) == Exact(tiers[0].flat_fee));
    }));
}
