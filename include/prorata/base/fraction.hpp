#pragma once

#include <cstdint>

namespace prorata {

/// A share n/d of a whole, for example 20/31 of a month; kept as counted, never reduced.
///
/// It is stored on every charge, so that a person can check it against the calendar: 10/30 says
/// more than 1/3.
///
/// Units:   n and d are counts of the same thing: days, or seconds.
/// Range:   d ≥ 1; n of any sign, usually 0 ≤ n ≤ d.
/// Threads: a value; safe to read from many threads.
struct Fraction {
    std::int64_t n = 1;
    std::int64_t d = 1;

    friend bool operator==(const Fraction&, const Fraction&) = default;
};

} // namespace prorata
