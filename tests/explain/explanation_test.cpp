#include "prorata/explain/explanation.hpp"

#include "rating/shop.hpp"

#include "catch.hpp"

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
    const Explanation made = explain(shop.context(), life.recorded.back());
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
        CHECK(recompute(shop.context(), life.recorded).empty());
        for (Charge& line : life.recorded) {
            line.amount += 10'000;
            CHECK(!recompute(shop.context(), life.recorded).empty());
            line.amount -= 10'000;
            line.tax += 10'000;
            CHECK(!recompute(shop.context(), life.recorded).empty());
            line.tax -= 10'000;
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
