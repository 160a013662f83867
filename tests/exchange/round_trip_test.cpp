#include "catch.hpp"
#include "prorata/base/error.hpp"
#include "prorata/exchange/catalog_json.hpp"

#include <rapidcheck.h>

using namespace prorata;

namespace {

template <class Enum>
Enum any_of(int last) {
    return static_cast<Enum>(*rc::gen::inRange(1, last + 1));
}

int any_number() {
    return *rc::gen::inRange(-3, 4000);
}
bool any_bool() {
    return *rc::gen::arbitrary<bool>();
}

std::string any_text() {
    return *rc::gen::container<std::string>(rc::gen::inRange<char>(1, 127)) +
           *rc::gen::element<std::string>("", "Лицензия", "\"", "\\u0041", "₽/мес.");
}

Decimal any_decimal() {
    return Decimal(*rc::gen::arbitrary<std::int32_t>(), *rc::gen::inRange(0, 19));
}

Term any_term() {
    return {*rc::gen::inRange(1, 10000), any_of<TermUnit>(5)};
}

Date any_date() {
    return Date::from_days(*rc::gen::inRange(-700000, 2900000));
}

template <class Make>
auto maybe(const Make& make) -> std::optional<decltype(make())> {
    if (any_bool()) return std::nullopt;
    return make();
}

template <class Make>
auto some(const Make& make) -> std::vector<decltype(make())> {
    std::vector<decltype(make())> made;
    for (int left = *rc::gen::inRange(0, 3); left > 0; --left)
        made.push_back(make());
    return made;
}

Component any_component() {
    Component made;
    made.code = any_text();
    made.title = any_text();
    made.kind = any_of<ComponentKind>(3);
    made.model = any_of<PriceModel>(7);
    made.timing = any_of<ChargeTiming>(3);
    made.unit = any_text();
    made.quantity = any_decimal();
    made.included = any_decimal();
    made.least = any_decimal();
    made.most = maybe(any_decimal);
    made.charge_every = maybe(any_term);
    made.proration = any_of<ProrationPolicy>(8);
    made.denominator = maybe(any_number);
    made.rounding = maybe([] { return Rounding{any_of<RoundingMode>(5), any_number()}; });
    made.unit_rounding = maybe([] { return Rounding{any_of<RoundingMode>(5), any_number()}; });
    made.tax_class = any_text();
    made.aggregation = any_of<Aggregation>(3);
    return made;
}

Price any_price() {
    const Currency currency = Currency::of(*rc::gen::element("RUB", "KZT", "JPY"));
    Price made{any_text(), maybe(any_term), any_term(), currency, any_text(), any_decimal()};
    made.flat_fee = any_decimal();
    made.tiers = some([] { return Tier{any_decimal(), any_decimal(), any_decimal()}; });
    made.package = any_decimal();
    made.minimum = maybe(any_decimal);
    made.maximum = maybe(any_decimal);
    return made;
}

TariffVersion any_version() {
    TariffVersion made{any_date(), some(any_component), some(any_price)};
    made.tax = any_of<TaxScheme>(2);
    made.cycle = any_of<CycleKind>(3);
    made.cycle_day = any_number();
    made.renewal_discount = any_decimal();
    made.on_stop = any_of<StopPolicy>(2);
    made.overrun = any_of<OverrunPolicy>(2);
    made.auto_renewal = any_bool();
    made.lead_days = any_number();
    made.grace_days = any_number();
    made.hold_days = any_number();
    made.quote_days = any_number();
    made.order_days = maybe(any_number);
    made.promise_days = any_number();
    made.promise_interval = any_number();
    made.withdrawal = maybe([] {
        return WithdrawalPolicy{any_number(), any_number(), any_text(), maybe(any_number),
                                any_of<RefundPolicy>(2)};
    });
    made.early_end = any_of<EarlyEndPolicy>(3);
    made.may_change_quantity = any_bool();
    made.may_stop = any_bool();
    made.prorate_first = any_of<FirstProration>(2);
    made.rounding_scope = any_of<RoundingScope>(2);
    made.tax_rounding = any_of<TaxRounding>(2);
    made.keep_net_of = maybe(any_decimal);
    return made;
}

Tariff any_tariff() {
    return {any_text(),     any_text(),       any_text(), any_of<TariffKind>(2),
            some(any_text), some(any_version)};
}

CatalogSource any_catalog() {
    CatalogSource made;
    made.products = some([] { return Product{any_text(), any_text()}; });
    made.levels = some([] { return PriceLevel{any_text(), any_decimal()}; });
    made.tariffs = some(any_tariff);
    made.tax_rates = some([] {
        return TaxRateRow{any_text(), any_text(), any_date(), maybe(any_decimal)};
    });
    return made;
}

} // namespace

TEST_CASE("whatever is exported is imported as it was") {
    CHECK(rc::check([] {
        const CatalogSource source = any_catalog();
        const std::string printed = catalog_json(source);
        RC_ASSERT(parse_catalog(printed) == source);
        RC_ASSERT(catalog_json(parse_catalog(printed)) == printed);
    }));
}

TEST_CASE("a damaged file is refused or read, and nothing else happens") {
    const std::string whole =
        catalog_json(parse_catalog(R"({"products": [{"code": "a"}], "levels": [
        {"code": "b", "percent": "12.5"}], "tax_rates": [
        {"country": "RU", "tax_class": "standard", "from": "2026-01-01", "percent": null}]})"));
    CHECK(rc::check([&whole] {
        std::string damaged = whole;
        const auto at = *rc::gen::inRange<std::size_t>(0, whole.size());
        if (any_bool())
            damaged.resize(at);
        else
            damaged[at] = static_cast<char>(*rc::gen::inRange(0, 256));
        try {
            const CatalogSource read = parse_catalog(damaged);
            RC_ASSERT(parse_catalog(catalog_json(read)) == read);
        } catch (const Error& error) {
            RC_ASSERT(error.code() == ErrorCode::invalid_argument ||
                      error.code() == ErrorCode::overflow);
        }
    }));
}
