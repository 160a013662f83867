#pragma once

#include "prorata/time/anchor.hpp"
#include "prorata/time/period.hpp"
#include "prorata/time/term.hpp"

#include <cstdint>
#include <optional>

namespace prorata {

/// Where the boundaries of a subscription lie, once its first paid day is known.
///
/// A start that is no boundary has a first part [start, first boundary); it is a slice of the whole
/// period that would have contained it. The term's end counts from the anchor (rule R18).
struct FirstPeriods {
    /// A part of the whole imagined period that contains it.
    struct Part {
        Period<Date> part;
        Period<Date> whole;

        friend bool operator==(const Part&, const Part&) = default;
    };

    Anchor anchor;
    std::optional<Part> part;
    bool next_is_due_at_once = false; ///< The first whole period is a second line of the same day.

    friend bool operator==(const FirstPeriods&, const FirstPeriods&) = default;
};

/// On which days periods begin, for example on the 1st of each month.
///
/// Errors:  Error{invalid_argument}; Error{unsupported} for terms of days or weeks on days of
/// months. Threads: a value; safe to read from many threads. See:     docs/concepts/time.md, rules
/// R18, R42, R53, requirements AC-16, X-04.
class Cycle {
  public:
    /// Periods begin on the day of the start: the 21st of each month, for a start on the 21st.
    [[nodiscard]] static Cycle anniversary() noexcept { return {0, 0}; }
    /// Periods begin on that day of the month, 1 to 31, or on the last day of a shorter month.
    [[nodiscard]] static Cycle billing_day(int day);
    /// Periods begin on the 1st. Who starts on day `alignment_day` or later also gets the next
    /// whole period at once; 0 is never.
    [[nodiscard]] static Cycle calendar(int alignment_day = 0);

    [[nodiscard]] FirstPeriods first(Date start, const Term& term) const;
    /// The periods of a subscription that changes to this cycle: the running period, the one that
    /// holds `changed_on`, goes on to its end; from there as `first` (rule R53).
    [[nodiscard]] FirstPeriods after_change(const Anchor& old, Date changed_on,
                                            const Term& term) const;

  private:
    Cycle(int day, int alignment_day) noexcept : day_(day), alignment_day_(alignment_day) {}

    int day_; // of the month; 0 is the start's own
    int alignment_day_;
};

} // namespace prorata
