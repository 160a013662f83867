#pragma once

#include "prorata/base/decline.hpp"
#include "prorata/billing/run.hpp"
#include "prorata/engine/answer.hpp"
#include "prorata/engine/requests.hpp"
#include "prorata/event/context.hpp"
#include "repository/work.hpp"

namespace prorata {

/// One command at work: its unit of work and its context.
struct Session {
    Work& work;
    const Context& context;
    const RunCallback& told; ///< Hears of the batches of `run`; may be empty.

    [[nodiscard]] Book& book() const { return work.book(); }
    /// Today for an account: the legal day of the context's instant in its zone (R28).
    [[nodiscard]] Date today(const AccountFile& file) const {
        return book().zone(file.account.zone).legal_day(context.at);
    }
};

// What each command does. It reads the book, decides, and leaves what is to be written in the work.
// Errors: Error with every fault; a Decline leaves nothing in the work that would be kept.
#define PRORATA_CARRY_OUT(command, Type, FIELDS, meaning)                                          \
    Outcome<Answer> carry_out(Session& session, const Type& request);
PRORATA_COMMANDS(PRORATA_CARRY_OUT)
#undef PRORATA_CARRY_OUT
struct UsageBatch; // many records of usage: usage_batch.hpp
Outcome<Answer> carry_out(Session& session, const UsageBatch& batch);

/// The account with a subscription in it, found by the subscription's key.
struct SubscriptionFile {
    AccountFile file;
    SubscriptionId id;

    [[nodiscard]] Tracked<Subscription>& subscription() { return file.subscription(id); }
};
[[nodiscard]] SubscriptionFile subscription_file(Session& session, const std::string& key);

/// Declines what would change an order that waits for its payment (AC-20): unpaid.
[[nodiscard]] std::optional<Decline> unpaid(SubscriptionFile& at);
/// Adds a change, marks what was charged already as touched, and checks the whole timeline that it
/// creates (R49). Declines: conflicts_with_later.
[[nodiscard]] std::optional<Decline> add_change(Session& session, SubscriptionFile& at,
                                                const Change& change);
/// Saves the account of a subscription that was changed, with its next due day.
void save(Session& session, AccountFile& file);

/// The answer of a purchase: each line, the total, and what it was read from.
[[nodiscard]] Answer quote_answer(const Session& session, const std::vector<Part>& parts);

[[nodiscard]] std::string amount_text(std::int64_t units, Currency currency);

} // namespace prorata
