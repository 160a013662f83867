#pragma once

#include "prorata/base/id.hpp"
#include "prorata/time/date.hpp"

#include <optional>
#include <string>

namespace prorata {

using ContractId = Id<struct ContractKind>;

/// What a payer of an account has signed with a seller, for example no. 1021 of 2026-02-01.
///
/// It is made after the first payment (AC-09) and moves with its payer when payers are merged, if
/// that is wanted (AC-06).
///
/// Range:   `number` is 1 to 200 bytes without control characters; `ends_on` after `signed_on`.
/// Threads: a value; safe to read from many threads.
/// See:     docs/concepts/account.md.
struct Contract {
    ContractId id;
    AccountId account;
    PayerId payer;
    SellerId seller;
    std::string number;
    Date signed_on;
    std::optional<Date> ends_on; ///< The first day after; nothing: open.

    /// Whether the contract is in force on that day: signed_on <= day < ends_on.
    [[nodiscard]] bool in_force(Date day) const noexcept {
        return day >= signed_on && (!ends_on || day < *ends_on);
    }

    friend bool operator==(const Contract&, const Contract&) = default;
};

/// Errors: Error{invalid_argument} that names every fault.
void require_valid(const Contract& contract);

} // namespace prorata
