#include "prorata/time/bucket.hpp"

#include "prorata/base/error.hpp"

namespace prorata {

namespace {

std::int64_t divide_floor(std::int64_t a, std::int64_t b) {
    return a / b - (a % b < 0 ? 1 : 0); // b > 0
}

std::int64_t micros_of(const Term& term) {
    if (term.unit() != TermUnit::hour) {
        throw Error(ErrorCode::unsupported,
                    "a period of " + term.text() + " has dates as boundaries, not instants");
    }
    return term.count() * micros_per_hour;
}

/// The day whose span holds the instant. Where clocks go back over midnight, an instant can read
/// yesterday's date after the new day has begun; it stays in the day that has begun.
Date day_of(Instant at, const Zone& zone) {
    const Date day = zone.legal_day(at);
    return zone.start_of_day(day + 1) <= at ? day + 1 : day;
}

} // namespace

Period<Instant> bucket_of(Instant at, Bucket bucket, const Zone& zone) {
    switch (bucket) {
    case Bucket::hour:
        return HourAnchor(Instant::from_micros(0)).period_of(Term(1, TermUnit::hour), at);
    case Bucket::day: {
        const Date day = day_of(at, zone);
        return instants({day, day + 1}, zone);
    }
    case Bucket::month: {
        const Date day = day_of(at, zone);
        return instants({day.first_of_month(), day.last_of_month() + 1}, zone);
    }
    }
    throw Error(ErrorCode::invalid_argument, "a bucket that is in no list; give hour, day, month");
}

Period<Instant> instants(const Period<Date>& period, const Zone& zone) {
    return {zone.start_of_day(period.start()), zone.start_of_day(period.end())};
}

Instant HourAnchor::boundary(const Term& term, std::int64_t k) const {
    const std::int64_t length = micros_of(term);
    constexpr std::int64_t farthest = 100'000'000; // hours: beyond any instant, no overflow
    if (k < -farthest || k > farthest || k * term.count() / farthest != 0)
        (void)Instant::from_micros(INT64_MAX);
    return Instant::from_micros(instant_.micros() + k * length);
}

std::int64_t HourAnchor::index_of(const Term& term, Instant at) const {
    return divide_floor(at.micros() - instant_.micros(), micros_of(term));
}

} // namespace prorata
