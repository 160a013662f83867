#include "prorata/document/line.hpp"

#include "catch.hpp"
#include "prorata/base/error.hpp"
#include "prorata/money/money.hpp"

#include <limits>
#include <numeric>
#include <rapidcheck.h>

using namespace prorata;

namespace {

const TaxRate vat20(200'000);
const TaxRate vat22(220'000);

std::int64_t rub(const char* number) {
    return Amount::parse(std::string(number) + " RUB").units();
}

Charge charge(const char* amount, Date from, Date to, int component = 1, TaxRate rate = vat20) {
    return {{ComponentId(component), from, rate, TaxScheme::inclusive},
            ChargeKind::recurring,
            1,
            {from, to},
            {1, 1},
            {OfferId(1), std::nullopt, Decimal(1)},
            Currency::of("RUB"),
            rub(amount),
            0,
            0};
}

CoveredCharge covered(const Charge& of) {
    return {{SubscriptionId(1), of.unit}, of.days, of.amount, 0};
}

} // namespace

TEST_CASE("an act covers a charge by its service days") { // R13
    const Charge year = charge("1200.00", {2025, 7, 1}, {2026, 7, 1});
    CHECK(served(year, {2025, 7, 1}, {2025, 8, 1}) == rub("101.92"));
    CHECK(served(year, {2025, 1, 1}, {2027, 1, 1}) == rub("1200.00"));
    CHECK(served(year, {2025, 8, 1}, {2025, 7, 1}) == 0);
    const Charge fine = charge("22.4137", {2025, 7, 1}, {2025, 7, 3});
    CHECK(served(fine, {2025, 7, 1}, {2025, 7, 2}) == rub("11.20685"));
}

TEST_CASE("the parts of a charge add up to it, whatever the cuts") {
    CHECK(rc::check([] {
        const auto amount = *rc::gen::inRange<std::int64_t>(-100'000'000, 100'000'000);
        const int length = *rc::gen::inRange(1, 400);
        const Date start(2025, 3, 14);
        Charge one = charge("0.00", start, start + length);
        one.amount = amount;
        std::int64_t sum = 0;
        for (int day = 0; day < length;) {
            const int next = std::min(length, day + *rc::gen::inRange(1, 60));
            sum += served(one, start + day, start + next);
            day = next;
        }
        RC_ASSERT(sum == amount);
    }));
}

TEST_CASE("the tax in a sum is that of the unit, half up") { // R5, R48, V16
    CHECK(tax_contained(rub("20"), vat20) == 333);
    CHECK(tax_contained(rub("250"), vat20) == 4167);
    CHECK(tax_contained(rub("-50"), vat20) == -833);
    CHECK(tax_contained(rub("595.07"), vat22) == 10731); // R12
    CHECK(tax_contained(rub("100"), TaxRate()) == 0);
    for (int net = -5000; net < 5000; ++net) { // exclusive: what was added is what is contained
        const std::int64_t tax =
            tax_of(Exact(net), vat22, TaxScheme::exclusive).rounded({RoundingMode::half_up, 0});
        CHECK(tax_contained((net + tax) * 10'000, vat22) == tax);
    }
}

TEST_CASE("29 days of 22.4137 are one line of 650.00, the rest is carried") { // V10, R7
    std::vector<CoveredCharge> days;
    for (int day = 0; day < 29; ++day) {
        Charge one = charge("22.4137", {2024, 2, 1}, {2024, 3, 1});
        one.days = {Date(2024, 2, 1) + day, Date(2024, 2, 2) + day};
        days.push_back(covered(one));
    }
    auto lines = lines_of(days);
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].days == Period<Date>{{2024, 2, 1}, {2024, 3, 1}});
    CHECK(lines[0].amount == rub("649.9973"));
    std::vector<Rest> rests;
    CHECK(round_totals(lines, rests) == 65'000);
    CHECK(lines[0].total == 65'000);
    REQUIRE(rests.size() == 1);
    CHECK(rests[0].units == rub("-0.0027"));
    take_out(lines, rests);
    CHECK(rests[0].units == 0);
}

TEST_CASE("each tax rate is rounded by itself, and its increase goes to its lines") { // R7
    std::vector<CoveredCharge> charges{
        covered(charge("0.006", {2025, 12, 1}, {2026, 1, 1}, 1)),
        covered(charge("0.004", {2025, 12, 1}, {2026, 1, 1}, 2)),
        covered(charge("0.004", {2026, 1, 1}, {2026, 2, 1}, 1, vat22))};
    auto lines = lines_of(charges);
    std::vector<Rest> rests;
    CHECK(round_totals(lines, rests) == 1); // together 0.014, by rate 0.01 and 0.00
    CHECK(lines[0].total == 1);
    CHECK(lines[1].total == 0);
    CHECK(lines[2].total == 0);
    lines = lines_of(std::span(charges).last(1));
    CHECK(round_totals(lines, rests) == 1); // 0.008 so far
}

TEST_CASE(
    "a line has the tax of its charges in minor units, and reaches over all their days") { // R48
    CoveredCharge late = covered(charge("6.00", {2025, 12, 11}, {2026, 1, 1}));
    CoveredCharge early = covered(charge("12.00", {2025, 12, 1}, {2025, 12, 5}));
    late.of = early.of;
    late.tax = rub("1.00");
    early.tax = rub("2.00");
    CoveredCharge other = early;
    other.of.subscription = SubscriptionId(2);
    const auto lines = lines_of(std::vector{late, early, other, late});
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].tax == 400);
    CHECK(lines[0].amount == rub("24.00"));
    CHECK(lines[0].days == Period<Date>{{2025, 12, 1}, {2026, 1, 1}});
    CHECK(lines[1].of.subscription == SubscriptionId(2));
}

TEST_CASE("prices with and without tax at one rate are rounded apart") { // R7
    CoveredCharge with = covered(charge("0.006", {2025, 12, 1}, {2026, 1, 1}));
    CoveredCharge without = with;
    without.of.unit.scheme = TaxScheme::exclusive;
    auto lines = lines_of(std::vector{with, without});
    std::vector<Rest> rests;
    CHECK(round_totals(lines, rests) == 2); // together 0.012 would be one
    REQUIRE(rests.size() == 2);
    CHECK(rests[0].units == rub("-0.004"));
    CHECK(rests[1].units == rub("-0.004"));
    take_out(std::span(lines).last(1), rests);
    CHECK(rests[0].units == rub("-0.004"));
    CHECK(rests[1].units == 0);
}

TEST_CASE("a rest of an earlier document stays where a new one has no line of its tax") { // R7
    std::vector<Rest> rests{{vat22, TaxScheme::inclusive, rub("0.004")}};
    auto lines = lines_of(std::vector{covered(charge("1.00", {2025, 12, 1}, {2026, 1, 1}))});
    CHECK(round_totals(lines, rests) == 100);
    CHECK(rests[0].units == rub("0.004"));
}

TEST_CASE("sums of a document that do not fit are a fault") {
    CoveredCharge most = covered(charge("0.00", {2025, 12, 1}, {2026, 1, 1}));
    most.amount = std::numeric_limits<std::int64_t>::max();
    CHECK_THROWS_AS(lines_of(std::vector{most, most}), Error);
}

TEST_CASE("whatever is documented, documents are the rounded sum of the charges so far") {
    CHECK(rc::check([] {
        std::vector<Rest> rests;
        std::int64_t charged = 0;
        std::int64_t documented = 0;
        for (int document = 0; document < 10; ++document) {
            std::vector<CoveredCharge> charges;
            for (int part = *rc::gen::inRange(1, 6); part > 0; --part) {
                Charge one = charge("0", {2025, 1, 1}, {2025, 2, 1}, part);
                one.amount = *rc::gen::inRange<std::int64_t>(-50'000, 100'000);
                charged += one.amount;
                charges.push_back(covered(one));
            }
            auto lines = lines_of(charges);
            const std::int64_t total = round_totals(lines, rests);
            documented += total;
            RC_ASSERT(total == std::accumulate(lines.begin(), lines.end(), std::int64_t{0},
                                               [](std::int64_t sum, const DocumentLine& line) {
                                                   return sum + line.total;
                                               }));
            RC_ASSERT(Money(documented, Currency::of("RUB")) ==
                      Money::round(Amount(charged, Currency::of("RUB"))));
            RC_ASSERT(rests[0].units == charged - documented * 10'000);
        }
    }));
}
