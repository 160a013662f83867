#include "prorata/tax/tax.hpp"

#include "prorata/base/error.hpp"

#include <algorithm>

namespace prorata {

namespace {

constexpr std::int64_t whole = 1'000'000;
constexpr int percent_digits = 4;

} // namespace

TaxRate::TaxRate(std::int64_t millionths) : millionths_(millionths) {
    if (millionths < 0 || millionths > whole) {
        throw Error(ErrorCode::invalid_argument,
                    "a tax rate of " + std::to_string(millionths) +
                        " millionths is outside 0 to 1000000 (0 % to 100 %)");
    }
}

TaxRate TaxRate::percent(const Decimal& percent) {
    const Rounding exact_digits{RoundingMode::truncate, percent_digits};
    const std::int64_t millionths = Exact(percent).rounded(exact_digits);
    if (Exact(Decimal(millionths, percent_digits)) != Exact(percent)) {
        throw Error(ErrorCode::invalid_argument,
                    "a tax rate of " + percent.text() + " % has more than 4 digits");
    }
    return TaxRate(millionths);
}

std::string TaxRate::text() const {
    if (exempt()) return "exempt";
    return Decimal(millionths_, percent_digits).text() + " %";
}

Exact tax_of(const Exact& sum, const TaxRate& rate, TaxScheme scheme) {
    if (rate.exempt() || *rate.millionths() == 0) return {};
    const std::int64_t r = *rate.millionths();
    return sum * Exact(Fraction{r, scheme == TaxScheme::inclusive ? whole + r : whole});
}

TaxTable::TaxTable(std::span<const TaxRateRow> rows) {
    for (const TaxRateRow& row : rows) {
        auto line = std::find_if(lines_.begin(), lines_.end(), [&row](const Line& known) {
            return known.country == row.country && known.tax_class == row.tax_class;
        });
        if (line == lines_.end()) {
            line = lines_.insert(line, {row.country, row.tax_class, {}});
        }
        line->steps.push_back({row.from, row.percent ? TaxRate::percent(*row.percent) : TaxRate()});
    }
    for (Line& line : lines_) {
        std::sort(line.steps.begin(), line.steps.end(),
                  [](const Step& left, const Step& right) { return left.from < right.from; });
    }
}

const TaxTable::Line* TaxTable::find(std::string_view country, std::string_view tax_class) const {
    for (const Line& line : lines_) {
        if (line.country == country && line.tax_class == tax_class) return &line;
    }
    return nullptr;
}

TaxRate TaxTable::rate_on(std::string_view country, std::string_view tax_class, Date day) const {
    TaxRate rate;
    if (const Line* line = find(country, tax_class)) {
        for (const Step& step : line->steps) {
            if (step.from <= day) rate = step.rate;
        }
    }
    return rate;
}

void TaxTable::split(std::string_view country, std::string_view tax_class, const Period<Date>& days,
                     std::vector<TaxedDays>& into) const {
    Date from = days.start();
    TaxRate rate = rate_on(country, tax_class, from);
    if (const Line* line = find(country, tax_class)) {
        for (const Step& step : line->steps) {
            if (step.from <= from || step.from >= days.end() || step.rate == rate) continue;
            into.push_back({{from, step.from}, rate});
            from = step.from;
            rate = step.rate;
        }
    }
    into.push_back({{from, days.end()}, rate});
}

} // namespace prorata
