#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>

namespace prorata {

/// The largest id: 2^53 − 1, which every language can hold in a double without loss (rule R65).
inline constexpr std::int64_t max_id = (std::int64_t{1} << 53) - 1;

/// Throws unless 1 ≤ value ≤ max_id.
///
/// Errors: Error{invalid_argument}.
void require_id(std::int64_t value);

/// Throws unless count ≥ 0 and first, …, first + count − 1 are ids.
///
/// Errors: Error{invalid_argument}.
void require_id_block(std::int64_t first, std::int64_t count);

/// The identity of one object of one kind, for example an AccountId.
///
/// Ids of different kinds do not mix: handing an AccountId where an InvoiceId is wanted does not
/// compile. There is no "null" id: what may be absent is a std::optional.
///
/// Range:   1 to 2^53 − 1 (rule R65).
/// Errors:  Error{invalid_argument} from the constructor.
/// Threads: a value; safe to read from many threads.
template <class Kind>
class Id {
  public:
    explicit Id(std::int64_t value) : value_(value) { require_id(value); }

    [[nodiscard]] std::int64_t value() const noexcept { return value_; }

    friend auto operator<=>(const Id&, const Id&) = default;

  private:
    std::int64_t value_;
};

/// A block of reserved ids that is handed out one by one; what is left over is a gap, and gaps
/// are allowed (rule R65). Document numbers, which must not have gaps, never come from here.
///
/// Threads: one at a time.
template <class Kind>
class IdBlock {
  public:
    /// Ids first, first + 1, …, first + count − 1.
    ///
    /// Errors: Error{invalid_argument} unless count ≥ 0 and all of them are ids.
    IdBlock(Id<Kind> first, std::int64_t count) : next_(first.value()), left_(count) {
        require_id_block(next_, count);
    }

    /// The next id of the block, or nothing when it is used up.
    [[nodiscard]] std::optional<Id<Kind>> take() {
        if (left_ == 0) return std::nullopt;
        --left_;
        return Id<Kind>(next_++);
    }

    [[nodiscard]] std::int64_t left() const noexcept { return left_; }

  private:
    std::int64_t next_;
    std::int64_t left_;
};

using SellerId = Id<struct SellerTag>;
using AccountId = Id<struct AccountTag>;
using PayerId = Id<struct PayerTag>;
using SubscriptionId = Id<struct SubscriptionTag>;
using ChargeId = Id<struct ChargeTag>;
using EntryId = Id<struct EntryTag>;
using InvoiceId = Id<struct InvoiceTag>;
using ActId = Id<struct ActTag>;
using TariffVersionId = Id<struct TariffVersionTag>;
using ComponentId = Id<struct ComponentTag>;
using OfferId = Id<struct OfferTag>;
using DiscountId = Id<struct DiscountTag>;
using RunId = Id<struct RunTag>;
using PaymentId = Id<struct PaymentTag>;
using OrderId = Id<struct OrderTag>;
using QuoteId = Id<struct QuoteTag>;

} // namespace prorata

template <class Kind>
struct std::hash<prorata::Id<Kind>> {
    std::size_t operator()(const prorata::Id<Kind>& id) const noexcept {
        return std::hash<std::int64_t>{}(id.value());
    }
};
