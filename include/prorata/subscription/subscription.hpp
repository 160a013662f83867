#pragma once

#include "prorata/base/id.hpp"
#include "prorata/base/named_codes.hpp"
#include "prorata/time/date.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace prorata {

/// Where a subscription is in its life (semantics 4, AC-39).
#define PRORATA_SUBSCRIPTION_STATES(X)                                                             \
    X(ordered, 1, "waits for payment; charges nothing")                                            \
    X(active, 2, "serves, or will from its start")                                                 \
    X(suspended, 3, "stopped, can be started again")                                               \
    X(ended, 4, "over: expired, cancelled or deleted")
PRORATA_NAMED_CODES(SubscriptionState, subscription_state, PRORATA_SUBSCRIPTION_STATES)

/// What an account has bought. What it costs follows from its timeline (`Timeline`).
///
/// An extension is a subscription with a base: it has a timeline, an offer and charges of its own,
/// and never lives longer than its base (FR-02, R36).
///
/// Threads: a value; safe to read from many threads.
/// See:     docs/concepts/subscription.md.
struct Subscription {
    AccountId account; ///< Who is billed (R64).
    SubscriptionId id;
    AccountId used_by; ///< Whose service it is; mostly the billed account (MT-01).
    SellerId seller;
    std::optional<SubscriptionId> base = {}; ///< Of an extension.
    std::string key = {};                    ///< The portal's own name of it, unique in the book.
    SubscriptionState state = SubscriptionState::active;
    bool auto_renewal = true;
    std::optional<Date> term_ends_on = {}; ///< First day after the present term; none: open-ended.
    Date billed_through;                   ///< Periods due before this day have been charged.
    std::optional<Date> changed_from = {}; ///< Earliest day touched since its last charge.
    std::int64_t version = 1;              ///< Of its row.

    friend bool operator==(const Subscription&, const Subscription&) = default;
};

} // namespace prorata
