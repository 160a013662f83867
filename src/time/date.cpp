#include "prorata/time/date.hpp"

#include "prorata/base/error.hpp"
#include "time/text.hpp"

#include <date/date.h>

#include <algorithm>

namespace prorata {

namespace {

constexpr int first_year = 1;
constexpr int last_year = 9999;

date::year_month_day civil(std::int32_t days) noexcept {
    return date::year_month_day(date::sys_days(date::days(days)));
}

date::year_month_day civil(int year, int month, int day) {
    return {date::year(year), date::month(static_cast<unsigned>(month)),
            date::day(static_cast<unsigned>(day))};
}

std::int32_t count(const date::year_month_day& day) {
    return static_cast<std::int32_t>(date::sys_days(day).time_since_epoch().count());
}

[[noreturn]] void outside() {
    throw Error(ErrorCode::invalid_argument, "a date lies outside 0001-01-01 to 9999-12-31");
}

bool in_range(int year, int month) {
    return year >= first_year && year <= last_year && month >= 1 && month <= 12;
}

} // namespace

Date::Date(int year, int month, int day) : days_(0) {
    if (!in_range(year, month) || day < 1 || day > 31 || !civil(year, month, day).ok()) {
        throw Error(ErrorCode::invalid_argument,
                    std::to_string(year) + "-" + std::to_string(month) + "-" + std::to_string(day) +
                        " is no day of the calendar from 0001-01-01 to 9999-12-31");
    }
    days_ = count(civil(year, month, day));
}

Date Date::from_days(std::int64_t days) {
    static const std::int32_t first = count(civil(first_year, 1, 1));
    static const std::int32_t last = count(civil(last_year, 12, 31));
    if (days < first || days > last) outside();
    return Date(static_cast<std::int32_t>(days));
}

Date Date::parse(std::string_view text) {
    TextReader reader(text, "a date like 2026-01-31");
    const int year = reader.digits(4);
    reader.literal('-');
    const int month = reader.digits(2);
    reader.literal('-');
    const int day = reader.digits(2);
    reader.end();
    return {year, month, day};
}

Date Date::clamped(int year, int month, int day) {
    if (!in_range(year, month)) outside();
    const auto last = date::year(year) / date::month(static_cast<unsigned>(month)) / date::last;
    return {year, month, std::min(day, static_cast<int>(static_cast<unsigned>(last.day())))};
}

int Date::year() const noexcept {
    return static_cast<int>(civil(days_).year());
}
int Date::month() const noexcept {
    return static_cast<int>(static_cast<unsigned>(civil(days_).month()));
}
int Date::day() const noexcept {
    return static_cast<int>(static_cast<unsigned>(civil(days_).day()));
}

int Date::weekday() const noexcept {
    return static_cast<int>(date::weekday(date::sys_days(date::days(days_))).iso_encoding());
}

Date Date::first_of_month() const {
    return {year(), month(), 1};
}
Date Date::last_of_month() const {
    return clamped(year(), month(), 31);
}
int Date::days_in_month() const {
    return last_of_month().day();
}

std::string Date::text() const {
    return padded(year(), 4) + "-" + padded(month(), 2) + "-" + padded(day(), 2);
}

Date operator+(Date date, std::int64_t days) {
    constexpr std::int64_t farther_than_any_date = 10'000'000;
    if (days < -farther_than_any_date || days > farther_than_any_date) outside();
    return Date::from_days(date.days_ + days);
}

Date operator-(Date date, std::int64_t days) {
    if (days == INT64_MIN) outside();
    return date + -days;
}

} // namespace prorata
