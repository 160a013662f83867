#include "billing/lives.hpp"

#include "prorata/base/error.hpp"
#include "prorata/rating/part.hpp"

#include <algorithm>

namespace prorata {

Lives::Life& Lives::life(const Subscription& subscription, std::size_t depth) {
    if (depth > file_.subscriptions.size()) {
        throw Error(ErrorCode::storage_damaged,
                    "subscription " + subscription.key + " is, over others, its own base");
    }
    std::optional<Date> bound = subscription.term_ends_on;
    std::span<const StoppedDays> stops;
    if (subscription.base) {
        const Timeline& base = life(file_.subscription(*subscription.base).row, depth + 1).timeline;
        if (base.end()) bound = std::min(bound.value_or(*base.end()), *base.end());
        stops = base.stops();
    }
    const auto known = std::find_if(lives_.begin(), lives_.end(),
                                    [&](const Life& life) { return life.id == subscription.id; });
    const std::size_t changes = file_.changes.size(); // stops of the base come of them, too
    if (known != lives_.end() && known->changes == changes && known->bound == bound) return *known;
    Life made{subscription.id,
              changes,
              bound,
              {book_.catalog(), file_.changes_of(subscription.id), bound, stops}};
    if (known == lives_.end()) return lives_.emplace_back(std::move(made));
    return *known = std::move(made);
}

const Timeline& Lives::of(const Subscription& subscription) {
    return life(subscription).timeline;
}

std::optional<Date> Lives::next_due(const Subscription& subscription) {
    Life& known = life(subscription);
    if (known.due_from != subscription.billed_through) {
        known.due_from = subscription.billed_through;
        known.due_on =
            prorata::next_due(book_.rating(), known.timeline, subscription.billed_through);
    }
    return known.due_on;
}

void Lives::note_due(const Subscription& subscription, Date from, std::optional<Date> day) {
    Life& known = life(subscription);
    known.due_from = from;
    known.due_on = day;
}

} // namespace prorata
