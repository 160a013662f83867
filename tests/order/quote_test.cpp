#include "prorata/order/quote.hpp"

#include "catch.hpp"

using namespace prorata;

namespace {

const Currency rub = Currency::of("RUB");

QuotedPrice price(std::int64_t rubles, std::int64_t offer = 1) {
    return {OfferId(offer), std::nullopt, Amount(rubles * 1'000'000, rub),
            Amount(rubles * 100'000, rub)};
}

Quote quote() {
    return {AccountId(1),
            QuoteId(1),
            1,
            "q",
            SellerId(1),
            price(700),
            {},
            Date(2025, 6, 10),
            1,
            Date(2025, 6, 10),
            Date(2025, 6, 17)};
}

std::string refused(const Quote& of, const QuotedPrice& now, Date today) {
    const auto decline = of.refusal(now, today);
    return decline ? std::string(name(decline->code)) + ": " + decline->message : "";
}

} // namespace

TEST_CASE("a quote is binding while what it read is the same (R63)") {
    CHECK(refused(quote(), price(700), Date(2025, 6, 10)) == "");
    CHECK(refused(quote(), price(700), Date(2025, 6, 16)) == "");
}

TEST_CASE("a stale, expired or used quote is declined with the new price") {
    const std::string news = "; the price is 800.00 RUB now, 80.00 RUB of it tax";
    CHECK(refused(quote(), price(800), Date(2025, 6, 10)) ==
          "stale_version: the quote \"q\" said 700.00 RUB" + news);
    CHECK(refused(quote(), price(800), Date(2025, 6, 17)) ==
          "quote_expired: the quote \"q\" was valid until 2025-06-16" + news);
    Quote used = quote();
    used.subscription = SubscriptionId(5);
    CHECK(refused(used, price(800), Date(2025, 6, 10)) ==
          "quote_used: the quote \"q\" was ordered already" + news);
    // The same sum from another price version is another price: later periods would differ.
    CHECK(refused(quote(), price(700, 2), Date(2025, 6, 10)).starts_with("stale_version"));
}

TEST_CASE("a planned day that has passed since moves to the day of the order (R11a)") {
    CHECK(quote().start_on(Date(2025, 6, 10)) == Date(2025, 6, 10));
    CHECK(quote().start_on(Date(2025, 6, 14)) == Date(2025, 6, 14));
    Quote later = quote();
    later.start = Date(2025, 7, 1);
    CHECK(later.start_on(Date(2025, 6, 14)) == Date(2025, 7, 1));
    Quote past = quote();
    past.start = Date(2025, 6, 1); // entered late on purpose
    CHECK(past.start_on(Date(2025, 6, 14)) == Date(2025, 6, 1));
}
