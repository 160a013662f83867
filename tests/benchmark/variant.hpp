#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace benchmark {

/// What one run of one month cost.
struct Cost {
    double seconds = 0;  ///< Wall time, commits included.
    double peak_mib = 0; ///< Resident memory at most, of the whole process.
    double database_mib = 0;
};

/// plain, tuned: the floors. one, two: the waist on one thread and on two.
[[nodiscard]] const std::vector<std::string>& variant_names();

/// Runs a month, from 0, of the book at `path`.
[[nodiscard]] Cost run_month(std::string_view variant, const std::string& path, int month_number);

} // namespace benchmark
