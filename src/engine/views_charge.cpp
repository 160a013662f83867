// Views of prices and charges: what a product costs from, why a charge is what it is.

#include "engine/explain.hpp"
#include "engine/views.hpp"
#include "prorata/explain/explanation.hpp"

#include <algorithm>

namespace prorata {

using storage::RowBatch;

namespace {

constexpr Rounding shown{RoundingMode::half_up, 9};

/// "n=21 d=31".
std::string operands_of(const DerivationStep& step) {
    std::string text;
    for (const auto& [name, value] : step.operands)
        text += (text.empty() ? "" : " ") + name + "=" + value.round(shown).text();
    return text;
}

std::string rounding_of(const DerivationStep& step) {
    if (!step.rounding) return "";
    return std::string(name(step.rounding->mode)) + " " + std::to_string(step.rounding->digits);
}

} // namespace

/// SL-09: the cheapest way to have each product for a billing period, by the day in UTC.
RowBatch rows(Book& book, const PriceFromQuery& query, Instant as_of) {
    const Currency currency = Currency::of(*query.currency);
    const Term period = query.billing_period.value_or(Term(1, TermUnit::month));
    const Date day = Zone::of("UTC").legal_day(as_of);
    RowBatch batch(view_table("price_from"));
    for (const Product& product : book.catalog().source().products) {
        if (query.product.given() && *query.product != product.code) continue;
        const auto price = book.catalog().price_from(product.code, period, currency, day);
        if (!price) continue;
        batch.add(product.code).add(price->coefficient()).add(price->scale()).add(currency.code());
    }
    return batch;
}

RowBatch rows(Book& book, const ExplainQuery& query, Instant) {
    RowBatch batch(view_table("explain"));
    const std::string text = explain_charge(book, *query.charge, query.language.value_or("en"));
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        batch.add(std::string_view(text).substr(at, end - at));
        at = end + 1;
    }
    return batch;
}

RowBatch rows(Book& book, const DerivationQuery& query, Instant) {
    RowBatch batch(view_table("derivation"));
    for (const DerivationStep& step : derivation_of(book, *query.charge).steps) {
        batch.add(static_cast<std::int64_t>(step.kind)).add(step.by).add(operands_of(step));
        if (step.on)
            batch.add(step.on->days());
        else
            batch.add_null();
        batch.add(rounding_of(step));
        batch.add(step.before.rounded(shown)).add(shown.digits);
        batch.add(step.after.rounded(shown)).add(shown.digits);
    }
    return batch;
}

} // namespace prorata
