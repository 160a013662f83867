// Writes random cases with their results to standard output, for money_oracle.py to check.
//
// usage: money_cases COUNT SEED
//
// A record is sixteen int64, little-endian: kind, eleven inputs, three results, status (0 right,
// 1 overflow). The inputs of each kind are listed at the function that draws them.

#include "prorata/base/error.hpp"
#include "prorata/money/distribution.hpp"
#include "prorata/money/exact.hpp"

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <random>
#include <vector>

using namespace prorata;

namespace {

using Record = std::array<std::int64_t, 16>;
constexpr std::size_t first_result = 12;
constexpr std::size_t status = 15;

class Cases {
  public:
    explicit Cases(std::uint64_t seed) : random_(seed) {}

    Record next() {
        Record record{};
        record[0] = below(10) < 6 ? 0 : 1 + below(4);
        try {
            switch (record[0]) {
            case 0: product(record); break;
            case 1: sum(record); break;
            case 2: cumulative(record); break;
            case 3: split(record); break;
            default: mixed(record); break;
            }
        } catch (const Error& error) {
            if (error.code() != ErrorCode::overflow) throw;
            record[first_result] = record[first_result + 1] = record[first_result + 2] = 0;
            record[status] = 1;
        }
        return record;
    }

  private:
    std::int64_t below(std::int64_t n) {
        return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(n));
    }

    /// Ordinary sums mostly; often small, often at the edges.
    std::int64_t number() {
        constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();
        static constexpr std::int64_t edges[] = {
            0,  1,   -1,       5,         -5,           50,
            99, 100, greatest, -greatest, greatest - 1, 1'000'000'000'000'000'000};
        switch (below(6)) {
        case 0: return edges[below(std::size(edges))];
        case 1: return below(201) - 100;
        case 2: return static_cast<std::int64_t>(random_() >> 1) * (below(2) == 0 ? 1 : -1);
        default: return below(20'000'001) - 10'000'000;
        }
    }
    std::int64_t positive() {
        const std::int64_t value = number();
        return value == 0 ? 1 : (value < 0 ? -value : value);
    }
    Rounding rounding(Record& record) {
        record[10] = 1 + below(5);
        record[11] = below(7);
        return {static_cast<RoundingMode>(record[10]), static_cast<int>(record[11])};
    }

    // coefficient, scale, coefficient, scale, n, d, percent off; mode, digits
    void product(Record& record) {
        record[1] = number();
        record[2] = below(19);
        record[3] = below(3) == 0 ? number() : below(1'000);
        record[4] = below(10);
        record[5] = below(32'000'000);
        record[6] = 1 + below(32'000'000);
        record[7] = below(101);
        const Rounding policy = rounding(record);
        const Exact exact = Exact(Decimal(record[1], static_cast<int>(record[2]))) *
                            Decimal(record[3], static_cast<int>(record[4])) *
                            Fraction{record[5], record[6]} * Fraction{100 - record[7], 100};
        record[first_result] = exact.rounded(policy);
    }

    // n, d, n, d, n, d: the first plus the second minus the third; mode, digits
    void sum(Record& record) {
        for (std::size_t i = 1; i <= 5; i += 2) {
            record[i] = number();
            record[i + 1] = positive();
        }
        const Rounding policy = rounding(record);
        const Exact exact = Exact(Fraction{record[1], record[2]}) +
                            Exact(Fraction{record[3], record[4]}) -
                            Exact(Fraction{record[5], record[6]});
        record[first_result] = exact.rounded(policy);
    }

    // price units, n1, n2, n3, d: slices of a price up to n1, n2, n3 of d; mode, digits
    void cumulative(Record& record) {
        record[1] = number();
        record[5] = 1 + below(400);
        for (std::size_t i = 2; i <= 4; ++i)
            record[i] = below(record[5] + 1);
        const Rounding policy = rounding(record);
        CumulativeRounding rounded(policy);
        for (std::size_t i = 0; i < 3; ++i) {
            record[first_result + i] =
                rounded.next(Exact(Decimal(record[1], 4)) * Fraction{record[2 + i], record[5]});
        }
    }

    // whole, three weights
    void split(Record& record) {
        record[1] = number();
        std::vector<std::int64_t> weights;
        for (std::size_t i = 2; i <= 4; ++i) {
            record[i] = below(3) == 0 ? below(4) : positive();
            weights.push_back(record[i]);
        }
        if (record[2] == 0 && record[3] == 0 && record[4] == 0) record[2] = weights[0] = 1;
        const auto parts = allocate(Money(record[1], Currency::of("RUB")), weights);
        for (std::size_t i = 0; i < 3; ++i)
            record[first_result + i] = parts[i].minor();
    }

    // whole, then n, d of three exact parts of any sign
    void mixed(Record& record) {
        std::vector<Exact> exact;
        std::int64_t near = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            record[2 + 2 * i] = below(4'001) - 2'000;
            record[3 + 2 * i] = 1 + below(31);
            exact.emplace_back(Fraction{record[2 + 2 * i], record[3 + 2 * i]});
            near += record[2 + 2 * i] / record[3 + 2 * i];
        }
        record[1] = near + below(9) - 4;
        const auto parts = distribute(record[1], exact, 0);
        for (std::size_t i = 0; i < 3; ++i)
            record[first_result + i] = parts[i];
    }

    std::mt19937_64 random_;
};

} // namespace

int main(int count, char** arguments) {
    if (count != 3) return 2;
    Cases cases(std::strtoull(arguments[2], nullptr, 10));
    for (long left = std::atol(arguments[1]); left > 0; --left) {
        const Record record = cases.next();
        if (std::fwrite(record.data(), sizeof record, 1, stdout) != 1) return 1;
    }
    return 0;
}
