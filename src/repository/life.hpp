#pragma once

#include "repository/book.hpp"

namespace prorata {

/// The life of a subscription, bounded by its term and by its base (R36).
[[nodiscard]] Timeline life_of(const Book& book, AccountFile& file,
                               const Subscription& subscription);

/// What a subscription should be charged for the periods of the window; reads its usage.
[[nodiscard]] std::vector<Part> parts_of(Book& book, const Subscription& subscription,
                                         const Timeline& life, const DueWindow& window);

} // namespace prorata
