#include "prorata/time/anchor.hpp"

#include "prorata/base/error.hpp"

namespace prorata {

namespace {

std::int64_t divide_floor(std::int64_t a, std::int64_t b) {
    return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

void require_dates(const Term& term) {
    if (term.unit() == TermUnit::hour) {
        throw Error(ErrorCode::unsupported,
                    "a term of hours has instants as boundaries, not dates");
    }
}

} // namespace

Anchor::Anchor(int year, int month, int day) : year_(year), month_(month), day_(day) {
    (void)Date(year, month, 1); // names what is wrong with year and month
    if (day < 1 || day > 31) {
        throw Error(ErrorCode::invalid_argument,
                    "the billing day is " + std::to_string(day) + "; give 1 to 31");
    }
}

Date Anchor::boundary(const Term& term, std::int64_t k) const {
    require_dates(term);
    constexpr std::int64_t farthest = 10'000'000; // beyond any date, and far from overflow
    if (k < -farthest || k > farthest) (void)Date::from_days(INT64_MAX);
    if (!term.monthly()) return date() + k * term.days();
    const std::int64_t months = year_ * std::int64_t{12} + (month_ - 1) + k * term.months();
    const std::int64_t year = divide_floor(months, 12);
    if (year < 1 || year > 9999) (void)Date::from_days(INT64_MAX);
    return Date::clamped(static_cast<int>(year), static_cast<int>(months - year * 12) + 1, day_);
}

std::int64_t Anchor::index_of(const Term& term, Date date) const {
    require_dates(term);
    if (!term.monthly()) return divide_floor(date - this->date(), term.days());
    // The boundary of the date's own month is at most one step too far: compare days once.
    const std::int64_t months = (date.year() - year_) * std::int64_t{12} + (date.month() - month_);
    const std::int64_t k = divide_floor(months, term.months());
    const bool same_month = k * term.months() == months;
    return same_month && boundary(term, k) > date ? k - 1 : k;
}

Period<Date> Anchor::period(const Term& term, std::int64_t k) const {
    return {boundary(term, k), boundary(term, k + 1)};
}

} // namespace prorata
