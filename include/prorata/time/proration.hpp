#pragma once

#include "prorata/base/fraction.hpp"
#include "prorata/base/named_codes.hpp"
#include "prorata/time/period.hpp"
#include "prorata/time/term.hpp"
#include "prorata/time/zone.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace prorata {

/// How the part of a period that is charged is counted, by the names that tariffs use.
#define PRORATA_PRORATION_POLICIES(X)                                                              \
    X(period_days, 1, "days of the part over days of the whole anchored period: the default")      \
    X(calendar_month_days, 2, "days of the part over days of its calendar month (V06)")            \
    X(fixed_30, 3, "every month counts 30 days, every year 360")                                   \
    X(seconds, 4, "seconds between local midnights: a day of a clock change has 23 or 25 hours")   \
    X(whole_up, 5, "every period that is touched costs its full price (FR-05)")                    \
    X(none, 6, "every period costs its full price at its first terms")                             \
    X(fixed_denominator, 7, "days of the part over a number that is given (V14)")                  \
    X(days_of_next_month, 8, "days of the part over days of the month that holds its end (V14)")
PRORATA_NAMED_CODES(ProrationPolicy, proration_policy, PRORATA_PRORATION_POLICIES)

/// The n/d of a part of a period. The calendar's half of proration: rating multiplies.
///
/// Under period_days, fixed_30 and seconds the parts of a period add up to d/d for any cuts; the
/// others do not promise it, and publishing a tariff says so (rules R24, R25).
///
/// Threads: a value; safe to read from many threads.
/// See:     docs/concepts/time.md, rules R17, R18, R24, R25.
class Proration {
  public:
    /// Errors: Error{invalid_argument} for fixed_denominator or seconds, which need more.
    explicit Proration(ProrationPolicy policy);
    /// fixed_denominator. Errors: Error{invalid_argument} unless denominator ≥ 1.
    [[nodiscard]] static Proration over(std::int64_t denominator);
    /// seconds, between the midnights of a zone.
    [[nodiscard]] static Proration by_seconds(const Zone& zone);

    [[nodiscard]] ProrationPolicy policy() const noexcept { return policy_; }
    /// True if the parts of a period always add up to it.
    [[nodiscard]] bool adds_up() const noexcept;

    /// What share of `whole` the part is. `term` is the length of the whole, for fixed_30.
    ///
    /// Errors: Error{invalid_argument} if the part is not inside the whole; Error{unsupported} for
    ///         calendar_month_days over a month's end, and fixed_30 of days or weeks.
    [[nodiscard]] Fraction share(const Period<Date>& part, const Period<Date>& whole,
                                 const Term& term) const;

  private:
    [[nodiscard]] std::int64_t count(Date date, const Period<Date>& whole, const Term& term) const;

    ProrationPolicy policy_;
    std::int64_t denominator_ = 1;
    std::optional<Zone> zone_;
};

} // namespace prorata
