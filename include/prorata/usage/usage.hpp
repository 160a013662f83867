#pragma once

#include "prorata/catalog/component.hpp"
#include "prorata/money/exact.hpp"
#include "prorata/time/instant.hpp"
#include "prorata/time/period.hpp"

#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

namespace prorata {

/// What was used of a metered component at an instant.
///
/// The key makes a record idempotent inside (subscription, component): the same key with the same
/// contents is read as "already there", with others it is a fault (I1). A wrong record is corrected
/// by a new one that names the key it replaces; both stay (R47).
///
/// Threads: a value; safe to read from many threads.
struct UsageRecord {
    ComponentId component;
    std::string key;
    Instant at;
    Date used_on; ///< The instant's legal day for the account (R28).
    Decimal quantity = 0;
    std::string replaces = {}; ///< Key of the record that it corrects, or "".
    std::int64_t entry = 0;    ///< Rises in the order of entry; no part of what was used.

    /// Whether they say the same, whenever they were entered (I1).
    friend bool operator==(const UsageRecord& left, const UsageRecord& right) {
        return std::tie(left.component, left.key, left.at, left.used_on, left.quantity,
                        left.replaces) == std::tie(right.component, right.key, right.at,
                                                   right.used_on, right.quantity, right.replaces);
    }
};

/// The quantity of one component used on these days: buckets are civil days (R45).
///
/// `records` may hold other components and days; of several replacements the last entered counts
/// (R47). Equal instants are ordered by key (R45).
///
/// Errors:  Error{overflow} for a sum outside the range of Decimal.
/// Threads: a pure function; safe from many threads.
[[nodiscard]] Decimal used(std::span<const UsageRecord> records, ComponentId component,
                           Aggregation aggregation, const Period<Date>& days);

} // namespace prorata
