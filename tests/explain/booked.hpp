#pragma once

#include "prorata/explain/explanation.hpp"
#include "rating/shop.hpp"

#include <vector>

namespace sample {

/// The recorded lines of a life with the runs that wrote them.
inline std::vector<BookedLine> booked(const Life& life) {
    std::vector<BookedLine> lines;
    for (std::size_t i = 0; i < life.recorded.size(); ++i)
        lines.push_back({life.recorded[i], life.bookings.at(i)});
    return lines;
}

} // namespace sample
