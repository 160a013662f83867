#pragma once

#include "prorata/base/named_codes.hpp"
#include "prorata/catalog/component.hpp"
#include "prorata/money/currency.hpp"
#include "prorata/time/date.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prorata {

/// Base tariffs stand alone; an extension belongs to one base subscription (FR-02).
#define PRORATA_TARIFF_KINDS(X)                                                                    \
    X(base, 1, "bought by itself")                                                                 \
    X(extension, 2, "an add-on, bounded by the period of its base (FR-04)")
PRORATA_NAMED_CODES(TariffKind, tariff_kind, PRORATA_TARIFF_KINDS)

/// Whether prices contain the tax (AC-18, R12).
#define PRORATA_TAX_SCHEMES(X)                                                                     \
    X(inclusive, 1, "the price is what the customer pays; the tax is taken out of it")             \
    X(exclusive, 2, "the tax is added to the price")
PRORATA_NAMED_CODES(TaxScheme, tax_scheme, PRORATA_TAX_SCHEMES)

/// On which days billing periods begin (rule R18).
#define PRORATA_CYCLE_KINDS(X)                                                                     \
    X(anniversary, 1, "on the day of the start")                                                   \
    X(calendar, 2, "on the 1st; cycle_day is the alignment day N, 0 for none")                     \
    X(billing_day, 3, "on day cycle_day of the month")
PRORATA_NAMED_CODES(CycleKind, cycle_kind, PRORATA_CYCLE_KINDS)

/// What happens to an extension whose natural end lies beyond the end of its base (R36).
#define PRORATA_OVERRUN_POLICIES(X)                                                                \
    X(reject, 1, "it is declined")                                                                 \
    X(clip, 2, "it ends with its base, and its last period is prorated")
PRORATA_NAMED_CODES(OverrunPolicy, overrun_policy, PRORATA_OVERRUN_POLICIES)

/// What a stop by the client does to money and time (rule R15).
#define PRORATA_STOP_POLICIES(X)                                                                   \
    X(charge, 1, "time and money run on")                                                          \
    X(credit, 2, "stopped days are not charged; what was charged in advance is credited")
PRORATA_NAMED_CODES(StopPolicy, stop_policy, PRORATA_STOP_POLICIES)

/// Which first periods are charged as a part, by policies that count otherwise there (R25, V14).
#define PRORATA_FIRST_PRORATIONS(X)                                                                \
    X(if_part, 1, "one that begins after the boundary of its period")                              \
    X(always, 2, "a whole one as well")
PRORATA_NAMED_CODES(FirstProration, first_proration, PRORATA_FIRST_PRORATIONS)

/// What is rounded when an order is charged (rule R6).
#define PRORATA_ROUNDING_SCOPES(X)                                                                 \
    X(line, 1, "each line by itself; the total is their sum")                                      \
    X(order, 2, "the total of what one order charges together; its lines by largest remainder")
PRORATA_NAMED_CODES(RoundingScope, rounding_scope, PRORATA_ROUNDING_SCOPES)

/// From which sum a line's tax is computed and rounded (rules R5, R48).
#define PRORATA_TAX_ROUNDINGS(X)                                                                   \
    X(unit, 1, "that of its component, period and rate")                                           \
    X(cumulative, 2, "that of all components of the period up to the line, in their order (V09)")
PRORATA_NAMED_CODES(TaxRounding, tax_rounding, PRORATA_TAX_ROUNDINGS)

/// A stretch of quantity with a price of its own, for example the first 100 GiB at 1.00.
///
/// Threads: a value; safe to read from many threads.
struct Tier {
    Decimal up_to;        ///< The last quantity in it; above the tier before.
    Decimal amount;       ///< As Price::amount.
    Decimal flat_fee = 0; ///< Paid when the quantity reaches into it; the first one's always.

    friend bool operator==(const Tier&, const Tier&) = default;
};

/// What a withdrawal gives back (SL-04, rule R33).
#define PRORATA_REFUND_POLICIES(X)                                                                 \
    X(full, 1, "everything since the event that opened the window, but not usage")                 \
    X(prorated, 2, "what is left after the day of withdrawal, which is charged")
PRORATA_NAMED_CODES(RefundPolicy, refund_policy, PRORATA_REFUND_POLICIES)

/// What becomes of the rest of a term that is ended or reduced before it is over (SL-03, R34).
#define PRORATA_EARLY_END_POLICIES(X)                                                              \
    X(at_renewal, 1, "an end or a decrease waits for the end of the term")                         \
    X(charge_outstanding, 2, "an end charges the remaining periods; a decrease waits")             \
    X(any_time, 3, "the rest of the term is not owed")
PRORATA_NAMED_CODES(EarlyEndPolicy, early_end_policy, PRORATA_EARLY_END_POLICIES)

/// How long one may withdraw from a purchase, a renewal or added seats: until a cut-off of the day
/// activation + `days` in a zone, or for hours (`Window`, R33).
struct WithdrawalPolicy {
    int days = 1;               ///< After the day of activation.
    int cut_off_minutes = 1440; ///< After midnight of that day, exclusive; 1440: to its end.
    std::string zone;           ///< IANA name; required unless hours are given.
    std::optional<int> hours;   ///< Instead of days: elapsed hours.
    RefundPolicy refund = RefundPolicy::full;

    friend bool operator==(const WithdrawalPolicy&, const WithdrawalPolicy&) = default;
};

/// One price: the amount of one full billing period, never derived from another row (R16, V25).
///
/// `amount` is of one unit, of one package, of the whole, or a percent, as the component's model
/// says. With tiers it is the price of what lies above the last of them, and `flat_fee` its fee.
struct Price {
    std::string component;
    std::optional<Term> term; ///< Of the contract; none: open-ended.
    Term billing_period = Term(1, TermUnit::month);
    Currency currency;
    std::string level; ///< Price level of the account; "" is the retail price (RRP).
    Decimal amount;
    Decimal flat_fee = 0;         ///< Beside the amount, not prorated by usage.
    std::vector<Tier> tiers = {}; ///< In rising order; graduated, volume, stairstep.
    Decimal package = 1;          ///< Units in one package.
    std::optional<Decimal> minimum =
        {}; ///< Of the period after discounts, in its tax scheme (R22).
    std::optional<Decimal> maximum = {}; ///< As minimum.

    friend bool operator==(const Price&, const Price&) = default;
};

/// What of a tariff may change from version to version.
///
/// A published version is immutable. A subscription keeps the version it was sold until its term
/// ends; an open-ended one takes each period from the version in force on the period's first day.
struct TariffVersion {
    Date valid_from;
    std::vector<Component> components;
    std::vector<Price> prices;
    TaxScheme tax = TaxScheme::inclusive;
    CycleKind cycle = CycleKind::anniversary;
    int cycle_day = 0;
    Decimal renewal_discount = 0; ///< Percent of RRP (V27, R37).
    std::optional<StopPolicy> on_stop =
        {}; ///< By the client; none: prepaid periods run on, others are credited.
    OverrunPolicy overrun = OverrunPolicy::reject;
    bool auto_renewal = true; ///< What a new subscription has (MT-05).
    int lead_days = 1;        ///< Renewal is attempted so many days ahead when prepaid (R11b).
    int grace_days = 0;       ///< Unpaid service after the term's end (R11b).
    int hold_days = 30;       ///< An unpaid one can still be renewed so long (R11b).
    int quote_days = 7;       ///< A kept quote can be ordered so long, its first day included.
    std::optional<int> order_days =
        {}; ///< An unpaid purchase expires after so many days; none: it waits (R37, R63).
    int promise_days = 0;      ///< Service for a promise of payment, at most; 0: not offered (R43).
    int promise_interval = 30; ///< Days from one promise of an account to its next one.
    std::optional<WithdrawalPolicy> withdrawal = {}; ///< None: not possible.
    EarlyEndPolicy early_end = EarlyEndPolicy::at_renewal;
    bool may_change_quantity = true;
    bool may_stop = true;
    FirstProration prorate_first = FirstProration::if_part;
    RoundingScope rounding_scope = RoundingScope::line;
    TaxRounding tax_rounding = TaxRounding::unit;
    /// Percent of tax in the inclusive prices as listed. On days with another rate the net is kept
    /// and the price changes; none: the price is kept and the net changes (R12).
    std::optional<Decimal> keep_net_of = {};

    friend bool operator==(const TariffVersion&, const TariffVersion&) = default;
};

/// A way in which a product is sold: its versions by date.
///
/// Threads: a value; safe to read from many threads.
/// See:     docs/concepts/catalog.md.
struct Tariff {
    std::string code;    ///< Unique in the catalogue.
    std::string product; ///< Code of the product.
    std::string title;
    TariffKind kind = TariffKind::base;
    std::vector<std::string> bases;      ///< Of an extension: tariffs it may join.
    std::vector<TariffVersion> versions; ///< In the order of valid_from.

    friend bool operator==(const Tariff&, const Tariff&) = default;
};

struct Product {
    std::string code;
    std::string title;

    friend bool operator==(const Product&, const Product&) = default;
};

/// A class of customers with a discount off RRP, for example partners at 30 % (V27).
struct PriceLevel {
    std::string code;
    Decimal percent; ///< Off RRP, 0 to 100, where a tariff has no price row of this level.

    friend bool operator==(const PriceLevel&, const PriceLevel&) = default;
};

/// A rate of tax from a day on (semantics 6). A class without a rate is exempt, which is not 0 %.
struct TaxRateRow {
    std::string country; ///< ISO 3166 code of the seller.
    std::string tax_class;
    Date from;
    std::optional<Decimal> percent; ///< None: exempt from that day on.

    friend bool operator==(const TaxRateRow&, const TaxRateRow&) = default;
};

/// Everything that a catalogue file says. Publishing checks it whole and reports all faults.
struct CatalogSource {
    std::vector<Product> products;
    std::vector<PriceLevel> levels;
    std::vector<Tariff> tariffs;
    std::vector<TaxRateRow> tax_rates;

    friend bool operator==(const CatalogSource&, const CatalogSource&) = default;
};

} // namespace prorata
