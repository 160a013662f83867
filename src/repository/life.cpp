#include "repository/life.hpp"

#include <algorithm>

namespace prorata {

namespace {

std::optional<Date> earlier(std::optional<Date> left, std::optional<Date> right) {
    if (!left || (right && *right < *left)) return right;
    return left;
}

bool metered(const Offer& offer) {
    const auto& components = offer.version->components;
    return std::any_of(components.begin(), components.end(), [](const Component& component) {
        return component.kind == ComponentKind::metered;
    });
}

} // namespace

Timeline life_of(const Book& book, AccountFile& file, const Subscription& subscription) {
    std::optional<Date> bound = subscription.term_ends_on;
    if (subscription.base) {
        bound =
            earlier(bound, life_of(book, file, file.subscription(*subscription.base).row).end());
    }
    return {book.catalog(), file.changes_of(subscription.id), bound};
}

std::vector<Part> parts_of(Book& book, const Subscription& subscription, const Timeline& life,
                           const DueWindow& window) {
    std::vector<UsageRecord> usage;
    if (metered(book.catalog().offer(life.offer_on(life.start())))) {
        usage =
            book.usage(subscription.account, subscription.id, {life.start(), Timeline::horizon()});
    }
    return desired_parts(book.rating(), life, book.seller(subscription.seller).country, usage,
                         window);
}

} // namespace prorata
