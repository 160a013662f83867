#include "prorata/document/line.hpp"

#include "money/int128.hpp"
#include "prorata/money/distribution.hpp"

#include <algorithm>

namespace prorata {

namespace {

constexpr std::int64_t minor = 10'000; // units of Amount in one minor unit
constexpr Rounding whole{RoundingMode::half_up, 0};

/// Sums of a book may be anything before it is verified; what does not fit is a fault.
std::int64_t sum(Int128 left, Int128 right) {
    return storable(left + right, "the sum of a document's lines");
}

Rest& rest_of(std::vector<Rest>& rests, const Unit& unit) {
    const auto known = std::find_if(rests.begin(), rests.end(), [&unit](const Rest& rest) {
        return rest.rate == unit.rate && rest.scheme == unit.scheme;
    });
    if (known != rests.end()) return *known;
    return *rests.insert(rests.end(), {unit.rate, unit.scheme, 0});
}

bool same_tax(const DocumentLine& line, const Rest& rest) {
    return line.of.unit.rate == rest.rate && line.of.unit.scheme == rest.scheme;
}

/// Totals of the lines of one tax; returns their sum.
std::int64_t round_one(std::span<DocumentLine> lines, Rest& rest) {
    std::vector<Exact> exact;
    for (const DocumentLine& line : lines) {
        if (!same_tax(line, rest)) continue;
        rest.units = sum(rest.units, line.amount);
        exact.push_back(Exact(line.amount) / Exact(minor));
    }
    if (exact.empty()) return 0;
    const std::int64_t increase = (Exact(rest.units) / Exact(minor)).rounded(whole);
    rest.units = sum(rest.units, Int128(-increase) * minor);
    const std::vector<std::int64_t> totals = distribute(increase, exact, 0);
    auto total = totals.begin();
    for (DocumentLine& line : lines) {
        if (same_tax(line, rest)) line.total = *total++;
    }
    return increase;
}

} // namespace

std::int64_t served(const Charge& charge, Date from, Date to) {
    const std::int64_t grid = charge.amount % minor == 0 ? minor : 1;
    const auto up_to = [&](Date day) {
        const Date until = std::clamp(day, charge.days.start(), charge.days.end());
        const Fraction share{until - charge.days.start(), days(charge.days)};
        return (Exact(charge.amount) * Exact(share) / Exact(grid)).rounded(whole) * grid;
    };
    return from < to ? up_to(to) - up_to(from) : 0;
}

std::int64_t tax_contained(std::int64_t gross, const TaxRate& rate) {
    return tax_of(Exact(gross) / Exact(minor), rate, TaxScheme::inclusive).rounded(whole);
}

std::vector<DocumentLine> lines_of(std::span<const CoveredCharge> charges) {
    std::vector<DocumentLine> lines;
    for (const CoveredCharge& part : charges) {
        auto line = std::find_if(lines.begin(), lines.end(), [&part](const DocumentLine& known) {
            return known.of == part.of;
        });
        if (line == lines.end()) line = lines.insert(line, {part.of, part.days, 0, 0, 0});
        line->amount = sum(line->amount, part.amount);
        line->tax = sum(line->tax, part.tax / minor);
        line->days = {std::min(line->days.start(), part.days.start()),
                      std::max(line->days.end(), part.days.end())};
    }
    return lines;
}

std::int64_t round_totals(std::span<DocumentLine> lines, std::vector<Rest>& rests) {
    for (const DocumentLine& line : lines)
        (void)rest_of(rests, line.of.unit);
    std::int64_t total = 0;
    for (Rest& rest : rests)
        total = sum(total, round_one(lines, rest));
    return total;
}

void take_out(std::span<const DocumentLine> lines, std::vector<Rest>& rests) {
    for (const DocumentLine& line : lines) {
        std::int64_t& units = rest_of(rests, line.of.unit).units;
        units = sum(units, Int128(line.total) * minor - line.amount);
    }
}

} // namespace prorata
