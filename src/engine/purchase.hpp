#pragma once

#include "billing/account_billing.hpp"
#include "engine/commands.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace prorata {

/// What somebody wants to buy, as a command or a quote says it.
struct Wanted {
    std::string account;
    std::string tariff;
    std::string seller;
    std::optional<Date> start;
    std::optional<Term> term;
    Term billing_period = Term(1, TermUnit::month);
    std::optional<std::string> base;
    std::optional<std::string> previous; ///< What it renews, for the renewal discount.
    std::optional<bool> renews = {};     ///< That decision, if it was taken before (R1).
    std::vector<std::pair<std::string, std::string>> quantities = {};
};

/// Everything that a purchase comes down to, before it is written.
struct Purchase {
    AccountFile file;
    const Offer* offer;
    SellerId seller;
    Date start;
    Anchor anchor;
    std::optional<Date> ends_on;
    std::optional<Date> billed_through = {}; ///< Elsewhere, before it moved in (R60).
    std::optional<SubscriptionId> base = {};
    std::vector<std::pair<ComponentId, Decimal>> quantities = {};
    std::vector<DiscountStep> steps = {};

    /// Begins on another day; price version and discounts stay (R11a).
    void begin_on(Date day);
    /// Was billed elsewhere before that day; its term is the one that is running then.
    void move_in(Date day);
};

/// What a wish comes down to: offer, quantities, discounts (R21, R37).
///
/// Errors: Error{invalid_argument, not_found}.
[[nodiscard]] Purchase plan(Session& session, const Wanted& wanted);
/// Ends an extension with its base at the latest. Declines: outside_base (FR-04c, R36).
[[nodiscard]] std::optional<Decline> bound_by_base(Session& session, Purchase& purchase);
/// Puts the subscription and its first changes into the account's file.
SubscriptionId add_subscription(Session& session, Purchase& purchase, const std::string& key,
                                PayerId payer, AccountId used_by, bool auto_renewal);
/// The periods that begin the subscription, as they would be charged on the day of its start.
[[nodiscard]] std::vector<Part> first_parts(Session& session, AccountBilling& billing,
                                            const Subscription& subscription);
/// What the purchase would cost on its first day; leaves it as it is.
[[nodiscard]] std::vector<Part> parts_of(Session& session, const Purchase& purchase);
/// Price version, discount and sums of it. `parts` as of `parts_of`.
[[nodiscard]] QuotedPrice price_of(Session& session, const Purchase& purchase,
                                   const std::vector<Part>& parts);

} // namespace prorata
