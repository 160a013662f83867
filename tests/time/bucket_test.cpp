#include "prorata/time/bucket.hpp"

#include "catch.hpp"
#include "prorata/base/error.hpp"
#include "prorata/time/anchor.hpp"

#include <string>

using namespace prorata;

namespace {

std::string shown(const Period<Instant>& period) {
    return period.start().text() + ".." + period.end().text();
}

const Term hour = Term::parse("PT1H");

} // namespace

TEST_CASE("R45: hours are UTC hours, days and months the account's") {
    const auto [zone, at, bucket,
                period] = GENERATE(table<const char*, const char*, Bucket, const char*>({
        {"Europe/Moscow", "2026-01-31T22:15:00Z", Bucket::hour,
         "2026-01-31T22:00:00Z..2026-01-31T23:00:00Z"},
        {"Europe/Moscow", "2026-01-31T22:15:00Z", Bucket::day, // 1 February in Moscow
         "2026-01-31T21:00:00Z..2026-02-01T21:00:00Z"},
        {"Europe/Moscow", "2026-01-31T22:15:00Z", Bucket::month,
         "2026-01-31T21:00:00Z..2026-02-28T21:00:00Z"},
        {"Asia/Kolkata", "2026-01-31T22:45:00Z", Bucket::hour, // a zone of half hours
         "2026-01-31T22:00:00Z..2026-01-31T23:00:00Z"},
        {"Asia/Kolkata", "2026-01-31T22:45:00Z", Bucket::day,
         "2026-01-31T18:30:00Z..2026-02-01T18:30:00Z"},
        {"America/New_York", "2026-03-08T12:00:00Z", Bucket::day, // 23 hours
         "2026-03-08T05:00:00Z..2026-03-09T04:00:00Z"},
        {"America/New_York", "2026-11-01T12:00:00Z", Bucket::day, // 25 hours
         "2026-11-01T04:00:00Z..2026-11-02T05:00:00Z"},
        {"Asia/Almaty", "2024-02-29T12:00:00Z", Bucket::day,
         "2024-02-28T18:00:00Z..2024-02-29T19:00:00Z"},       // 25 hours
        {"Pacific/Apia", "2011-12-30T09:00:00Z", Bucket::day, // 30 December was left out
         "2011-12-29T10:00:00Z..2011-12-30T10:00:00Z"},
        {"UTC", "1969-12-31T23:30:00Z", Bucket::hour, "1969-12-31T23:00:00Z..1970-01-01T00:00:00Z"},
    }));
    INFO(zone << " " << at);
    CHECK(shown(bucket_of(Instant::parse(at), bucket, Zone::of(zone))) == period);
}

TEST_CASE("buckets tile the line of time, where midnight is skipped or comes twice as well") {
    // St. John's went back at 00:01: 23:01 to 23:59 came again after the new day had begun.
    for (const char* const name : {"America/St_Johns", "Asia/Beirut", "America/Havana",
                                   "America/Santiago", "Pacific/Apia", "Asia/Almaty", "UTC"}) {
        const Zone zone = Zone::of(name);
        for (const Bucket bucket : {Bucket::day, Bucket::month}) {
            Instant end = bucket_of(Instant::parse("2010-10-01T12:00:00Z"), bucket, zone).start();
            for (Instant at = end; at < Instant::parse("2012-01-05T00:00:00Z");
                 at = Instant::from_micros(at.micros() + micros_per_hour / 2)) {
                const Period<Instant> found = bucket_of(at, bucket, zone);
                INFO(name << " " << at.text());
                REQUIRE(found.contains(at));
                if (found.end() == end) continue;
                REQUIRE(found.start() == end);
                end = found.end();
            }
        }
    }
}

TEST_CASE("dates as instants of a zone") {
    const Period<Date> march(Date(2026, 3, 1), Date(2026, 4, 1));
    CHECK(shown(instants(march, Zone::of("America/New_York"))) ==
          "2026-03-01T05:00:00Z..2026-04-01T04:00:00Z");
}

TEST_CASE("hourly periods are counted in elapsed hours from their anchor") {
    const HourAnchor anchor(Instant::parse("2026-03-07T10:20:30.5Z"));
    CHECK(anchor.boundary(hour, 0) == anchor.instant());
    CHECK(anchor.boundary(Term::parse("PT36H"), 2).text() == "2026-03-10T10:20:30.500000Z");
    for (const std::int64_t k : {-1000, -1, 0, 1, 7, 100'000}) {
        for (const char* const text : {"PT1H", "PT5H", "PT72H"}) {
            const Term term = Term::parse(text);
            const Period<Instant> period = anchor.period(term, k);
            CHECK(anchor.index_of(term, period.start()) == k);
            CHECK(anchor.index_of(term, Instant::from_micros(period.end().micros() - 1)) == k);
            CHECK(anchor.period_of(term, period.end()) == anchor.period(term, k + 1));
        }
    }
}

TEST_CASE("terms without hours, numbers of no bucket, and instants out of range are refused") {
    const HourAnchor anchor(Instant::from_micros(0));
    CHECK_THROWS_AS(anchor.boundary(Term::parse("P1D"), 1), Error);
    CHECK_THROWS_AS(anchor.index_of(Term::parse("P1M"), anchor.instant()), Error);
    for (const std::int64_t k : {INT64_MIN, std::int64_t{-80'000'000}, INT64_MAX})
        CHECK_THROWS_AS(anchor.boundary(hour, k), Error);
    CHECK_THROWS_AS(anchor.boundary(Term::parse("PT9999H"), 100'000'000), Error);
    CHECK_THROWS_AS(bucket_of(anchor.instant(), static_cast<Bucket>(9), Zone::utc()), Error);
}

TEST_CASE("a daily cycle is an anchor with P1D") {
    const Anchor anchor(Date(2026, 2, 27));
    CHECK(anchor.period_of(Term::parse("P1D"), Date(2026, 3, 1)) ==
          Period<Date>(Date(2026, 3, 1), Date(2026, 3, 2)));
}
