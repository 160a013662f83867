#pragma once

#include "prorata/account/requisites.hpp"
#include "prorata/base/error.hpp"
#include "prorata/base/id.hpp"
#include "prorata/base/named_codes.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace prorata {

/// How documents reach the payer (AC-03): name and number. Stored numbers.
#define PRORATA_DELIVERY_CHANNELS(X)                                                               \
    X(personal_area, 1)                                                                            \
    X(post, 2)                                                                                     \
    X(email, 3)
PRORATA_NAMED_CODES(DeliveryChannel, delivery_channel, PRORATA_DELIVERY_CHANNELS)

/// Who stands on documents and pays for an account, which may have many payers (AC-01).
///
/// It holds no personal data: names and numbers are Requisites, stored beside it (R62).
///
/// Range:   `country` is two capital letters (ISO 3166 alpha-2).
/// Threads: a value; safe to read from many threads.
/// See:     docs/concepts/account.md, requirements AC-01 to AC-07.
struct Payer {
    PayerId id;
    AccountId account;
    LegalForm kind;
    std::string country;
    std::set<DeliveryChannel> channels; ///< Any number; none: the personal area only.

    friend bool operator==(const Payer&, const Payer&) = default;
};

/// Throws unless the payer is right in form and its requisites fit its country and kind.
///
/// Required fields are there, forbidden and unknown ones are not, and what is there has the right
/// form. Wrong control digits are faults or, by policy, returned as warnings; those of treasury
/// accounts, whose key is computed otherwise, are warnings under either policy.
///
/// Errors: Error{invalid_argument} that names every fault with its path, `requisite.inn`.
[[nodiscard]] std::vector<Fault> require_valid(const Payer& payer, const Requisites& requisites,
                                               ChecksumPolicy policy = ChecksumPolicy::fail);

} // namespace prorata
