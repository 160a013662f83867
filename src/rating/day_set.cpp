#include "rating/day_set.hpp"

namespace prorata {

void DaySet::add(const Period<Date>& days, int count) {
    if ((steps_[days.start()] += count) == 0) steps_.erase(days.start());
    if ((steps_[days.end()] -= count) == 0) steps_.erase(days.end());
}

std::vector<Period<Date>> DaySet::runs() const {
    std::vector<Period<Date>> runs;
    std::optional<Date> open;
    int count = 0;
    for (const auto& [day, step] : steps_) {
        count += step;
        if (count > 0 && !open) open = day;
        if (count <= 0 && open) {
            runs.emplace_back(*open, day);
            open.reset();
        }
    }
    return runs;
}

std::vector<Period<Date>> DaySet::without(const DaySet& other) const {
    std::vector<Period<Date>> left;
    const auto holes = other.runs();
    for (const Period<Date>& run : runs()) {
        Date from = run.start();
        for (const Period<Date>& hole : holes) {
            const auto cut = run.common(hole);
            if (!cut) continue;
            if (from < cut->start()) left.emplace_back(from, cut->start());
            from = cut->end();
        }
        if (from < run.end()) left.emplace_back(from, run.end());
    }
    return left;
}

bool DaySet::meets(const DaySet& other) const {
    for (const Period<Date>& run : runs()) {
        for (const Period<Date>& there : other.runs()) {
            if (run.common(there)) return true;
        }
    }
    return false;
}

} // namespace prorata
