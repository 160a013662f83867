#pragma once

#include "prorata/subscription/timeline.hpp"
#include "repository/book.hpp"

#include <deque>
#include <optional>

namespace prorata {

/// The lives of an account's subscriptions and their next due days, each worked out once for the
/// facts that the account's file holds.
///
/// A life is a function of the changes, which only grow, and of the ends of its term and its base
/// (R1, R36): when one of these is another, the life is folded again.
///
/// Requires: book and file outlive it.
/// Threads:  one at a time.
class Lives {
  public:
    Lives(const Book& book, AccountFile& file) : book_(book), file_(file) {}

    /// Good until the facts of the subscription change.
    [[nodiscard]] const Timeline& of(const Subscription& subscription);
    /// The first day from `billed_through` on that something of it becomes due, if any does.
    [[nodiscard]] std::optional<Date> next_due(const Subscription& subscription);
    /// Tells what a walk over its periods has seen: the first due day from `from` on.
    void note_due(const Subscription& subscription, Date from, std::optional<Date> day);

  private:
    struct Life {
        SubscriptionId id;
        std::size_t changes;       ///< Of the account, when it was folded.
        std::optional<Date> bound; ///< End of its term or its base.
        Timeline timeline;
        std::optional<Date> due_from = {}; ///< Since when `due_on` is known.
        std::optional<Date> due_on = {};
    };
    Life& life(const Subscription& subscription, std::size_t depth = 0);

    const Book& book_;
    AccountFile& file_;
    std::deque<Life> lives_; // references to others stay good when one is added
};

} // namespace prorata
