#pragma once

#include "prorata/storage/storage.hpp"
#include "prorata/time/date.hpp"

#include <cstdint>

namespace benchmark {

/// First day of the k-th month of the world; month 0 is January 2026.
[[nodiscard]] prorata::Date first_of(int month);

/// Fills an empty book: N subscriptions in N/10 postpaid accounts with one payer each, 50 tariffs
/// in arrears by calendar month, 20 % VAT included; three in ten are extensions of another. Ids are
/// shuffled: an account's subscriptions lie far apart in the order of their creation.
void create_world(prorata::storage::Storage& storage, std::int64_t subscriptions);

/// One in ten subscriptions changes its quantity inside the month.
void change_quantities(prorata::storage::Storage& storage, std::int64_t subscriptions, int month);

} // namespace benchmark
