#pragma once

#include "prorata/time/date.hpp"

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace prorata {

/// What makes one year differ from its weeks, as its production calendar says it.
struct WorkYear {
    int year;
    std::vector<Date> days_off;              ///< Holidays; one that is a weekend day is no fault.
    std::vector<Date> working_weekends = {}; ///< Weekend days that are worked: transferred days.
};

/// Which days are worked, for example "within 3 working days" after a payment (OK-01, OK-10).
///
/// A calendar is data: a weekend, and years as they were decreed. A year that it does not have is
/// refused, never guessed from its weeks: 2 May 2025 was off in Russia and 1 November, a Saturday,
/// was worked.
///
/// Range:   the years that it was given.
/// Errors:  Error{not_found} for a day, also one on the way, of a year that is not covered.
/// Threads: a value; safe to read from many threads.
/// See:     docs/concepts/time.md.
class WorkCalendar {
  public:
    /// Built in: "RU" 2022 to 2027, "KZ" 2022 to 2025, five-day weeks. Errors: Error{not_found}.
    [[nodiscard]] static WorkCalendar of(std::string_view country);
    /// The user's own. `name` stands in messages; `weekend` is of 1 = Monday to 7 = Sunday.
    ///
    /// Errors: Error{invalid_argument} that names every fault: a weekday that does not exist, a
    ///         year twice, a day of another year, a working weekend that is none, or is also off.
    explicit WorkCalendar(std::string name, const std::vector<WorkYear>& years,
                          const std::vector<int>& weekend = {6, 7});
    /// This calendar with that year added or replaced. Errors: as the constructor.
    [[nodiscard]] WorkCalendar with(const WorkYear& year) const;

    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    [[nodiscard]] bool covers(int year) const noexcept;
    [[nodiscard]] bool is_working_day(Date date) const;
    /// The n-th working day after the date, which itself is not counted; before it for n < 0. For
    /// n = 0 the date itself, or the first working day after it if it is not worked.
    [[nodiscard]] Date add_working_days(Date date, std::int64_t n) const;
    /// The first working day after the date.
    [[nodiscard]] Date next_working_day(Date date) const { return add_working_days(date, 1); }

    friend bool operator==(const WorkCalendar&, const WorkCalendar&) = default;

  private:
    struct Year {
        int year;
        std::bitset<366> worked; ///< By day of the year.

        friend bool operator==(const Year&, const Year&) = default;
    };

    [[nodiscard]] const Year* find(int year) const noexcept;
    [[nodiscard]] Year made(const WorkYear& year) const;

    std::string name_;
    std::bitset<8> weekend_; // by ISO weekday
    std::vector<Year> years_;
};

} // namespace prorata
