#include "prorata/time/proration.hpp"

#include "prorata/base/error.hpp"

#include <algorithm>

namespace prorata {

namespace {

std::int64_t days_of_30(const Term& term) {
    if (!term.monthly()) {
        throw Error(ErrorCode::unsupported,
                    "fixed_30 counts months; a term of " + term.text() + " has none");
    }
    return std::int64_t{30} * term.months();
}

Fraction over_calendar_month(const Period<Date>& part) {
    if ((part.end() - 1).first_of_month() != part.start().first_of_month()) {
        throw Error(ErrorCode::unsupported,
                    "calendar_month_days is for parts of one calendar month");
    }
    return {days(part), part.start().days_in_month()};
}

} // namespace

Proration::Proration(ProrationPolicy policy) : policy_(policy) {
    if (policy == ProrationPolicy::fixed_denominator || policy == ProrationPolicy::seconds ||
        name(policy) == "unknown") {
        throw Error(ErrorCode::invalid_argument,
                    "the policy " + std::string(name(policy)) + " needs a denominator or a zone");
    }
}

Proration Proration::over(std::int64_t denominator) {
    if (denominator < 1) {
        throw Error(ErrorCode::invalid_argument,
                    "the denominator is " + std::to_string(denominator) + "; give 1 or more");
    }
    Proration proration(ProrationPolicy::none);
    proration.policy_ = ProrationPolicy::fixed_denominator;
    proration.denominator_ = denominator;
    return proration;
}

Proration Proration::by_seconds(const Zone& zone) {
    Proration proration(ProrationPolicy::none);
    proration.policy_ = ProrationPolicy::seconds;
    proration.zone_ = zone;
    return proration;
}

bool Proration::adds_up() const noexcept {
    return policy_ == ProrationPolicy::period_days || policy_ == ProrationPolicy::fixed_30 ||
           policy_ == ProrationPolicy::seconds;
}

/// What has been counted from the start of the whole up to the date: parts are differences of it.
std::int64_t Proration::count(Date date, const Period<Date>& whole, const Term& term) const {
    if (policy_ == ProrationPolicy::fixed_30) {
        const std::int64_t all = days_of_30(term);
        return date == whole.end() ? all : std::min<std::int64_t>(date - whole.start(), all);
    }
    if (policy_ == ProrationPolicy::seconds) {
        const std::int64_t micros =
            zone_->start_of_day(date).micros() - zone_->start_of_day(whole.start()).micros();
        return micros / micros_per_second;
    }
    return date - whole.start();
}

Fraction Proration::share(const Period<Date>& part, const Period<Date>& whole,
                          const Term& term) const {
    if (!whole.contains(part)) {
        throw Error(ErrorCode::invalid_argument, "the part is not inside the whole period");
    }
    switch (policy_) {
    case ProrationPolicy::calendar_month_days: return over_calendar_month(part);
    case ProrationPolicy::whole_up:
    case ProrationPolicy::none: return {1, 1};
    case ProrationPolicy::fixed_denominator: return {days(part), denominator_};
    case ProrationPolicy::days_of_next_month: return {days(part), whole.end().days_in_month()};
    default:
        return {count(part.end(), whole, term) - count(part.start(), whole, term),
                count(whole.end(), whole, term)};
    }
}

} // namespace prorata
