#pragma once

#include "prorata/base/named_codes.hpp"
#include "prorata/money/money.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace prorata {

/// How an account pays: name and number. The three exclude each other. Stored numbers.
///
/// prepaid: from own funds only; credit: up to a limit; postpaid: without a limit.
#define PRORATA_PAYMENT_TERMS(X)                                                                   \
    X(prepaid, 1)                                                                                  \
    X(credit, 2)                                                                                   \
    X(postpaid, 3)
PRORATA_NAMED_CODES(PaymentTerms, payment_terms, PRORATA_PAYMENT_TERMS)

/// The days of the credit calendar as data; the defaults are those of V28 (rule R52).
///
/// Units:   civil days.
/// Range:   0 to 3 660, `block_after` from 1: the due day itself is never blocked.
/// See:     credit_calendar.
struct CreditDays {
    int due_after = 14;        ///< After the issue: day 1 is due on day 15, inclusive.
    int block_after = 15;      ///< After the due day.
    int remind_before_due = 3; ///< 0: no such notice.
    int warn_before_block = 5; ///< 0: no such notice.

    friend bool operator==(const CreditDays&, const CreditDays&) = default;
};

/// On what terms an account buys, for example on credit up to 1 000.00 RUB, due in 14 days.
///
/// The limit is data only: its partition (R39) is computed by the ledger.
///
/// Range:   `limit` from zero, given for credit and only then.
/// Threads: a value; safe to read from many threads.
/// See:     docs/concepts/account.md, rules R39, R52.
struct CreditTerms {
    PaymentTerms payment = PaymentTerms::prepaid;
    std::optional<Money> limit = std::nullopt;
    CreditDays days = {};

    friend bool operator==(const CreditTerms&, const CreditTerms&) = default;
};

/// Errors: Error{invalid_argument} that names every fault, for example at `days.block_after`.
void require_valid(const CreditDays& days);

/// Errors: Error{invalid_argument} that names every fault, for example at `limit`.
void require_valid(const CreditTerms& terms);

} // namespace prorata
