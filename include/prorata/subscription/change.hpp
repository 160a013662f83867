#pragma once

#include "prorata/base/id.hpp"
#include "prorata/base/named_codes.hpp"
#include "prorata/money/decimal.hpp"
#include "prorata/time/anchor.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace prorata {

/// What may happen to a subscription. Each change sets absolute values (rule R27).
#define PRORATA_CHANGE_KINDS(X)                                                                    \
    X(started, 1, "the paid start: offer, discount, anchor and payer")                             \
    X(quantity, 2, "the quantity of one component")                                                \
    X(switched, 3, "another offer; with an anchor, the periods are counted anew (R19)")            \
    X(renewed, 4, "a new term on another offer, discount or period than the one before")           \
    X(stopped, 5, "no service until started again, for a reason (R15)")                            \
    X(resumed, 6, "service goes on; after non-payment the periods are counted anew (R11b)")        \
    X(ended, 7, "the first day after the last")                                                    \
    X(payer_changed, 8, "who pays for periods due from now on (R41)")                              \
    X(withdrawn, 9, "from now on nothing but usage is owed, whatever was charged (R33)")           \
    X(terminated, 10, "the first day after the last, while the rest of the term is owed (R34)")    \
    X(renewal_switched, 11,                                                                        \
      "auto-renewal on (quantity 1) or off (0), for ends of terms after that day")                 \
    X(taken_over, 12, "days before it were billed elsewhere (R60)")
PRORATA_NAMED_CODES(ChangeKind, change_kind, PRORATA_CHANGE_KINDS)

/// Why a subscription was stopped (R15, AC-39).
#define PRORATA_STOP_REASONS(X)                                                                    \
    X(by_client, 1, "the client asked for it")                                                     \
    X(by_administrator, 2, "the seller's staff did it")                                            \
    X(violation, 3, "the rules of use were broken")                                                \
    X(non_payment, 4, "a period or term was not paid")                                             \
    X(lapsed, 5,                                                                                   \
      "a term or a promise was over and no money had come; nothing is charged (R11b, R43)")
PRORATA_NAMED_CODES(StopReason, stop_reason, PRORATA_STOP_REASONS)

/// Whether money lifts such a stop, and no command does.
[[nodiscard]] constexpr bool lifted_by_payment(StopReason reason) noexcept {
    return reason == StopReason::non_payment || reason == StopReason::lapsed;
}

/// One fact of a subscription's timeline, with the decisions taken when it was entered (R58).
///
/// Changes are never edited or removed. Their order is (effective day, order of entry): on one day
/// the last entered holds for the whole day, and a back-dated change never cancels one that takes
/// effect later (R27).
///
/// Threads: a value; safe to read from many threads.
struct Change {
    std::int64_t sequence = 0; ///< Order of entry, rising in the account.
    ChangeKind kind = ChangeKind::started;
    Date effective_on;
    std::optional<OfferId> offer = {}; ///< started, switched, renewed; resumed into a new term
    std::optional<DiscountId> discount = {}; ///< With an offer; none: no discount
    std::optional<Anchor> anchor = {}; ///< started; switched, renewed, resumed if counted anew
    std::optional<ComponentId> component = {}; ///< quantity
    Decimal quantity = 0;                      ///< quantity, renewal_switched
    std::optional<StopReason> reason = {};     ///< stopped; resumed: non_payment after a payment
    std::optional<PayerId> payer = {};         ///< started, payer_changed

    friend bool operator==(const Change&, const Change&) = default;
};

} // namespace prorata
