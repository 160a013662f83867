#pragma once

#include "prorata/catalog/tariff.hpp"
#include "prorata/money/exact.hpp"
#include "prorata/time/period.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace prorata {

/// A rate of tax, for example 20 %, or exempt ("без НДС"), which is not 0 %.
///
/// Units:   millionths; 200000 is 20 %.
/// Range:   0 to 1000000.
/// Threads: a value; safe to read from many threads.
class TaxRate {
  public:
    TaxRate() noexcept = default; ///< Exempt.
    /// Errors: Error{invalid_argument} outside the range.
    explicit TaxRate(std::int64_t millionths);
    /// Errors: Error{invalid_argument} outside 0 to 100, or for more than 4 digits.
    [[nodiscard]] static TaxRate percent(const Decimal& percent);

    [[nodiscard]] bool exempt() const noexcept { return millionths_ < 0; }
    [[nodiscard]] std::optional<std::int64_t> millionths() const noexcept {
        return exempt() ? std::nullopt : std::optional(millionths_);
    }
    /// "20 %", "exempt".
    [[nodiscard]] std::string text() const;

    friend auto operator<=>(const TaxRate&, const TaxRate&) = default;

  private:
    std::int64_t millionths_ = -1; // exempt
};

/// The tax in (inclusive: sum × r / (100 + r)) or on (exclusive: sum × r / 100) a sum, exact.
[[nodiscard]] Exact tax_of(const Exact& sum, const TaxRate& rate, TaxScheme scheme);

/// A stretch of service days at one rate.
struct TaxedDays {
    Period<Date> days;
    TaxRate rate;

    friend bool operator==(const TaxedDays&, const TaxedDays&) = default;
};

/// Dated rates by country and tax class; the rate is that of the service day (semantics 6, R12).
///
/// Threads: immutable; safe to read from many threads.
/// See:     docs/concepts/subscription.md.
class TaxTable {
  public:
    TaxTable() = default;
    explicit TaxTable(std::span<const TaxRateRow> rows);

    /// Exempt if there is no row on or before the day.
    [[nodiscard]] TaxRate rate_on(std::string_view country, std::string_view tax_class,
                                  Date day) const;
    /// The days cut where the rate changes, in order.
    void split(std::string_view country, std::string_view tax_class, const Period<Date>& days,
               std::vector<TaxedDays>& into) const;

  private:
    struct Step {
        Date from;
        TaxRate rate;
    };
    struct Line {
        std::string country;
        std::string tax_class;
        std::vector<Step> steps;
    };
    [[nodiscard]] const Line* find(std::string_view country, std::string_view tax_class) const;
    std::vector<Line> lines_;
};

} // namespace prorata
