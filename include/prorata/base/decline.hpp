#pragma once

#include "prorata/base/error.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace prorata {

/// The one list of business answers "no": name, number, why (rule R59).
///
/// A request is declined when it is right in form, but not in this book at this moment. What would
/// be wrong whatever the book holds is a fault (ErrorCode). Numbers are never reused.
#define PRORATA_DECLINE_CODES(X)                                                                   \
    X(over_limit, 1, "neither own funds nor the free credit limit cover the price")                \
    X(window_closed, 2, "the time in which this was allowed is over")                              \
    X(outside_base, 3, "the extension would lie outside its base subscription")                    \
    X(out_of_stock, 4, "nothing is left of a product with a limited stock")                        \
    X(promo_unusable, 5, "the promo code is used up, expired or not valid for this order")         \
    X(stale_version, 6, "what the request was based on has changed since")                         \
    X(conflicts_with_later, 7, "a later change of the same timeline would become invalid")         \
    X(blocked, 8, "the account is blocked for overdue debt")                                       \
    X(is_final, 9, "what was issued, paid or closed does not change any more")                     \
    X(quote_used, 10, "the quote was ordered already; it is for one order")                        \
    X(quote_expired, 11, "the quote was valid until an earlier day")                               \
    X(not_billed, 12, "no billing run has got that far yet")                                       \
    X(unpaid, 13, "the subscription waits for a payment, and this has to wait with it")            \
    X(promise_refused, 14, "a payment was promised not long ago, or would come too late")          \
    X(unsettled, 15, "something is owed or waits for money")

/// Why a request was declined.
enum class DeclineCode : std::int32_t {
#define PRORATA_ENUMERATOR(name, number, why) name = number,
    PRORATA_DECLINE_CODES(PRORATA_ENUMERATOR)
#undef PRORATA_ENUMERATOR
};

/// The code's name as written in this list; "unknown" for a number that is in no list.
[[nodiscard]] std::string_view name(DeclineCode code) noexcept;

/// Why, one clause in English without a full stop.
[[nodiscard]] std::string_view meaning(DeclineCode code) noexcept;

/// A business answer "no", for example "over_limit: 120.00 RUB are needed, 100.00 RUB are free".
///
/// It is a value, because the caller is expected to handle it: only the journal, the outbox and
/// the idempotency record of the request are written.
struct Decline {
    DeclineCode code;
    std::string message; ///< A sentence for the caller: what is missing and what would help.

    friend bool operator==(const Decline&, const Decline&) = default;
};

/// What a command answers: its result, or the reason why it was declined.
///
/// Threads: a value; safe to read from many threads.
template <class Value>
class Outcome {
  public:
    Outcome(Value value) : answer_(std::move(value)) {}
    Outcome(Decline decline) : answer_(std::move(decline)) {}

    [[nodiscard]] bool declined() const noexcept { return answer_.index() == 1; }
    [[nodiscard]] explicit operator bool() const noexcept { return !declined(); }

    /// Errors: Error{misuse} if the command was declined.
    [[nodiscard]] const Value& value() const {
        if (declined()) throw Error(ErrorCode::misuse, "declined: " + decline().message);
        return std::get<0>(answer_);
    }

    /// Errors: Error{misuse} if the command was not declined.
    [[nodiscard]] const Decline& decline() const {
        if (!declined()) throw Error(ErrorCode::misuse, "the command was not declined");
        return std::get<1>(answer_);
    }

  private:
    std::variant<Value, Decline> answer_;
};

} // namespace prorata
