// What a charge's arithmetic costs, beside the same share in bare 64-bit integers, which rounds the
// same sums and promises nothing about overflow.

#include "prorata/money/distribution.hpp"

#include <benchmark/benchmark.h>

#include <vector>

namespace {

using namespace prorata;

const Currency rub = Currency::of("RUB");

/// Floor: 1000.00 × n/31 in units of 10^-6, half up.
void share_in_integers(benchmark::State& state) {
    std::int64_t n = 0;
    for ([[maybe_unused]] auto turn : state) {
        n = n % 31 + 1;
        benchmark::DoNotOptimize(n);
        benchmark::DoNotOptimize((2 * 1'000'000'000 * n + 31) / (2 * 31));
    }
}
BENCHMARK(share_in_integers);

/// Price × n/d of a period, kept to four more digits: every charge does this once.
void share_of_a_price(benchmark::State& state) {
    const Decimal price = Decimal::parse("1000.00");
    std::int64_t n = 0;
    for ([[maybe_unused]] auto turn : state) {
        n = n % 31 + 1;
        benchmark::DoNotOptimize(
            Amount::round(Exact(price) * Exact(Fraction{n, 31}), rub, Rounding{}));
    }
}
BENCHMARK(share_of_a_price);

/// Price × quantity × n/d × (1 − discount) × rate/(1 + rate): a tax inside a discounted price.
void tax_inside_a_price(benchmark::State& state) {
    const Exact price(Decimal::parse("1234.56"));
    const Exact discount(Fraction{93, 100});
    const Exact tax(Fraction{22, 122});
    std::int64_t n = 0;
    for ([[maybe_unused]] auto turn : state) {
        n = n % 365 + 1;
        const Exact exact = price * Exact(7) * Exact(Fraction{n, 365}) * discount * tax;
        benchmark::DoNotOptimize(Money::round(exact, rub));
    }
}
BENCHMARK(tax_inside_a_price);

/// A sum of k shares with denominators that grow beyond 128 bits: the slow way must stay bearable.
void sum_of_many_denominators(benchmark::State& state) {
    for ([[maybe_unused]] auto turn : state) {
        Exact sum;
        for (std::int64_t d = 1; d <= state.range(0); ++d)
            sum = sum + Exact(Fraction{1, d});
        benchmark::DoNotOptimize(sum.rounded(Rounding{}));
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(sum_of_many_denominators)->Arg(31)->Arg(366);

/// Twelve months of a year's price, rounded so that they add up to it.
void year_in_twelve(benchmark::State& state) {
    const Exact price(Decimal::parse("9999.99"));
    for ([[maybe_unused]] auto turn : state) {
        CumulativeRounding rounding{Rounding{}};
        for (std::int64_t month = 1; month <= 12; ++month)
            benchmark::DoNotOptimize(rounding.next(price * Exact(Fraction{month, 12})));
    }
    state.SetItemsProcessed(state.iterations() * 12);
}
BENCHMARK(year_in_twelve);

/// A payment over k charges, to the last kopeck.
void allocate_over_charges(benchmark::State& state) {
    std::vector<std::int64_t> weights;
    for (std::int64_t i = 0; i < state.range(0); ++i)
        weights.push_back(i % 7 + 1);
    const Money whole = Money::parse("1000.00 RUB");
    for ([[maybe_unused]] auto turn : state)
        benchmark::DoNotOptimize(allocate(whole, weights));
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(allocate_over_charges)->Arg(3)->Arg(1000);

/// An amount read from text and written again, as imports and documents do.
void text_and_back(benchmark::State& state) {
    for ([[maybe_unused]] auto turn : state)
        benchmark::DoNotOptimize(Money::parse("1234567.89 RUB").text());
}
BENCHMARK(text_and_back);

} // namespace
