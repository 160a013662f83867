#pragma once

#include "prorata/catalog/catalog.hpp"
#include "prorata/discount/discount_book.hpp"
#include "prorata/rating/charge.hpp"
#include "prorata/usage/usage.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace prorata {

/// A piece of what should have been charged: one component, one tax rate, the same terms.
struct Part {
    Charge charge;            ///< As it is written if nothing was recorded for its unit; sign 1.
    Exact exact;              ///< In the price's own scheme, not rounded.
    std::int64_t rounded = 0; ///< In the price's own scheme, in units of Amount (R3).
    Date due_on;
    bool apart = false; ///< Rounded on its own, a line of its own: `charge_every` (R17).
};

/// Everything that decides what a subscription should cost, beside its timeline.
///
/// Threads: a view of values; safe to read from many threads.
struct RatingContext {
    const Catalog& catalog;
    const TaxTable& taxes;
    const DiscountBook& discounts;
};

/// Which billing periods are asked for.
struct DueWindow {
    Date from;   ///< Periods due on or after this day …
    Date before; ///< … and before this one.
    /// Also all periods due before `before` that reach beyond this day: what a late change touches.
    std::optional<Date> touched_from = {};
};

/// What one walk over the periods of a window finds.
struct DueParts {
    std::vector<Part> parts;      ///< As desired_parts.
    std::optional<Date> next_due; ///< As next_due after the window.
};

/// What the subscription should be charged for the periods of a window, and when it is due again.
///
/// Errors: Error{overflow}.
[[nodiscard]] DueParts due_parts(const RatingContext& context, const Timeline& timeline,
                                 std::string_view country, std::span<const UsageRecord> usage,
                                 const DueWindow& window);

/// What the subscription should be charged for the periods of a window: the desired state (R2).
///
/// Each period is charged with all its known slices, future ones included (R11). Parts come in the
/// order of component, period and day; inside a period they are rounded cumulatively (R3), so they
/// add up to the rounded price; their taxes add up to the tax of their unit (R5).
///
/// `country` is the seller's. Errors: Error{overflow}.
[[nodiscard]] std::vector<Part> desired_parts(const RatingContext& context,
                                              const Timeline& timeline, std::string_view country,
                                              std::span<const UsageRecord> usage,
                                              const DueWindow& window);

/// The first day on which a period not yet due before `after` becomes due, or nothing.
[[nodiscard]] std::optional<Date> next_due(const RatingContext& context, const Timeline& timeline,
                                           Date after);

/// The price of one billing period on its way from the row to the customer, all exact (R22).
struct PeriodPrice {
    Exact listed;     ///< Quantity above the included one, by the price model.
    Exact discounted; ///< After the steps of the terms.
    Exact charged;    ///< Held between minimum and maximum; before n/d.
};

/// Price of one billing period for these terms.
[[nodiscard]] PeriodPrice price_of(const RatingContext& context, ComponentId component,
                                   const Terms& terms);

/// What a part of a billing period costs: `charged` × n/d, or one unit of it rounded first (R54).
[[nodiscard]] Exact price_of_part(const RatingContext& context, ComponentId component,
                                  const Terms& terms, const Fraction& share);

/// What a price is multiplied by where the rate of tax is not the listed one: 1, or, under
/// `keep_net_of`, (100 + rate) / (100 + listed) (R12).
[[nodiscard]] Exact net_kept(const TariffVersion& version, const TaxRate& rate);

/// Rounds what an order charges together as one total, if its tariff says so (R6, V12, V13).
///
/// The parts due on `due_on` share the rounded total by largest remainder, and their units' taxes
/// follow. Later corrections bring each unit back to a rounding of its own.
void round_as_order(const RatingContext& context, std::span<Part> parts, Date due_on);

} // namespace prorata
