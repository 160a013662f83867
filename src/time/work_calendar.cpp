#include "prorata/time/work_calendar.hpp"

#include "prorata/base/error.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace prorata {

namespace {

struct Row {
    std::string_view country;
    int year, month, day;
    bool worked;
};

constexpr Row table[] = {
#include "time/work_days_table.inc"
};

std::vector<WorkYear> built_in(std::string_view country) {
    std::map<int, WorkYear> years;
    for (const Row& row : table) {
        if (row.country != country) continue;
        WorkYear& year = years.try_emplace(row.year, WorkYear{row.year, {}}).first->second;
        (row.worked ? year.working_weekends : year.days_off)
            .emplace_back(row.year, row.month, row.day);
    }
    std::vector<WorkYear> list;
    list.reserve(years.size());
    for (auto& [number, year] : years)
        list.push_back(std::move(year));
    return list;
}

std::size_t day_of_year(Date date) {
    return static_cast<std::size_t>(date - Date(date.year(), 1, 1));
}

void find_faults(const WorkYear& year, const std::bitset<8>& weekend, Faults& faults) {
    const std::string path = "years[" + std::to_string(year.year) + "]";
    const auto require = [&](bool good, const char* list, Date date, const char* fault) {
        if (!good) faults.add(path + "." + list, date.text() + fault);
    };
    if (year.year < 1 || year.year > 9999) faults.add(path, "no year from 1 to 9999");
    for (const Date date : year.days_off)
        require(date.year() == year.year, "days_off", date, " is of another year");
    for (const Date date : year.working_weekends) {
        const auto& off = year.days_off;
        const char* const list = "working_weekends";
        require(date.year() == year.year, list, date, " is of another year");
        require(weekend.test(static_cast<std::size_t>(date.weekday())), list, date,
                " is no weekend day");
        require(std::find(off.begin(), off.end(), date) == off.end(), list, date, " is also off");
    }
}

std::bitset<8> weekend_of(const std::vector<int>& weekdays, Faults& faults) {
    std::bitset<8> weekend;
    for (const int day : weekdays) {
        if (day >= 1 && day <= 7)
            weekend.set(static_cast<std::size_t>(day));
        else
            faults.add("weekend", std::to_string(day) + " is no weekday; give 1 to 7");
    }
    if (weekend.count() == 7) faults.add("weekend", "a week without a working day");
    return weekend;
}

} // namespace

WorkCalendar WorkCalendar::of(std::string_view country) {
    const std::vector<WorkYear> years = built_in(country);
    if (years.empty()) {
        throw Error(ErrorCode::not_found, "there is no built-in work calendar of that country; "
                                          "give RU or KZ, or make one from data");
    }
    return WorkCalendar(std::string(country), years);
}

WorkCalendar::WorkCalendar(std::string name, const std::vector<WorkYear>& years,
                           const std::vector<int>& weekend)
    : name_(std::move(name)) {
    Faults faults;
    weekend_ = weekend_of(weekend, faults);
    std::set<int> seen;
    for (const WorkYear& year : years) {
        find_faults(year, weekend_, faults);
        if (!seen.insert(year.year).second)
            faults.add("years", std::to_string(year.year) + " comes twice");
    }
    faults.raise_if_any("the work calendar " + name_ + " is not right");
    for (const WorkYear& year : years)
        years_.push_back(made(year));
    std::sort(years_.begin(), years_.end(),
              [](const Year& left, const Year& right) { return left.year < right.year; });
}

WorkCalendar WorkCalendar::with(const WorkYear& year) const {
    Faults faults;
    find_faults(year, weekend_, faults);
    faults.raise_if_any("the year is not right for the work calendar " + name_);
    WorkCalendar calendar = *this;
    const auto at = std::lower_bound(calendar.years_.begin(), calendar.years_.end(), year.year,
                                     [](const Year& one, int number) { return one.year < number; });
    if (covers(year.year))
        *at = made(year);
    else
        calendar.years_.insert(at, made(year));
    return calendar;
}

WorkCalendar::Year WorkCalendar::made(const WorkYear& year) const {
    Year made{year.year, {}};
    for (Date date(year.year, 1, 1);; date = date + 1) {
        made.worked.set(day_of_year(date),
                        !weekend_.test(static_cast<std::size_t>(date.weekday())));
        if (date == Date(year.year, 12, 31)) break; // the next one may be no Date
    }
    for (const Date date : year.days_off)
        made.worked.reset(day_of_year(date));
    for (const Date date : year.working_weekends)
        made.worked.set(day_of_year(date));
    return made;
}

const WorkCalendar::Year* WorkCalendar::find(int year) const noexcept {
    const auto at = std::find_if(years_.begin(), years_.end(),
                                 [year](const Year& one) { return one.year == year; });
    return at == years_.end() ? nullptr : &*at;
}

bool WorkCalendar::covers(int year) const noexcept {
    return find(year) != nullptr;
}

bool WorkCalendar::is_working_day(Date date) const {
    const Year* const year = find(date.year());
    if (year == nullptr) {
        throw Error(ErrorCode::not_found, "the work calendar " + name_ + " has no year " +
                                              std::to_string(date.year()) + ", needed for " +
                                              date.text() + "; add it from data");
    }
    return year->worked.test(day_of_year(date));
}

Date WorkCalendar::add_working_days(Date date, std::int64_t n) const {
    const int step = n < 0 ? -1 : 1;
    std::int64_t left = n < 0 ? n : -n; // negative, so that the least n is no overflow
    if (left == 0 && !is_working_day(date)) left = -1;
    (void)is_working_day(date); // an uncovered start is refused, whatever lies behind it
    while (left != 0) {
        date = date + step;
        if (is_working_day(date)) ++left;
    }
    return date;
}

} // namespace prorata
