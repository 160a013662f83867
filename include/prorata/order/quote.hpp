#pragma once

#include "prorata/base/decline.hpp"
#include "prorata/base/id.hpp"
#include "prorata/money/amount.hpp"
#include "prorata/money/decimal.hpp"
#include "prorata/time/date.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace prorata {

/// What a purchase comes to: the price version and discount it reads, and the first sum to pay.
///
/// Threads: a value; safe to read from many threads.
struct QuotedPrice {
    OfferId offer;
    std::optional<DiscountId> discount;
    Amount total; ///< Of what is due on the first day, tax included.
    Amount tax;

    friend bool operator==(const QuotedPrice&, const QuotedPrice&) = default;
};

/// A binding offer to one account, for example "5 seats from 10 June: 700.00 RUB, until the 17th".
///
/// It is consumed by one order. It holds what it was read from: if the same purchase would read
/// another price version, discount or tax now, it is declined with the new price (R63). A renewal
/// discount that it granted is a decision and stays granted (R1, R37).
///
/// Range:   quoted_on < valid_until, the first day on which it cannot be ordered any more.
/// Threads: a value; safe to read from many threads.
/// See:     docs/concepts/subscription.md, rules R11a, R37, R63.
struct Quote {
    AccountId account;
    QuoteId id;
    std::int64_t version = 1; ///< Of its row.
    std::string key;          ///< The portal's own name of it, unique in the book.
    SellerId seller;
    QuotedPrice price;
    std::optional<SubscriptionId> base = {}; ///< Of an extension.
    Date start;                              ///< Planned first day.
    std::int64_t epoch;                      ///< Of the catalogue that was read.
    Date quoted_on;
    Date valid_until;
    std::optional<SubscriptionId> subscription = {}; ///< What was ordered with it; none: unused.
    std::vector<std::pair<ComponentId, Decimal>> quantities = {}; ///< Those that were chosen.

    /// Why it cannot be ordered on a day on which the same purchase costs `now`; none if it can.
    ///
    /// The answer names the new price: quote_used, quote_expired, stale_version.
    [[nodiscard]] std::optional<Decline> refusal(const QuotedPrice& now, Date today) const;
    /// First day to charge if it is ordered and active today: a planned day that has passed since
    /// it was quoted moves to today, one that lay in the past already stays (R11a).
    [[nodiscard]] Date start_on(Date today) const noexcept {
        return start < quoted_on || today < start ? start : today;
    }
};

} // namespace prorata
