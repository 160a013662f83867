#include "prorata/catalog/catalog.hpp"

#include "catalog/sample.hpp"
#include "catch.hpp"
#include "prorata/base/error.hpp"

using namespace prorata;
using namespace prorata::sample;

namespace {

ErrorCode code_of(const auto& call) {
    try {
        call();
    } catch (const Error& error) {
        return error.code();
    }
    FAIL("nothing was thrown");
    return ErrorCode::internal;
}

/// Of each component, or none where it is not sold.
std::vector<std::optional<Decimal>> amounts(const Offer& offer) {
    std::vector<std::optional<Decimal>> all;
    for (const Price* price : offer.prices)
        all.push_back(price == nullptr ? std::nullopt : std::optional(price->amount));
    return all;
}

} // namespace

TEST_CASE("named codes go to their names and back") {
    CHECK(name(ChargeTiming::on_last_day) == "on_last_day");
    CHECK(charge_timing("in_arrears") == ChargeTiming::in_arrears);
    CHECK_FALSE(charge_timing("later").has_value());
    CHECK(name(static_cast<TariffKind>(77)) == "unknown");
}

TEST_CASE("numbers are given once and never change their meaning") {
    CatalogSource source = small();
    const Catalog::Numbering first = Catalog::number(source, {});
    REQUIRE(first.components.size() == 2);
    REQUIRE(first.offers.size() == 6);
    CHECK(Catalog::number(source, first) == first);

    // A new tariff that comes first in the file, and an old one that is gone.
    source.tariffs.erase(source.tariffs.begin());
    source.tariffs.insert(source.tariffs.begin(),
                          tariff("crm", "m365",
                                 {version(Date(2026, 1, 1), {component("user"), component("seat")},
                                          {price("user", "1")})}));
    const Catalog::Numbering second = Catalog::number(source, first);
    REQUIRE(second.components.size() == 3);
    CHECK(second.components[2] == std::pair(std::string("user"), ComponentId(3)));
    REQUIRE(second.offers.size() == 7);
    CHECK(second.offers[6].tariff == "crm");
    CHECK(second.offers[6].id == OfferId(7));
    CHECK(std::equal(first.offers.begin(), first.offers.end(), second.offers.begin()));
}

TEST_CASE("an offer knows its prices and components by position") {
    const Catalog catalog(small(), Catalog::number(small(), {}));
    REQUIRE(catalog.offers().size() == 6);
    const Offer& offer = catalog.offer(OfferId(2));
    CHECK(offer.tariff == &catalog.tariff("m365-e3"));
    CHECK(offer.version == &catalog.tariff("m365-e3").versions[0]);
    CHECK(offer.term == year);
    CHECK(offer.billing_period == month);
    CHECK(amounts(offer).at(0) == Decimal::parse("4710.96"));
    CHECK(offer.find(catalog.component("seat")) == 0);
    CHECK_FALSE(offer.find(catalog.component("call")).has_value());
    CHECK(catalog.component_code(catalog.component("call")) == "call");
}

TEST_CASE("a component that an offer does not sell has no price in it") {
    CatalogSource source = small();
    source.tariffs = {
        tariff("crm", "m365",
               {version(Date(2026, 1, 1), {component("user"), component("set_up")},
                        {price("user", "10"), price("user", "8", year), price("set_up", "99")})})};
    const Catalog catalog(source, Catalog::number(source, {}));
    CHECK(amounts(catalog.offer(OfferId(1))) == std::vector<std::optional<Decimal>>{10, 99});
    CHECK(amounts(catalog.offer(OfferId(2))) ==
          std::vector<std::optional<Decimal>>{8, std::nullopt});
}

TEST_CASE("numbers may have gaps and need not follow the order of the file") {
    const CatalogSource source = small();
    Catalog::Numbering numbering = Catalog::number(source, {});
    const std::int64_t ids[] = {40, 7, 1000, 8, 9, 41};
    for (std::size_t i = 0; i < 6; ++i)
        numbering.offers[i].id = OfferId(ids[i]);
    const Catalog catalog(source, numbering);
    for (const auto& number : numbering.offers) {
        CHECK(catalog.offer(number.id).id == number.id);
        CHECK(catalog.offer(number.id).tariff->code == number.tariff);
        CHECK(catalog.offer(number.id).level == number.level);
    }
    for (const std::int64_t unknown : {1, 6, 10, 39, 42, 999, 1001}) {
        CHECK(code_of([&] { (void)catalog.offer(OfferId(unknown)); }) == ErrorCode::not_found);
    }
}

TEST_CASE("a catalogue refuses numbers that do not agree with it, naming all of them") {
    Catalog::Numbering numbering = Catalog::number(small(), {});
    numbering.components.pop_back();
    numbering.offers.pop_back();
    numbering.offers[1].id = numbering.offers[0].id;
    try {
        const Catalog catalog(small(), numbering);
        FAIL("it was accepted");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::invalid_argument);
        REQUIRE(error.faults().size() == 3);
        CHECK(error.faults()[0] == Fault{"component call", "has no number"});
        CHECK(error.faults()[1].path == "m365-audio of 2026-01-01, open-ended billed P1M in RUB");
        CHECK(error.faults()[2] == Fault{"offer 1", "is two offers"});
    }
}

TEST_CASE("what the catalogue has not is not found") {
    const Catalog catalog;
    CHECK(catalog.offers().empty());
    CHECK(code_of([&] { (void)catalog.offer(OfferId(1)); }) == ErrorCode::not_found);
    CHECK(code_of([&] { (void)catalog.tariff("crm"); }) == ErrorCode::not_found);
    CHECK(code_of([&] { (void)catalog.component("seat"); }) == ErrorCode::not_found);
    CHECK(code_of([&] { (void)catalog.component_code(ComponentId(1)); }) == ErrorCode::not_found);
    CHECK(code_of([&] { (void)catalog.level_percent("partner"); }) == ErrorCode::not_found);
    CHECK(catalog.level_percent("") == Decimal(0));
}

TEST_CASE("the version in force on a day") {
    const Tariff e3 = small().tariffs[0];
    CHECK(Catalog::version_on(e3, Date(2025, 12, 31)) == nullptr);
    CHECK(Catalog::version_on(e3, Date(2026, 1, 1)) == &e3.versions[0]);
    CHECK(Catalog::version_on(e3, Date(2026, 2, 28)) == &e3.versions[0]);
    CHECK(Catalog::version_on(e3, Date(2026, 3, 1)) == &e3.versions[1]);
}

TEST_CASE("the offer in force by day, term and level") {
    const Catalog catalog(small(), Catalog::number(small(), {}));
    const Tariff& e3 = catalog.tariff("m365-e3");
    const auto price_of = [&](Date day, const std::optional<Term>& term, const char* level) {
        const Offer* offer = catalog.find(e3, day, term, month, rub, level);
        return offer == nullptr ? std::string("none") : offer->prices[0]->amount.text();
    };
    const Date february(2026, 2, 1);
    const Date march(2026, 3, 1);
    CHECK(price_of(february, std::nullopt, "") == "5000");
    CHECK(price_of(february, year, "") == "4710.96");
    CHECK(price_of(february, year, "partner") == "3300");
    // A level without rows of its own gets the retail offer; so does an unknown one.
    CHECK(price_of(february, std::nullopt, "partner") == "5000");
    CHECK(price_of(march, year, "partner") == "5100");
    CHECK(price_of(Date(2025, 12, 31), year, "") == "none");
    CHECK(price_of(february, Term::parse("P2Y"), "") == "none");
    CHECK(catalog.find(e3, march, year, year, rub, "") == nullptr);
    CHECK(catalog.find(e3, march, year, month, Currency::of("KZT"), "") == nullptr);
    CHECK(catalog.level_percent("partner") == Decimal(30));
}

TEST_CASE("SL-09: a product's price from") {
    CatalogSource source = small();
    Component set_up = component("set_up");
    set_up.kind = ComponentKind::one_off;
    Component traffic = component("traffic");
    traffic.kind = ComponentKind::metered;
    Component space = component("space");
    space.quantity = 15;
    space.included = 10;
    Component platform = component("platform");
    platform.model = PriceModel::flat;
    source.tariffs.push_back(
        tariff("backup", "backup",
               {version(Date(2026, 1, 1), {platform, space, set_up, traffic},
                        {price("platform", "175"), price("space", "0.5"), price("set_up", "1"),
                         price("traffic", "2"), price("platform", "1000", std::nullopt, year)})}));
    const Catalog catalog(source, Catalog::number(source, {}));
    const Date day(2026, 2, 1);
    CHECK(catalog.price_from("backup", month, rub, day) == Decimal::parse("177.5"));
    CHECK(catalog.price_from("backup", Term::parse("P12M"), rub, day) == Decimal(1000));
    // The extension for 175 is no way to buy the product; a partner's price is not the retail one.
    CHECK(catalog.price_from("m365", month, rub, day) == Decimal::parse("4710.96"));
    CHECK(catalog.price_from("m365", month, rub, Date(2026, 3, 1)) == Decimal(5100));
    CHECK_FALSE(catalog.price_from("m365", month, Currency::of("KZT"), day).has_value());
    CHECK_FALSE(catalog.price_from("m365", year, rub, day).has_value());
    CHECK_FALSE(catalog.price_from("m365", month, rub, Date(2025, 1, 1)).has_value());
}
