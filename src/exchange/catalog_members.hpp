#pragma once

#include "prorata/catalog/tariff.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace prorata {

// The one list of what a catalogue file has: each record names its members to a visitor. The
// reader, the writer and the check of the JSON Schema are visitors. `required` must be there;
// `optional` has the default of the C++ type; `nullable` must be there and may be null.

#define PRORATA_MEMBERS(Type)                                                                      \
    template <class Visitor, class Record>                                                         \
    requires std::is_same_v<std::remove_const_t<Record>, Type>                                     \
    void members(Visitor& visit, Record& record)

PRORATA_MEMBERS(Product) {
    visit.required("code", record.code);
    visit.optional("title", record.title);
}

PRORATA_MEMBERS(PriceLevel) {
    visit.required("code", record.code);
    visit.required("percent", record.percent);
}

PRORATA_MEMBERS(TaxRateRow) {
    visit.required("country", record.country);
    visit.required("tax_class", record.tax_class);
    visit.required("from", record.from);
    visit.nullable("percent", record.percent);
}

PRORATA_MEMBERS(Rounding) {
    visit.required("mode", record.mode);
    visit.required("digits", record.digits);
}

PRORATA_MEMBERS(Component) {
    visit.required("code", record.code);
    visit.optional("title", record.title);
    visit.optional("kind", record.kind);
    visit.optional("model", record.model);
    visit.optional("timing", record.timing);
    visit.optional("unit", record.unit);
    visit.optional("quantity", record.quantity);
    visit.optional("included", record.included);
    visit.optional("least", record.least);
    visit.optional("most", record.most);
    visit.optional("charge_every", record.charge_every);
    visit.optional("proration", record.proration);
    visit.optional("denominator", record.denominator);
    visit.optional("rounding", record.rounding);
    visit.optional("unit_rounding", record.unit_rounding);
    visit.optional("tax_class", record.tax_class);
    visit.optional("aggregation", record.aggregation);
}

PRORATA_MEMBERS(Tier) {
    visit.required("up_to", record.up_to);
    visit.required("amount", record.amount);
    visit.optional("flat_fee", record.flat_fee);
}

PRORATA_MEMBERS(Price) {
    visit.required("component", record.component);
    visit.optional("term", record.term);
    visit.optional("billing_period", record.billing_period);
    visit.required("currency", record.currency);
    visit.optional("level", record.level);
    visit.required("amount", record.amount);
    visit.optional("flat_fee", record.flat_fee);
    visit.optional("tiers", record.tiers);
    visit.optional("package", record.package);
    visit.optional("minimum", record.minimum);
    visit.optional("maximum", record.maximum);
}

PRORATA_MEMBERS(WithdrawalPolicy) {
    visit.optional("days", record.days);
    visit.optional("cut_off_minutes", record.cut_off_minutes);
    visit.optional("zone", record.zone);
    visit.optional("hours", record.hours);
    visit.optional("refund", record.refund);
}

PRORATA_MEMBERS(TariffVersion) {
    visit.required("valid_from", record.valid_from);
    visit.optional("tax", record.tax);
    visit.optional("cycle", record.cycle);
    visit.optional("cycle_day", record.cycle_day);
    visit.optional("renewal_discount", record.renewal_discount);
    visit.optional("on_stop", record.on_stop);
    visit.optional("overrun", record.overrun);
    visit.optional("auto_renewal", record.auto_renewal);
    visit.optional("lead_days", record.lead_days);
    visit.optional("grace_days", record.grace_days);
    visit.optional("hold_days", record.hold_days);
    visit.optional("quote_days", record.quote_days);
    visit.optional("order_days", record.order_days);
    visit.optional("promise_days", record.promise_days);
    visit.optional("promise_interval", record.promise_interval);
    visit.optional("withdrawal", record.withdrawal);
    visit.optional("early_end", record.early_end);
    visit.optional("may_change_quantity", record.may_change_quantity);
    visit.optional("may_stop", record.may_stop);
    visit.optional("prorate_first", record.prorate_first);
    visit.optional("rounding_scope", record.rounding_scope);
    visit.optional("tax_rounding", record.tax_rounding);
    visit.optional("keep_net_of", record.keep_net_of);
    visit.required("components", record.components);
    visit.required("prices", record.prices);
}

PRORATA_MEMBERS(Tariff) {
    visit.required("code", record.code);
    visit.required("product", record.product);
    visit.optional("title", record.title);
    visit.optional("kind", record.kind);
    visit.optional("bases", record.bases);
    visit.required("versions", record.versions);
}

PRORATA_MEMBERS(CatalogSource) {
    visit.optional("products", record.products);
    visit.optional("levels", record.levels);
    visit.optional("tariffs", record.tariffs);
    visit.optional("tax_rates", record.tax_rates);
}

#undef PRORATA_MEMBERS

/// A record to read into; what has no default is overwritten, or the file is refused.
template <class Record>
Record blank() {
    return {};
}
template <>
inline Price blank<Price>() {
    return {"", std::nullopt, Term(1, TermUnit::month), Currency::of("RUB"), "", 0};
}
template <>
inline TaxRateRow blank<TaxRateRow>() {
    return {"", "", Date(1970, 1, 1), std::nullopt};
}
template <>
inline TariffVersion blank<TariffVersion>() {
    return {Date(1970, 1, 1), {}, {}};
}

// The enumerations of a catalogue file, each by its function from a name.
#define PRORATA_FILE_ENUM(Type, from_name)                                                         \
    inline std::optional<Type> code_named(std::string_view text, Type) {                           \
        return from_name(text);                                                                    \
    }
PRORATA_FILE_ENUM(ComponentKind, component_kind)
PRORATA_FILE_ENUM(PriceModel, price_model)
PRORATA_FILE_ENUM(ChargeTiming, charge_timing)
PRORATA_FILE_ENUM(Aggregation, aggregation)
PRORATA_FILE_ENUM(TariffKind, tariff_kind)
PRORATA_FILE_ENUM(TaxScheme, tax_scheme)
PRORATA_FILE_ENUM(CycleKind, cycle_kind)
PRORATA_FILE_ENUM(OverrunPolicy, overrun_policy)
PRORATA_FILE_ENUM(StopPolicy, stop_policy)
PRORATA_FILE_ENUM(FirstProration, first_proration)
PRORATA_FILE_ENUM(RoundingScope, rounding_scope)
PRORATA_FILE_ENUM(TaxRounding, tax_rounding)
PRORATA_FILE_ENUM(RefundPolicy, refund_policy)
PRORATA_FILE_ENUM(EarlyEndPolicy, early_end_policy)
PRORATA_FILE_ENUM(ProrationPolicy, proration_policy)
PRORATA_FILE_ENUM(RoundingMode, rounding_mode)
#undef PRORATA_FILE_ENUM

/// The names of an enumeration, in the order of their numbers.
template <class Enum>
std::vector<std::string> names_of() {
    constexpr int beyond = 64;
    std::vector<std::string> names;
    for (int number = 1; number < beyond; ++number) {
        const std::string_view text = name(static_cast<Enum>(number));
        if (text != "unknown") names.emplace_back(text);
    }
    return names;
}

} // namespace prorata
