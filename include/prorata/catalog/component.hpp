#pragma once

#include "prorata/base/id.hpp"
#include "prorata/base/named_codes.hpp"
#include "prorata/money/decimal.hpp"
#include "prorata/money/rounding.hpp"
#include "prorata/time/proration.hpp"
#include "prorata/time/term.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace prorata {

/// What makes a component cost something.
#define PRORATA_COMPONENT_KINDS(X)                                                                 \
    X(recurring, 1, "every billing period, by the quantity in force")                              \
    X(metered, 2, "every billing period, by the usage that was recorded in it")                    \
    X(one_off, 3, "once, at the paid start: set-up, connection (R51)")
PRORATA_NAMED_CODES(ComponentKind, component_kind, PRORATA_COMPONENT_KINDS)

/// How a price becomes a sum: what the quantity above the included one costs (`cost_of`).
#define PRORATA_PRICE_MODELS(X)                                                                    \
    X(flat, 1, "the price, whatever the quantity")                                                 \
    X(per_unit, 2, "the price of one unit times the quantity")                                     \
    X(graduated, 3, "each unit at the price of the tier it falls into")                            \
    X(volume, 4, "all units at the price of the tier that the quantity falls into")                \
    X(stairstep, 5, "the price of the tier that the quantity falls into, whatever it is inside")   \
    X(package, 6, "the price of one package times the packages begun")                             \
    X(percentage, 7, "percent of the quantity, which is a sum of money")
PRORATA_NAMED_CODES(PriceModel, price_model, PRORATA_PRICE_MODELS)

/// When a billing period is due (rules R42, R44).
#define PRORATA_CHARGE_TIMINGS(X)                                                                  \
    X(in_advance, 1, "on the first day of the period")                                             \
    X(in_arrears, 2, "on the day after the period, or after the subscription if that is earlier")  \
    X(on_last_day, 3, "in arrears, but already on the last day of the period (MT-07)")
PRORATA_NAMED_CODES(ChargeTiming, charge_timing, PRORATA_CHARGE_TIMINGS)

/// How usage records inside a bucket become its quantity (rule R45).
#define PRORATA_AGGREGATIONS(X)                                                                    \
    X(sum, 1, "their total")                                                                       \
    X(maximum, 2, "the greatest; the buckets of a period are added")                               \
    X(last, 3, "the last one known; the buckets of a period are added")
PRORATA_NAMED_CODES(Aggregation, aggregation, PRORATA_AGGREGATIONS)

/// Something with a price of its own inside a tariff, for example seats at 100.00 a month each.
///
/// Components of different tariffs with the same code are the same component: after a switch they
/// are charged in the same unit, so that corrections net out (rules R2, R19).
///
/// Units:   quantities are in `unit`, any decimal; prices are per unit and billing period.
/// Threads: a value; safe to read from many threads.
/// See:     docs/concepts/catalog.md, requirements SL-05, AC-15, AC-19.
struct Component {
    std::string code; ///< lower_snake_case, unique in its tariff; its identity.
    std::string title;
    ComponentKind kind = ComponentKind::recurring;
    PriceModel model = PriceModel::per_unit;
    ChargeTiming timing = ChargeTiming::in_advance;
    std::string unit;            ///< For example "seat", "GiB"; for documents.
    Decimal quantity = 1;        ///< Bought if the order names none.
    Decimal included = 0;        ///< Part of the quantity that costs nothing; allowance (FR-06).
    Decimal least = 0;           ///< Of the quantity.
    std::optional<Decimal> most; ///< Of the quantity; none: unlimited.
    std::optional<Term>
        charge_every; ///< Shorter than the billing period: R17; none: once a period.
    ProrationPolicy proration = ProrationPolicy::period_days;
    std::optional<int> denominator;   ///< Of fixed_denominator, from 1 (V14).
    std::optional<Rounding> rounding; ///< None: half up to the minor digits of the currency.
    /// Of the price of one unit × n/d, before the quantity (R54): slices do not add up under it.
    std::optional<Rounding> unit_rounding;
    std::string tax_class = "standard";
    Aggregation aggregation = Aggregation::sum; ///< Of metered components.

    friend bool operator==(const Component&, const Component&) = default;
};

} // namespace prorata
