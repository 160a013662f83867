#include "explain/lines.hpp"

#include "prorata/base/error.hpp"
#include "prorata/time/anchor.hpp"

#include <algorithm>

namespace prorata {

namespace {

/// Positive or negative lines of the same tariff, component and period that this booking knew.
class Metered {
  public:
    explicit Metered(const Recorded& recorded)
        : recorded_(recorded), sold_(sold_as(recorded.context, recorded.line())),
          additive_(sold_.component->aggregation == Aggregation::sum) {}

    [[nodiscard]] Count count() const {
        const Period<Date> stretch = stretch_of(recorded_.line());
        Count count;
        for (std::size_t i = 0; i < recorded_.lines.size(); ++i) {
            const Charge& other = recorded_.charge(i);
            if (!known(i) || other.days.end() > stretch.start() || !begins_stretch(other)) continue;
            const Exact used(other.terms.quantity);
            count.before = count.before + (other.sign < 0 ? -used : used);
            count.first = false;
        }
        count.by_days = {days(recorded_.line().days), days(stretch)};
        return count;
    }

  private:
    [[nodiscard]] bool known(std::size_t i) const {
        const Charge& other = recorded_.charge(i);
        return (recorded_.before(i) || recorded_.with(i)) && other.sign != 0 &&
               same_period(other, recorded_.line()) &&
               sold_as(recorded_.context, other).offer->tariff == sold_.offer->tariff;
    }
    /// Use that is not additive is divided by days at a change of rate: one stretch, two lines.
    [[nodiscard]] bool touches(const Charge& left, const Charge& right) const {
        return !additive_ && left.terms == right.terms && left.days.end() == right.days.start() &&
               !(left.unit.rate == right.unit.rate);
    }
    [[nodiscard]] Period<Date> stretch_of(const Charge& line) const {
        Period<Date> days = line.days;
        for (std::size_t i = 0; i < recorded_.lines.size(); ++i) {
            const Charge& other = recorded_.charge(i);
            if (!known(i)) continue;
            if (touches(other, line)) days = {other.days.start(), days.end()};
            if (touches(line, other)) days = {days.start(), other.days.end()};
        }
        return days;
    }
    [[nodiscard]] bool begins_stretch(const Charge& line) const {
        return stretch_of(line).start() == line.days.start();
    }

    const Recorded& recorded_;
    Sold sold_;
    bool additive_;
};

/// The days that the lines of one booking or before charge at some terms of the line's unit.
std::int64_t days_at(const Recorded& recorded, const Terms& terms, bool with, bool only_back) {
    std::int64_t count = 0;
    for (std::size_t i = 0; i < recorded.lines.size(); ++i) {
        const Charge& other = recorded.charge(i);
        if (!(other.unit == recorded.line().unit) || !(other.terms == terms)) continue;
        if (with ? !recorded.with(i) : !recorded.before(i)) continue;
        if (only_back && other.sign >= 0) continue;
        count += std::int64_t{other.sign} * days(other.days);
    }
    return count;
}

/// A line that takes back all that was recorded for its terms.
bool entire(const Recorded& recorded, std::size_t i) {
    const Charge& line = recorded.charge(i);
    return line.sign < 0 && days_at(recorded, line.terms, false, false) ==
                                -days_at(recorded, line.terms, true, true);
}

} // namespace

Sold sold_as(const RatingContext& context, const Charge& charge) {
    const Offer& offer = context.catalog.offer(charge.terms.offer);
    const auto position = offer.find(charge.unit.component);
    if (!position || offer.prices[*position] == nullptr) {
        throw Error(ErrorCode::not_found, "the offer of the charge does not sell its component");
    }
    return {&offer, &offer.version->components[*position], offer.prices[*position]};
}

std::int64_t step_of(const Sold& sold, const Charge& charge, Date day) {
    if (!sold.component->charge_every) return 0;
    return Anchor(charge.unit.period_on).index_of(*sold.component->charge_every, day);
}

Count count_of(const Recorded& recorded) {
    return Metered(recorded).count();
}

std::vector<std::size_t> shared_with(const Recorded& recorded) {
    std::vector<std::size_t> free;
    std::vector<std::size_t> all;
    std::vector<std::size_t> reversed;
    for (std::size_t i = 0; i < recorded.lines.size(); ++i) {
        const Charge& other = recorded.charge(i);
        if (!recorded.with(i) || !(other.unit == recorded.line().unit)) continue;
        all.push_back(i);
        if (!entire(recorded, i)) {
            free.push_back(i);
        } else if (other.terms == recorded.line().terms) {
            reversed.push_back(i);
        }
    }
    if (free.empty()) return all;
    return entire(recorded, recorded.at) ? reversed : free;
}

} // namespace prorata
