// Answers questions of zone_oracle.py: one line in, one line out.
//
// "ZONE SECONDS" (an instant) → "OFFSET DATE START_OF_THAT_DAY_SECONDS", or "refused"

#include "prorata/base/error.hpp"
#include "prorata/time/zone.hpp"

#include <iostream>
#include <string>

namespace {

std::string answer(const std::string& name, std::int64_t seconds) {
    const prorata::Zone zone = prorata::Zone::of(name);
    const auto at = prorata::Instant::from_micros(seconds * prorata::micros_per_second);
    const prorata::Date day = zone.legal_day(at);
    const std::int64_t start = zone.start_of_day(day).micros() / prorata::micros_per_second;
    return std::to_string(zone.offset_s(at)) + " " + day.text() + " " + std::to_string(start);
}

} // namespace

int main() {
    std::ios::sync_with_stdio(false);
    std::string name;
    std::int64_t seconds = 0;
    while (std::cin >> name >> seconds) {
        try {
            std::cout << answer(name, seconds) << '\n';
        } catch (const prorata::Error&) {
            std::cout << "refused\n";
        }
    }
}
