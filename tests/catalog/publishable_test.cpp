#include "catalog/sample.hpp"
#include "catch.hpp"
#include "prorata/base/error.hpp"

#include <algorithm>
#include <functional>

using namespace prorata;
using namespace prorata::sample;

namespace {

const Date today(2026, 1, 1);

std::vector<Fault> faults_of(const CatalogSource& source, const CatalogSource& published = {}) {
    try {
        require_publishable(source, published, today);
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::invalid_argument);
        CHECK(error.message() == "the catalogue cannot be published");
        return error.faults();
    }
    return {};
}

struct Case {
    const char* path;
    const char* message; ///< A part of it.
    std::function<void(CatalogSource&)> plant;
};

TariffVersion& e3(CatalogSource& source) {
    return source.tariffs[0].versions[0];
}
Component& seat(CatalogSource& source) {
    return e3(source).components[0];
}
Price& first_price(CatalogSource& source) {
    return e3(source).prices[0];
}

void check(const std::vector<Case>& cases) {
    for (const Case& wrong : cases) {
        CatalogSource source = small();
        wrong.plant(source);
        INFO(wrong.path << " " << wrong.message);
        const std::vector<Fault> faults = faults_of(source);
        REQUIRE(faults.size() == 1);
        CHECK(faults[0].path == wrong.path);
        CHECK(faults[0].message.find(wrong.message) != std::string::npos);
    }
}

constexpr const char* version_0 = "tariffs[0].versions[0]";

} // namespace

TEST_CASE("a catalogue without faults can be published, and published again") {
    CHECK(faults_of(small()).empty());
    CHECK(faults_of(small(), small()).empty());
    CHECK(faults_of(CatalogSource{}).empty());
}

TEST_CASE("names are checked") {
    check({
        {"products[1].code", "is the code of products[0] too",
         [](auto& s) {
             s.products.push_back({"m365", ""});
         }},
        {"products[1].code", "'' is no code",
         [](auto& s) {
             s.products.push_back({"", ""});
         }},
        {"products[1].code", "'Office 365' is no code",
         [](auto& s) {
             s.products.push_back({"Office 365", ""});
         }},
        {"products[1].code", "is no code",
         [](auto& s) {
             s.products.push_back({"-a", ""});
         }},
        {"products[1].code", "is no code",
         [](auto& s) {
             s.products.push_back({std::string(65, 'a'), ""});
         }},
        {"levels[1].code", "levels[0] too",
         [](auto& s) {
             s.levels.push_back({"partner", 1});
         }},
        {"levels[0].percent", "is 101; give a percent from 0 to 100",
         [](auto& s) { s.levels[0].percent = 101; }},
        {"levels[0].percent", "is -1", [](auto& s) { s.levels[0].percent = -1; }},
    });
}

TEST_CASE("tariffs are checked") {
    check({
        {"tariffs[2].code", "is the code of tariffs[0] too",
         [](auto& s) { s.tariffs.push_back(s.tariffs[0]); }},
        {"tariffs[0].product", "there is no product 'crm'",
         [](auto& s) { s.tariffs[0].product = "crm"; }},
        {"tariffs[1].bases", "is empty", [](auto& s) { s.tariffs[1].bases.clear(); }},
        {"tariffs[1].bases[0]", "there is no tariff 'crm'",
         [](auto& s) { s.tariffs[1].bases = {"crm"}; }},
        {"tariffs[1].bases[0]", "is an extension itself",
         [](auto& s) { s.tariffs[1].bases = {"m365-audio"}; }},
        {"tariffs[1].bases[1]", "named twice",
         [](auto& s) {
             s.tariffs[1].bases = {"m365-e3", "m365-e3"};
         }},
        {"tariffs[0].bases", "a base tariff joins no other",
         [](auto& s) { s.tariffs[0].bases = {"m365-audio"}; }},
        {"tariffs[0].versions", "is empty", [](auto& s) { s.tariffs[0].versions.clear(); }},
        {"tariffs[0].versions[1].valid_from", "not after the version before it",
         [](auto& s) { s.tariffs[0].versions[1].valid_from = today; }},
        {"tariffs[0].versions[1].valid_from", "not after the version before it (2026-03-01)",
         [](auto& s) { std::swap(s.tariffs[0].versions[0], s.tariffs[0].versions[1]); }},
        {"tariffs[0].versions[0].valid_from", "a new version starts on 2026-01-01 at the earliest",
         [](auto& s) { e3(s).valid_from = Date(2025, 12, 31); }},
        {"tariffs[0].versions[1].components[0].kind",
         "metered, but tariffs[0].versions[0].components[0]",
         [](auto& s) { s.tariffs[0].versions[1].components[0].kind = ComponentKind::metered; }},
        {"tariffs[0].versions[1].components[0].unit", "'GiB', but",
         [](auto& s) { s.tariffs[0].versions[1].components[0].unit = "GiB"; }},
    });
}

TEST_CASE("the policies of a version are checked") {
    const std::string at = version_0;
    const std::string discount = at + ".renewal_discount";
    const std::string day = at + ".cycle_day";
    const std::string lead = at + ".lead_days";
    const std::string grace = at + ".grace_days";
    const std::string hold = at + ".hold_days";
    const std::string quote = at + ".quote_days";
    const std::string order = at + ".order_days";
    const std::string window = at + ".withdrawal";
    const std::string zone = window + ".zone";
    const std::string days = window + ".days";
    const std::string hours = window + ".hours";
    const std::string cut_off = window + ".cut_off_minutes";
    const auto withdrawal = [](int days_after, int minutes, const char* in,
                               std::optional<int> elapsed = {}) {
        const WithdrawalPolicy policy{days_after, minutes, in, elapsed};
        return [policy](CatalogSource& s) { e3(s).withdrawal = policy; };
    };
    const auto cycle = [](CycleKind kind, int number) {
        return [kind, number](CatalogSource& s) {
            e3(s).cycle = kind;
            e3(s).cycle_day = number;
        };
    };
    check({
        {discount.c_str(), "is 100.5",
         [](auto& s) { e3(s).renewal_discount = Decimal::parse("100.5"); }},
        {lead.c_str(), "is -1", [](auto& s) { e3(s).lead_days = -1; }},
        {grace.c_str(), "is -1", [](auto& s) { e3(s).grace_days = -1; }},
        {hold.c_str(), "is 3661", [](auto& s) { e3(s).hold_days = 3661; }},
        {quote.c_str(), "is 0; give 1 to 3660", [](auto& s) { e3(s).quote_days = 0; }},
        {order.c_str(), "is 0; give 1 to 3660", [](auto& s) { e3(s).order_days = 0; }},
        {zone.c_str(), "", withdrawal(1, 1440, "")},
        {zone.c_str(), "time zone", withdrawal(1, 1440, "Mars")},
        {zone.c_str(), "a window of hours has none", withdrawal(1, 1440, "UTC", 24)},
        {days.c_str(), "is -1; give 0 to 9999", withdrawal(-1, 1440, "UTC")},
        {hours.c_str(), "is 0; give 1 to 9999", withdrawal(1, 1440, "", 0)},
        {cut_off.c_str(), "is 1441; give 1 to 1440", withdrawal(1, 1441, "UTC")},
        {day.c_str(), "an anniversary cycle has no day", cycle(CycleKind::anniversary, 1)},
        {day.c_str(), "is 32; give 0 to 31", cycle(CycleKind::calendar, 32)},
        {day.c_str(), "is -1; give 0 to 31", cycle(CycleKind::calendar, -1)},
        {day.c_str(), "is 0; give 1 to 31", cycle(CycleKind::billing_day, 0)},
        {day.c_str(), "is 32; give 1 to 31", cycle(CycleKind::billing_day, 32)},
        {"tariffs[1].versions[0].prices[0].billing_period", "use the anniversary cycle",
         [](auto& s) {
             s.tariffs[1].versions[0].cycle = CycleKind::calendar;
             s.tariffs[1].versions[0].prices[0].billing_period = Term::parse("P30D");
         }},
    });
}

TEST_CASE("components are checked") {
    const std::string at = std::string(version_0) + ".components[0]";
    const auto path = [&at](const char* member) { return at + member; };
    const std::string quantity = path(".quantity"), most = path(".most"), least = path(".least"),
                      included = path(".included"), proration = path(".proration"),
                      tax = path(".tax_class"), every = path(".charge_every"),
                      digits = path(".rounding.digits"), denominator = path(".denominator");
    check({
        {quantity.c_str(), "is 0; give 1 to 1500", [](auto& s) { seat(s).quantity = 0; }},
        {quantity.c_str(), "is 1501; give 1 to 1500", [](auto& s) { seat(s).quantity = 1501; }},
        {quantity.c_str(), "is 0; give 1 or more",
         [](auto& s) {
             seat(s).quantity = 0;
             seat(s).most.reset();
         }},
        {most.c_str(), "below the least quantity 1501", [](auto& s) { seat(s).least = 1501; }},
        {least.c_str(), "is -1", [](auto& s) { seat(s).least = -1; }},
        {included.c_str(), "is -0.5", [](auto& s) { seat(s).included = Decimal::parse("-0.5"); }},
        {proration.c_str(), "seconds is unsupported",
         [](auto& s) { seat(s).proration = ProrationPolicy::seconds; }},
        {denominator.c_str(), "is for the proration fixed_denominator only",
         [](auto& s) { seat(s).denominator = 31; }},
        {proration.c_str(), "fixed_denominator needs a calendar cycle",
         [](auto& s) {
             seat(s).proration = ProrationPolicy::fixed_denominator;
             seat(s).denominator = 31;
         }},
        {proration.c_str(), "calendar_month_days needs", // R25
         [](auto& s) { seat(s).proration = ProrationPolicy::calendar_month_days; }},
        {proration.c_str(), "days_of_next_month needs a calendar cycle",
         [](auto& s) { seat(s).proration = ProrationPolicy::days_of_next_month; }},
        {proration.c_str(), "fixed_30 counts months; the billing period P30D",
         [](auto& s) {
             first_price(s).billing_period = Term::parse("P30D");
             seat(s).proration = ProrationPolicy::fixed_30;
         }},
        {tax.c_str(), "'reduced' has no row in tax_rates",
         [](auto& s) { seat(s).tax_class = "reduced"; }},
        {every.c_str(), "P1M is no part of the billing period P1M",
         [](auto& s) { seat(s).charge_every = month; }},
        {every.c_str(), "P28D is no part",
         [](auto& s) { seat(s).charge_every = Term::parse("P28D"); }},
        {"tariffs[1].versions[0].components[0].charge_every", "a one-off component is charged once",
         [](auto& s) {
             s.tariffs[1].versions[0].components[0].kind = ComponentKind::one_off;
             s.tariffs[1].versions[0].components[0].charge_every = Term::parse("P1D");
         }},
        {digits.c_str(), "is 7; a charge in RUB holds 6",
         [](auto& s) {
             seat(s).rounding = Rounding{RoundingMode::floor, 7};
         }},
        {digits.c_str(), "is -1; give 0 to 18",
         [](auto& s) {
             seat(s).rounding = Rounding{RoundingMode::floor, -1};
         }},
        {"tariffs[0].versions[0].components[1]", "'extra' has no price in RUB",
         [](auto& s) { e3(s).components.push_back(component("extra")); }},
        {"tariffs[0].versions[0].components[1].code", "is in this version already",
         [](auto& s) { e3(s).components.push_back(seat(s)); }},
    });
}

TEST_CASE("R25: calendar months are allowed for months of a calendar cycle and for daily charges") {
    CatalogSource source = small();
    seat(source).proration = ProrationPolicy::calendar_month_days;
    seat(source).charge_every = Term::parse("P1D");
    CHECK(faults_of(source).empty());
    seat(source).charge_every.reset();
    e3(source).cycle = CycleKind::calendar;
    CHECK(faults_of(source).empty());
    first_price(source).billing_period = year;
    CHECK(faults_of(source).size() == 1);
}

TEST_CASE("V14, R25: fixed_denominator divides the first part period of a calendar cycle") {
    CatalogSource source = small();
    e3(source).cycle = CycleKind::calendar;
    for (Price& price : e3(source).prices)
        price.billing_period = price.term ? year : month;
    seat(source).proration = ProrationPolicy::fixed_denominator;
    e3(source).prorate_first = FirstProration::always;
    CHECK(faults_of(source).size() == 1);
    seat(source).denominator = 0;
    CHECK(faults_of(source).size() == 1);
    seat(source).denominator = 31;
    CHECK(faults_of(source).empty());
    seat(source).charge_every = Term::parse("P1D");
    CHECK(faults_of(source).size() == 1);
}

TEST_CASE("price models are checked") {
    const std::string at = std::string(version_0) + ".prices[0]";
    const auto path = [&at](const char* member) { return at + member; };
    const std::string tiers = path(".tiers"), up_to = path(".tiers[1].up_to"),
                      amount = path(".tiers[0].amount"), fee = path(".flat_fee"),
                      package = path(".package"), minimum = path(".minimum"),
                      maximum = path(".maximum");
    const auto graduated = [](auto& s, std::vector<Tier> given) {
        seat(s).model = PriceModel::graduated;
        for (Price& price : e3(s).prices)
            price.tiers = {{1, 1, 0}};
        first_price(s).tiers = std::move(given);
    };
    check({
        {tiers.c_str(), "needs one or more", [&](auto& s) { graduated(s, {}); }},
        {tiers.c_str(), "'seat' is per_unit",
         [](auto& s) {
             first_price(s).tiers = {{1, 1, 0}};
         }},
        {up_to.c_str(), "is 5; give more than 5",
         [&](auto& s) {
             graduated(s, {{5, 1, 0}, {5, 1, 0}});
         }},
        {amount.c_str(), "is -1",
         [&](auto& s) {
             graduated(s, {{5, -1, 0}});
         }},
        {fee.c_str(), "is -1", [](auto& s) { first_price(s).flat_fee = -1; }},
        {package.c_str(), "is 0; give a number above 0",
         [](auto& s) { first_price(s).package = 0; }},
        {package.c_str(), "'seat' is per_unit", [](auto& s) { first_price(s).package = 5; }},
        {minimum.c_str(), "is 9, above the maximum 8",
         [](auto& s) {
             first_price(s).minimum = 9;
             first_price(s).maximum = 8;
         }},
        {maximum.c_str(), "is charged every P1D",
         [](auto& s) {
             first_price(s).maximum = 8;
             seat(s).charge_every = Term::parse("P1D");
         }},
        {at.c_str(), "needs a recurring price per unit",
         [](auto& s) {
             seat(s).unit_rounding = Rounding{RoundingMode::half_up, 2};
             first_price(s).minimum = 8;
         }},
        {"tariffs[0].versions[0].prorate_first", "always says nothing here",
         [](auto& s) { e3(s).prorate_first = FirstProration::always; }},
        {"tariffs[0].versions[0].keep_net_of", "is for inclusive prices",
         [](auto& s) {
             e3(s).tax = TaxScheme::exclusive;
             e3(s).keep_net_of = 20;
         }},
        {"tariffs[0].versions[0].keep_net_of", "give a percent from 0 to 100",
         [](auto& s) { e3(s).keep_net_of = 120; }},
        {"tariffs[0].versions[0].components[1]", "needs components that are charged together",
         [](auto& s) {
             e3(s).tax_rounding = TaxRounding::cumulative;
             Component setup = component("setup");
             setup.kind = ComponentKind::one_off;
             e3(s).components.push_back(setup);
             for (Price price : std::vector<Price>(e3(s).prices)) {
                 price.component = "setup";
                 e3(s).prices.push_back(price);
             }
         }},
    });
}

TEST_CASE("prices are checked") {
    check({
        {"tariffs[0].versions[0].prices[3].component", "there is no component 'call'",
         [](auto& s) { e3(s).prices.push_back(price("call", "1")); }},
        {"tariffs[0].versions[0].prices[3].level", "there is no price level 'gold'",
         [](auto& s) { e3(s).prices.push_back(price("seat", "1", year, month, "gold")); }},
        {"tariffs[0].versions[0].prices[0].amount", "is -5; give a number from 0",
         [](auto& s) { first_price(s).amount = -5; }},
        {"tariffs[0].versions[0].prices[0].amount", "at most 12 digits",
         [](auto& s) { first_price(s).amount = Decimal(1, 13); }},
        {"tariffs[0].versions[0].prices[0].term",
         "P1Y is no whole multiple of the billing period P7M",
         [](auto& s) {
             first_price(s).term = year;
             first_price(s).billing_period = Term::parse("P7M");
         }},
        {"tariffs[0].versions[0].prices[0].term", "P365D is no whole multiple",
         [](auto& s) { first_price(s).term = Term::parse("P365D"); }},
        {"tariffs[0].versions[0].prices[0].billing_period", "hours are unsupported",
         [](auto& s) { first_price(s).billing_period = Term::parse("PT1H"); }},
        {"tariffs[0].versions[0].prices[3]", "has a row of this term",
         [](auto& s) { e3(s).prices.push_back(first_price(s)); }},
        {"tariffs[0].versions[0].components[0]", "'seat' has no price in KZT",
         [](auto& s) {
             e3(s).components.push_back(component("extra"));
             e3(s).prices.push_back(price("extra", "1"));
             e3(s).prices.push_back(price("extra", "1"));
             e3(s).prices.back().currency = Currency::of("KZT");
         }},
        {"tariffs[0].versions[0].prices[2]",
         "level 'partner' has no price of 'extra' at P1M, which retail has",
         [](auto& s) {
             e3(s).components.push_back(component("extra"));
             e3(s).prices.push_back(price("extra", "1", year));
         }},
    });
}

TEST_CASE("tax rates are checked") {
    check({
        {"tax_rates[0].country", "'ru' is no country",
         [](auto& s) { s.tax_rates[0].country = "ru"; }},
        {"tax_rates[2].tax_class", "'' is no name",
         [](auto& s) {
             s.tax_rates.push_back({"RU", "", today, std::nullopt});
         }},
        {"tax_rates[0].percent", "is 120", [](auto& s) { s.tax_rates[0].percent = 120; }},
        {"tax_rates[2]", "RU standard from 2026-01-01 has a row already",
         [](auto& s) { s.tax_rates.push_back(s.tax_rates[1]); }},
    });
}

TEST_CASE("R20: what was published stays, and nothing new starts in the past") {
    CatalogSource published = small();
    e3(published).valid_from = Date(2025, 1, 1);
    const std::vector<Case> cases = {
        {"tariffs[0].versions[0]", "is published and was changed",
         [](auto& s) { first_price(s).amount = 1; }},
        {"tariffs[0].versions", "the published version of 2025-01-01 is missing",
         [](auto& s) { s.tariffs[0].versions.erase(s.tariffs[0].versions.begin()); }},
        {"tariffs", "the published tariff 'm365-audio' is missing",
         [](auto& s) { s.tariffs.pop_back(); }},
        {"tariffs[1].product", "was published as 'm365'",
         [](auto& s) {
             s.products.push_back({"audio", ""});
             s.tariffs[1].product = "audio";
         }},
        {"tariffs[0].versions[1].valid_from", "is 2025-06-01; a new version starts on 2026-01-01",
         [](auto& s) {
             TariffVersion late = e3(s);
             late.valid_from = Date(2025, 6, 1);
             s.tariffs[0].versions.insert(s.tariffs[0].versions.begin() + 1, late);
         }},
        {"tax_rates[2].from", "is 2025-06-01; a new rate starts on 2026-01-01",
         [](auto& s) {
             s.tax_rates.push_back({"RU", "standard", Date(2025, 6, 1), Decimal(21)});
         }},
        {"tax_rates", "the published row RU standard from 2019-01-01 is missing or was changed",
         [](auto& s) { s.tax_rates.erase(s.tax_rates.begin()); }},
    };
    CHECK(faults_of(published, published).empty());
    for (const Case& wrong : cases) {
        CatalogSource source = published;
        wrong.plant(source);
        INFO(wrong.path << " " << wrong.message);
        const std::vector<Fault> faults = faults_of(source, published);
        REQUIRE(faults.size() == 1);
        CHECK(faults[0].path == wrong.path);
        CHECK(faults[0].message.find(wrong.message) != std::string::npos);
    }
    CatalogSource history = published; // another country's rates come with their past
    history.tax_rates.push_back({"KZ", "standard", Date(2019, 1, 1), Decimal(12)});
    CHECK(faults_of(history, published).empty());
}

TEST_CASE("a code, a name and a country are wrong by one sign, or by one too many") {
    const std::string longest(64, 'z');
    const auto code = [](const std::string& text) {
        CatalogSource source = small();
        source.products.push_back({text, ""});
        return faults_of(source).size();
    };
    for (const std::string& right : {longest, std::string("0"), std::string("a-b_c.9")})
        CHECK(code(right) == 0);
    for (const std::string& wrong : {longest + "z", std::string("_a"), std::string("{a"),
                                     std::string("a/"), std::string("a:"), std::string("aB")})
        CHECK(code(wrong) == 1);
    const auto rate = [](const std::string& country, const std::string& tax_class) {
        CatalogSource source = small();
        source.tax_rates.push_back({country, tax_class, Date(2026, 2, 1), Decimal(5)});
        return faults_of(source).size();
    };
    CHECK(rate("AZ", longest) == 0);
    for (const std::string& wrong : {std::string(), longest + "z", std::string("1a"),
                                     std::string("{a"), std::string("a-b"), std::string("a.b")})
        CHECK(rate("KZ", wrong) == 1);
    for (const char* wrong : {"", "K", "KAZ", "K[", "@Z", "kZ"})
        CHECK(rate(wrong, "standard") == 1);
}

TEST_CASE("R54: a unit is rounded first only where its price is one of units alone") {
    const auto faults = [](const std::function<void(CatalogSource&)>& change) {
        CatalogSource source = small();
        seat(source).unit_rounding = Rounding{RoundingMode::half_up, 2};
        change(source);
        return faults_of(source);
    };
    CHECK(faults([](CatalogSource&) {}).empty());
    for (const std::function<void(CatalogSource&)>& change :
         std::vector<std::function<void(CatalogSource&)>>{
             [](CatalogSource& s) { seat(s).model = PriceModel::flat; },
             [](CatalogSource& s) { first_price(s).flat_fee = 1; },
             [](CatalogSource& s) { first_price(s).minimum = 1; },
             [](CatalogSource& s) { first_price(s).maximum = 9; }}) {
        const auto found = faults(change);
        REQUIRE_FALSE(found.empty());
        CHECK(std::any_of(found.begin(), found.end(), [](const Fault& fault) {
            return fault.message.find("unit_rounding") != std::string::npos;
        }));
    }
}

TEST_CASE("V09: cumulative taxes need components that are charged together") {
    const auto faults = [](const std::function<void(Component&)>& change) {
        CatalogSource source = small();
        TariffVersion& version = source.tariffs[1].versions[0];
        version.tax_rounding = TaxRounding::cumulative;
        version.components.push_back(component("line"));
        version.prices.push_back(price("line", "10"));
        change(version.components[1]);
        return faults_of(source).size();
    };
    CHECK(faults([](Component&) {}) == 0);
    CHECK(faults([](Component& other) { other.timing = ChargeTiming::in_arrears; }) == 1);
    CHECK(faults([](Component& other) { other.kind = ComponentKind::one_off; }) == 1);
    CHECK(faults([](Component& other) { other.tax_class = "books"; }) >= 1);
    CHECK(faults([](Component& other) { other.charge_every = Term::parse("P1D"); }) >= 1);
}

TEST_CASE("R20: a published tariff keeps its kind, and bounds need the sum of a period") {
    CatalogSource published = small();
    published.tariffs[0].kind = TariffKind::extension;
    const auto faults = faults_of(small(), published);
    CHECK(std::any_of(faults.begin(), faults.end(),
                      [](const Fault& fault) { return fault.path == "tariffs[0].kind"; }));
    for (const bool least : {true, false}) {
        CatalogSource source = small();
        seat(source).charge_every = Term::parse("P1D");
        (least ? first_price(source).minimum : first_price(source).maximum) = Decimal(5);
        const std::string path =
            std::string(version_0) + ".prices[0]" + (least ? ".minimum" : ".maximum");
        const auto found = faults_of(source);
        CHECK(std::any_of(found.begin(), found.end(),
                          [&](const Fault& fault) { return fault.path == path; }));
    }
}
