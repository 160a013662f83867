#pragma once

#include "prorata/time/date.hpp"
#include "prorata/time/instant.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace prorata {

/// A time zone of the IANA database, for example Asia/Almaty.
///
/// The legal day of an instant is its date in a zone: the account's for service days, the seller's
/// for documents (rule R28). Right beyond 2037. A zone whose file
/// cannot be read rightly is refused, never wrong: docs/concepts/time.md.
///
/// Owns:    a share of its rules, which are loaded once a process and kept; copying is cheap.
/// Errors:  Error{not_found} for a name that the system's database does not have;
///          Error{unsupported} for a slim file that would be misread.
/// Threads: a value; safe to read from many threads.
/// See:     docs/concepts/time.md.
class Zone {
  public:
    Zone(const Zone&) = default; // copied, never moved from: every zone has its rules
    Zone& operator=(const Zone&) = default;
    ~Zone() = default;

    [[nodiscard]] static Zone of(std::string_view name);
    [[nodiscard]] static Zone utc();

    [[nodiscard]] const std::string& name() const noexcept;
    /// The civil date of the instant here. An instant at local midnight belongs to the new day.
    [[nodiscard]] Date legal_day(Instant at) const;
    /// Seconds that local time is ahead of UTC at that instant.
    [[nodiscard]] std::int32_t offset_s(Instant at) const;
    /// The instant at which the day begins here. Where midnight is skipped, the first instant after
    /// the gap; where it comes twice, the first one.
    [[nodiscard]] Instant start_of_day(Date day) const;
    /// The instant of a wall-clock time of that day, in minutes after midnight (0 to 1 440), for
    /// cut-offs such as "until 23:59". Skipped and repeated times as in start_of_day.
    [[nodiscard]] Instant wall_clock(Date day, int minutes) const;

    /// Equal names.
    friend bool operator==(const Zone& left, const Zone& right) noexcept {
        return left.name() == right.name();
    }

  private:
    struct Rules;

    explicit Zone(std::shared_ptr<const Rules> rules) noexcept : rules_(std::move(rules)) {}

    std::shared_ptr<const Rules> rules_; // looked up once, then shared by all copies
};

/// The version of the system's time zone database, for example "2025b", or "unknown" (rule R61).
[[nodiscard]] std::string tzdata_version();

} // namespace prorata
