#include "prorata/time/instant.hpp"

#include "prorata/base/error.hpp"
#include "time/text.hpp"

namespace prorata {

namespace {

constexpr std::int64_t micros_per_day = seconds_per_day * micros_per_second;

std::int64_t floor_days(std::int64_t micros) {
    return micros / micros_per_day - (micros % micros_per_day < 0 ? 1 : 0);
}

/// Microseconds of up to six digits after a point, 0 if there is no point.
std::int64_t fraction(TextReader& reader) {
    if (!reader.at('.')) return 0;
    reader.literal('.');
    std::int64_t micros = 0;
    int places = 0;
    for (; places < 6 && reader.at_digit(); ++places)
        micros = micros * 10 + reader.digits(1);
    if (places == 0) reader.malformed();
    for (; places < 6; ++places)
        micros *= 10;
    return micros;
}

/// Minutes ahead of UTC: Z, +03:00, -03:30.
std::int64_t offset_minutes(TextReader& reader) {
    const char sign = reader.any();
    if (sign == 'Z') return 0;
    if (sign != '+' && sign != '-') reader.malformed();
    const int hours = reader.digits(2);
    reader.literal(':');
    const int minutes = reader.digits(2);
    if (hours > 23 || minutes > 59) reader.malformed();
    const std::int64_t ahead = hours * std::int64_t{60} + minutes;
    return sign == '-' ? -ahead : ahead;
}

} // namespace

Instant Instant::from_micros(std::int64_t micros) {
    (void)Date::from_days(floor_days(micros)); // the same range
    return Instant(micros);
}

Instant Instant::parse(std::string_view text) {
    TextReader reader(text, "an instant like 2026-01-31T12:00:00+03:00");
    const std::string_view day = text.substr(0, 10);
    const Date date = Date::parse(day);
    for (std::size_t i = 0; i < day.size(); ++i)
        (void)reader.any();
    reader.literal('T');
    const int hours = reader.digits(2);
    reader.literal(':');
    const int minutes = reader.digits(2);
    reader.literal(':');
    const int seconds = reader.digits(2);
    if (hours > 23 || minutes > 59 || seconds > 59) reader.malformed();
    const std::int64_t micros = fraction(reader);
    const std::int64_t ahead = offset_minutes(reader);
    reader.end();
    const std::int64_t of_day = (hours * 60 + minutes - ahead) * 60 + seconds;
    return from_micros(date.days() * micros_per_day + of_day * micros_per_second + micros);
}

Date Instant::utc_date() const {
    return Date::from_days(floor_days(micros_));
}

std::string Instant::text() const {
    const std::int64_t of_day = micros_ - floor_days(micros_) * micros_per_day;
    const std::int64_t seconds = of_day / micros_per_second;
    const std::int64_t micros = of_day % micros_per_second;
    return utc_date().text() + "T" + padded(seconds / 3600, 2) + ":" +
           padded(seconds / 60 % 60, 2) + ":" + padded(seconds % 60, 2) +
           (micros == 0 ? "" : "." + padded(micros, 6)) + "Z";
}

} // namespace prorata
