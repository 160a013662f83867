#include "repository/life.hpp"

#include <algorithm>

namespace prorata {

namespace {

Timeline life_at(const Catalog& catalog, AccountFile& file, const Subscription& subscription,
                 std::size_t depth) {
    if (depth > file.subscriptions.size()) {
        throw Error(ErrorCode::storage_damaged,
                    "subscription " + subscription.key + " is, over others, its own base");
    }
    std::optional<Date> bound = subscription.term_ends_on;
    if (!subscription.base) return {catalog, file.changes_of(subscription.id), bound};
    const Subscription& row = file.subscription(*subscription.base).row;
    const Timeline base = life_at(catalog, file, row, depth + 1);
    if (base.end()) bound = std::min(bound.value_or(*base.end()), *base.end());
    return {catalog, file.changes_of(subscription.id), bound, base.stops()};
}

} // namespace

Timeline life_of(const Catalog& catalog, AccountFile& file, const Subscription& subscription) {
    return life_at(catalog, file, subscription, 1);
}

} // namespace prorata
