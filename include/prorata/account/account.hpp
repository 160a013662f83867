#pragma once

#include "prorata/account/credit_terms.hpp"
#include "prorata/base/id.hpp"
#include "prorata/money/currency.hpp"
#include "prorata/time/zone.hpp"

#include <map>
#include <optional>
#include <string>

namespace prorata {

/// Who is billed, for example a partner or its customer; not the user and not the payer (AC-01).
///
/// Accounts form tiers: distributor, partner, end customer (MT-01). A cycle of parents, and whether
/// the number is taken, can only be seen with the book at hand and are the repository's to refuse.
///
/// Range:   `number` and `price_level` are 1 to 200 bytes without control characters; limits are in
///          `currency`.
/// Threads: a value; safe to read from many threads.
/// See:     docs/concepts/account.md, rules R28, R64, requirements MT-01, MT-02.
struct Account {
    AccountId id;
    std::string number;              ///< The portal's own, unique; no name of a person (R62).
    std::optional<AccountId> parent; ///< The partner; nothing: directly the seller's.
    Currency currency;
    Zone zone;               ///< Service days, terms and windows are taken in it (R28).
    std::string price_level; ///< Empty: retail.
    CreditTerms terms;       ///< With every seller that `seller_terms` does not name.
    std::map<SellerId, CreditTerms> seller_terms; ///< With these sellers instead.

    friend bool operator==(const Account&, const Account&) = default;
};

/// On what terms the account buys from that seller.
[[nodiscard]] const CreditTerms& terms_with(const Account& account, SellerId seller);

/// Errors: Error{invalid_argument} that names every fault, for example at `terms.limit`.
void require_valid(const Account& account);

} // namespace prorata
