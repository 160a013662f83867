#pragma once

#include "prorata/time/period.hpp"

#include <map>
#include <vector>

namespace prorata {

/// Days with a count, kept as the steps of the count: what the signs of lines add up to.
class DaySet {
  public:
    void add(const Period<Date>& days, int count);
    [[nodiscard]] bool empty() const { return runs().empty(); }
    /// Maximal runs of days with a count above zero.
    [[nodiscard]] std::vector<Period<Date>> runs() const;
    /// Maximal runs of the days of this set that are not in the other.
    [[nodiscard]] std::vector<Period<Date>> without(const DaySet& other) const;
    [[nodiscard]] bool meets(const DaySet& other) const;

  private:
    std::map<Date, int> steps_; // day → change of the count
};

} // namespace prorata
