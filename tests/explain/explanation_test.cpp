#include "explain/booked.hpp"

#include "catch.hpp"
#include "prorata/base/error.hpp"

#include <algorithm>

using namespace sample;

namespace {

Life changed_life(const Shop& shop) {
    Life life(shop);
    life.start({2025, 1, 1}, "crm", 2);
    (void)life.run({2025, 1, 1});
    life.set({2025, 1, 11}, "seat", 5);
    (void)life.run({2025, 1, 11});
    return life;
}

} // namespace

// 338.71 alone contains 56.45; the unit owes 403.23 with 67.21, less 33.33 − 22.58 recorded (R5).
TEST_CASE("a charge is explained in both languages") {
    const Shop shop({tariff("crm", {seats()}, {"100"})});
    const Life life = changed_life(shop);
    const auto lines = booked(life);
    const Explanation made = explain(shop.context(), lines, lines.size() - 1);
    CHECK(sentence(made, Language::en) ==
          "crm, Seat: 5 × 100 RUB a period of P1M × 21/31 (21 days from 2025-01-11 to "
          "2025-01-31): 338.7097, charged 338.71 RUB; VAT included, 20 %: 56.46 RUB.");
    CHECK(sentence(made, Language::ru) ==
          "crm, Seat: 5 × 100 RUB за P1M × 21/31 (21 день с 11.01.2025 по 31.01.2025): "
          "338,7097, начислено 338,71 RUB; в том числе НДС 20 %: 56,46 RUB.");
}

TEST_CASE("recorded lines are recomputed, and a kopeck is found") {
    for (const TaxScheme scheme : {TaxScheme::inclusive, TaxScheme::exclusive}) {
        const Shop shop({tariff("crm", {seats()}, {"99.99"}, scheme)});
        Life life = changed_life(shop);
        auto lines = booked(life);
        CHECK(recompute(shop.context(), lines) == std::vector<std::string>());
        for (BookedLine& line : lines) {
            line.charge.amount += 10'000;
            CHECK(!recompute(shop.context(), lines).empty());
            line.charge.amount -= 10'000;
            line.charge.tax += 10'000;
            CHECK(!recompute(shop.context(), lines).empty());
            line.charge.tax -= 10'000;
        }
    }
}

TEST_CASE("Russian days are counted as Russian counts them") {
    const Shop shop({tariff("crm", {seats()}, {"100"})});
    const std::vector<std::pair<int, std::string>> cases{
        {1, "(1 день с"}, {2, "(2 дня с"}, {5, "(5 дней с"}, {11, "(11 дней с"}, {22, "(22 дня с"}};
    for (const auto& [count, words] : cases) {
        Life life(shop);
        life.start({2025, 1, 1}, "crm").simple(ChangeKind::ended, Date(2025, 1, 1) + count);
        const auto lines = life.run({2025, 1, 1});
        INFO(words);
        REQUIRE(lines.size() == 1);
        const std::string text = sentence(explain(shop.context(), lines.front()), Language::ru);
        CHECK(text.find(words) != std::string::npos);
    }
}

namespace {

std::string said(const Life& life, std::size_t at, Language language = Language::en) {
    const auto lines = booked(life);
    return sentence(explain(life.shop->context(), lines, at), language);
}

/// "quantity 5 by in force; cost 500 by per_unit; …"
std::string steps(const Life& life, std::size_t at) {
    const auto lines = booked(life);
    std::string text;
    for (const DerivationStep& step : explain(life.shop->context(), lines, at).steps) {
        CHECK(result_of(step) == step.after);
        text += std::string(name(step.kind)) + " " +
                step.after.round({RoundingMode::half_up, 4}).text() + " by " + step.by + "; ";
    }
    return text;
}

} // namespace

TEST_CASE("the steps of a charge are data: each names what decided") {
    Shop shop({tariff("crm", {seats()}, {"100"})});
    const DiscountId granted =
        shop.discounts.add({{DiscountCause::partner_level, DiscountBasis::rrp, 30},
                            {DiscountCause::promo, DiscountBasis::running, 10},
                            {DiscountCause::promo, DiscountBasis::fixed, 13}});
    Life life(shop);
    life.start({2025, 1, 11}, "crm", 2);
    life.changes.front().anchor = Anchor(Date(2025, 2, 1));
    life.changes.front().discount = granted;
    (void)life.run({2025, 1, 11});
    CHECK(steps(life, 0) ==
          "quantity 2 by in force; cost 200 by per_unit; discount 140 by partner_level rrp; "
          "discount 126 by promo running; discount 113 by promo fixed; share 76.5484 by "
          "period_days; rounding 76.55 by R3; tax 12.76 by R5; ");
    CHECK(
        said(life, 0) ==
        "crm, Seat: 2 × 100 RUB a period of P1M, less 30 % (partner level): 140, less 10 % (promo "
        "code): 126, less 13 (promo code): 113 × 21/31 (21 days from 2025-01-11 to 2025-01-31): "
        "76.5484, charged 76.55 RUB; VAT included, 20 %: 12.76 RUB.");
    CHECK(
        said(life, 0, Language::ru) ==
        "crm, Seat: 2 × 100 RUB за P1M, скидка 30 % (уровень партнёра): 140, скидка 10 % "
        "(промокод): 126, скидка 13 (промокод): 113 × 21/31 (21 день с 11.01.2025 по 31.01.2025): "
        "76,5484, начислено 76,55 RUB; в том числе НДС 20 %: 12,76 RUB.");
    const auto lines = booked(life);
    const Explanation made = explain(shop.context(), lines, 0);
    CHECK(made.find(StepKind::cost)->on == Date(2020, 1, 1));
    CHECK(made.find(StepKind::tax)->on == Date(2025, 1, 11));
    CHECK(made.find(StepKind::rounding)->rounding == Rounding{RoundingMode::half_up, 2});
    CHECK(made.find(StepKind::share)->operand("n") == Exact(21));
    CHECK(made.find(StepKind::sign) == nullptr);
}

TEST_CASE("a correction is explained by the rules that made it") {
    const Shop shop({tariff("crm", {seats()}, {"100"})});
    const Life life = changed_life(shop);
    CHECK(steps(life, 1) ==
          "quantity 2 by in force; cost 200 by per_unit; share 135.4839 by "
          "period_days; sign -135.4839 by R2; rounding -135.48 by R3; tax -22.58 by R5; ");
    CHECK(steps(life, 2) == "quantity 5 by in force; cost 500 by per_unit; share 338.7097 by "
                            "period_days; rounding 338.71 by R3; tax 56.46 by R5; ");
}

TEST_CASE("daily charges, one-off charges and metered use are explained") {
    Component daily = seats();
    daily.timing = ChargeTiming::in_arrears;
    daily.charge_every = Term::parse("P1D");
    daily.rounding = Rounding{RoundingMode::truncate, 4};
    Component setup = seats();
    setup.code = "setup";
    setup.kind = ComponentKind::one_off;
    setup.model = PriceModel::flat;
    Component traffic = seats();
    traffic.code = "traffic";
    traffic.kind = ComponentKind::metered;
    traffic.timing = ChargeTiming::in_arrears;
    traffic.model = PriceModel::graduated;
    traffic.included = 31;
    Tariff sold = tariff("crm", {daily, setup, traffic}, {"650", "500", "0.50"});
    sold.versions[0].prices[2].tiers = {{100, 1, 7}};
    sold.versions[0].prices[2].maximum = 120;
    const Shop shop({sold});
    Life life(shop);
    life.start({2024, 2, 1}, "crm");
    const ComponentId meter = shop.component("traffic");
    life.usage.push_back({meter, "a", Instant::parse("2024-02-05T00:00:00Z"), {2024, 2, 5}, 181});
    (void)life.run({2024, 2, 3});
    CHECK(steps(life, 1) == "quantity 1 by in force; cost 650 by per_unit; share 22.4138 by "
                            "period_days; rounding 22.4137 by R17; tax 3.73 by R17; ");
    CHECK(steps(life, 2) == "cost 500 by flat; share 500 by period_days; rounding 500 by R3; tax "
                            "83.33 by R5; ");
    (void)life.run({2024, 3, 1});
    const auto found = std::find_if(life.recorded.begin(), life.recorded.end(),
                                    [&](const auto& c) { return c.unit.component == meter; });
    const auto at = static_cast<std::size_t>(found - life.recorded.begin());
    CHECK(
        steps(life, at) ==
        "quantity 181 by used; included 150 by R23; cost 107 by graduated; cost 132 by graduated; "
        "maximum 120 by R22; rounding 120 by R3; tax 20 by R5; ");
    CHECK(
        said(life, at) ==
        "crm, Seat: 100 × 1 + 7 + 50 × 0.5 RUB a period of P1M, included 31, held at the most 120 "
        "(29 days from 2024-02-01 to 2024-02-29): 120, charged 120.00 RUB; VAT included, 20 %: "
        "20.00 RUB.");
    CHECK(recompute(shop.context(), booked(life)) == std::vector<std::string>());
    life.usage.push_back({meter, "b", Instant::parse("2024-02-05T00:00:00Z"), {2024, 2, 6}, -100});
    const auto late = life.run({2024, 3, 2});
    REQUIRE(late.size() == 2); // a day, and what came late
    CHECK(steps(life, life.recorded.size() - 1) ==
          "quantity 81 by used; included 50 by R23; cost 57 by graduated; rounding -63 by R8; tax "
          "-10.5 by R5; ");
    CHECK(said(life, life.recorded.size() - 1) ==
          "crm, Seat: a difference of -63.00 RUB; VAT included, 20 %: -10.50 RUB.");
    CHECK(recompute(shop.context(), booked(life)) == std::vector<std::string>());
}

TEST_CASE("a step with another operand leads elsewhere, one without an operand is refused") {
    const Shop shop({tariff("crm", {seats()}, {"100"})});
    const Life life = changed_life(shop);
    const auto lines = booked(life);
    for (DerivationStep step : explain(shop.context(), lines, 2).steps) {
        INFO(name(step.kind));
        REQUIRE(result_of(step) == step.after);
        const auto operands = step.operands;
        for (std::size_t i = 0; i < operands.size(); ++i) {
            if (operands[i].first == "position" || operands[i].first == "part" ||
                operands[i].first == "up_to") {
                continue; // one more of them may round to the same
            }
            step.operands = operands;
            step.operands[i].second = operands[i].second + 1;
            CHECK_FALSE(result_of(step) == step.after);
        }
        step.operands.clear();
        CHECK_THROWS_AS(result_of(step), Error);
    }
}

TEST_CASE("R54: a unit that is rounded first is explained so") {
    Component seat = seats();
    seat.unit_rounding = Rounding{RoundingMode::half_up, 2};
    const Shop shop({tariff("crm", {seat}, {"10.005"})});
    Life life(shop);
    life.start({2025, 1, 1}, "crm", 3).simple(ChangeKind::ended, {2025, 1, 11});
    (void)life.run({2025, 1, 1});
    CHECK(steps(life, 0) ==
          "quantity 3 by in force; cost 10.005 by per_unit; share 3.2274 by "
          "period_days; units 9.69 by R54; rounding 9.69 by R3; tax 1.62 by R5; ");
    CHECK(said(life, 0) == "crm, Seat: 3 × (1 × 10.005) RUB a period of P1M × 10/31 (10 days from "
                           "2025-01-01 to 2025-01-10): 9.69, charged 9.69 RUB; VAT included, 20 %: "
                           "1.62 RUB.");
    CHECK(recompute(shop.context(), booked(life)) == std::vector<std::string>());
}
