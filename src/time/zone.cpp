// The only file that knows cctz: the civil calendar is `date`'s, the rules of zones are cctz's,
// which reads slim files and the rules after 2037 rightly.

#include "prorata/time/zone.hpp"

#include "prorata/base/error.hpp"

#include <cctz/civil_time.h>
#include <cctz/time_zone.h>

#include <chrono>
#include <fstream>

namespace prorata {

namespace {

using Seconds = std::chrono::duration<std::int_fast64_t>;
using Point = cctz::time_point<Seconds>;

cctz::time_zone load(const std::string& name) {
    cctz::time_zone zone;
    if (!cctz::load_time_zone(name, &zone)) {
        throw Error(
            ErrorCode::not_found,
            "the system's time zone database has no such zone that can be read; give an IANA "
            "name such as Europe/Moscow, or install tzdata");
    }
    return zone;
}

/// cctz 2.3 misreads slim files whose present rule began within a year: the changes of the clocks
/// that it then foresees leave the clocks as they are. A zone without changes foresees none.
void require_future(const cctz::time_zone& zone) {
    const Point far = cctz::convert(cctz::civil_second(2200, 1, 1), zone);
    cctz::time_zone::civil_transition change;
    if (!zone.next_transition(far, &change) || change.from != change.to) return;
    throw Error(ErrorCode::unsupported,
                "the system's file of the zone is a slim one that cannot be read rightly; install "
                "a time zone database compiled with zic -b fat");
}

std::int64_t floor_seconds(Instant at) {
    const std::int64_t micros = at.micros();
    return micros / micros_per_second - (micros % micros_per_second < 0 ? 1 : 0);
}

Point point(Instant at) {
    return Point(Seconds(floor_seconds(at)));
}

/// Names that reach out of the database are no zone names.
bool is_zone_name(std::string_view name) {
    return !name.empty() && name.front() != '/' && name.find("..") == name.npos &&
           name.find(':') == name.npos;
}

} // namespace

struct Zone::Rules {
    std::string name;
    cctz::time_zone zone;
};

const std::string& Zone::name() const noexcept {
    return rules_->name;
}

Zone Zone::of(std::string_view name) {
    const std::string text(name);
    if (!is_zone_name(name)) {
        throw Error(ErrorCode::not_found, "this is no name of a time zone; give an IANA name such "
                                          "as Europe/Moscow");
    }
    const cctz::time_zone zone = load(text);
    require_future(zone);
    return Zone(std::make_shared<const Rules>(Rules{text, zone}));
}

Zone Zone::utc() {
    return Zone(std::make_shared<const Rules>(Rules{"UTC", cctz::utc_time_zone()}));
}

Date Zone::legal_day(Instant at) const {
    const cctz::civil_day day(cctz::convert(point(at), rules_->zone));
    return {static_cast<int>(day.year()), day.month(), day.day()};
}

std::int32_t Zone::offset_s(Instant at) const {
    return rules_->zone.lookup(point(at)).offset;
}

Instant Zone::start_of_day(Date day) const {
    return wall_clock(day, 0);
}

Instant Zone::wall_clock(Date day, int minutes) const {
    if (minutes < 0 || minutes > 24 * 60) {
        throw Error(ErrorCode::invalid_argument,
                    std::to_string(minutes) + " minutes after midnight; give 0 to 1440");
    }
    const cctz::civil_second local =
        cctz::civil_second(day.year(), day.month(), day.day()) + minutes * std::int64_t{60};
    const auto found = rules_->zone.lookup(local);
    const bool skipped = found.kind == cctz::time_zone::civil_lookup::SKIPPED;
    const Point at = skipped ? found.trans : found.pre;
    return Instant::from_micros(at.time_since_epoch().count() * micros_per_second);
}

std::string tzdata_version() {
    std::ifstream file("/usr/share/zoneinfo/tzdata.zi");
    std::string hash, word, version; // "# version 2025b"
    if (file >> hash >> word >> version && word == "version") return version;
    return "unknown";
}

} // namespace prorata
