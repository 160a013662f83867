#pragma once

#include "prorata/engine/engine.hpp"
#include "prorata/exchange/catalog_json.hpp"

#include <string>
#include <vector>

// A book with a bit of everything: prepaid, credit and postpaid accounts, corrections, payments,
// usage, orders that wait, a late run, acts in parts.
namespace sound {

using namespace prorata;

inline CatalogSource catalog() {
    Component seat;
    seat.code = "seat";
    seat.title = "Seat";
    seat.most = 1500;
    Component traffic;
    traffic.code = "traffic";
    traffic.title = "Traffic";
    traffic.kind = ComponentKind::metered;
    const Currency rub = Currency::of("RUB");
    const Term month = Term::parse("P1M");
    const Term year = Term::parse("P1Y");
    TariffVersion version{{2024, 1, 1}, {seat, traffic}, {}};
    for (const auto& [code, price, yearly] :
         {std::tuple("seat", "100", "999.99"), std::tuple("traffic", "0.5", "0.5")}) {
        version.prices.push_back({code, std::nullopt, month, rub, "", Decimal::parse(price)});
        version.prices.push_back({code, month, month, rub, "", Decimal::parse(price)});
        version.prices.push_back({code, year, year, rub, "", Decimal::parse(yearly)});
    }
    Component day;
    day.code = "day";
    day.title = "Day";
    day.timing = ChargeTiming::in_arrears;
    day.charge_every = Term::parse("P1D");
    day.rounding = Rounding{RoundingMode::truncate, 4};
    TariffVersion daily{{2024, 1, 1}, {day}, {}};
    daily.prices.push_back({"day", std::nullopt, month, rub, "", Decimal::parse("650.01")});
    TariffVersion other{{2024, 1, 1}, {seat}, {}};
    other.prices.push_back({"seat", std::nullopt, month, rub, "", Decimal::parse("133.33")});
    TariffVersion back = other;
    Component setup;
    setup.code = "setup";
    setup.kind = ComponentKind::one_off;
    back.components.push_back(setup);
    back.prices.push_back({"setup", std::nullopt, month, rub, "", Decimal(50)});
    back.withdrawal = WithdrawalPolicy{1, 1440, "Europe/Moscow", {}};
    TariffVersion owed = other;
    owed.prices = {{"seat", year, month, rub, "", Decimal(100)}};
    owed.early_end = EarlyEndPolicy::charge_outstanding;
    return {{{"crm", "CRM"}},
            {{"partner", 30}},
            {{"crm-base", "crm", "CRM", TariffKind::base, {}, {version}},
             {"crm-big", "crm", "CRM big", TariffKind::base, {}, {other}},
             {"crm-back", "crm", "CRM to try", TariffKind::base, {}, {back}},
             {"crm-owed", "crm", "CRM for a year", TariffKind::base, {}, {owed}},
             {"crm-daily", "crm", "CRM daily", TariffKind::base, {}, {daily}}},
            {{"RU", "standard", {2019, 1, 1}, Decimal(20)}}};
}

class Portal {
  public:
    explicit Portal(Engine into) : engine(std::move(into)) {
        say("2023-12-01", "publish", {{"catalog", catalog_json(catalog())}});
        say("2023-12-01", "add_seller",
            {{"code", "rus"}, {"name", "Rus"}, {"country", "RU"}, {"zone", "Europe/Moscow"}});
    }

    Answer say(const std::string& day, const std::string& command, const Arguments& arguments) {
        const auto outcome = engine.perform(
            {Instant::parse(day + "T09:00:00Z"), "test", "k" + std::to_string(++count)}, command,
            arguments);
        return outcome.declined() ? Answer{{{"declined", outcome.decline().message}}}
                                  : outcome.value();
    }
    void account(const std::string& number, Arguments more) {
        more.insert(more.end(),
                    {{"number", number}, {"currency", "RUB"}, {"zone", "Europe/Moscow"}});
        say("2023-12-01", "add_account", more);
        say("2023-12-01", "add_payer",
            {{"account", number}, {"code", "p"}, {"kind", "individual"}, {"country", "RU"}});
    }
    /// Two revisions of requisites and a contract.
    void signs(const std::string& number) {
        say("2023-12-01", "add_payer",
            {{"account", number},
             {"code", "firm"},
             {"kind", "legal_entity"},
             {"country", "DE"},
             {"requisite.name", "Firm"},
             {"requisite.legal_address", "Berlin"}});
        say("2024-01-01", "set_requisites",
            {{"account", number},
             {"payer", "firm"},
             {"requisite.name", "Firm & Sons"},
             {"requisite.legal_address", "Bonn"}});
        say("2024-01-01", "add_contract",
            {{"account", number}, {"payer", "firm"}, {"seller", "rus"}, {"number", "1021"}});
    }
    Answer buy(const std::string& day, const std::string& account, const std::string& key,
               Arguments more = {}) {
        more.insert(more.end(), {{"account", account},
                                 {"key", key},
                                 {"tariff", "crm-base"},
                                 {"seller", "rus"},
                                 {"payer", "p"}});
        return say(day, "subscribe", more);
    }
    Answer pay(const std::string& day, const std::string& account, const std::string& amount) {
        return say(day, "pay",
                   {{"account", account},
                    {"payer", "p"},
                    {"seller", "rus"},
                    {"number", std::to_string(count)},
                    {"amount", amount + " RUB"}});
    }
    void buy_of(const std::string& tariff, const std::string& day, const std::string& account,
                const std::string& key, const Arguments& more = {}) {
        Arguments all{{"account", account},
                      {"key", key},
                      {"tariff", tariff},
                      {"seller", "rus"},
                      {"payer", "p"}};
        all.insert(all.end(), more.begin(), more.end());
        say(day, "subscribe", all);
    }
    void buy_big(const std::string& day, const std::string& account, const std::string& key) {
        buy_of("crm-big", day, account, key);
    }
    void quote(const std::string& day, const std::string& key) {
        say(day, "quote",
            {{"account", "post"},
             {"key", key},
             {"tariff", "crm-base"},
             {"seller", "rus"},
             {"quantity.seat", "2"}});
    }
    void run(const std::string& day) { say(day, "run", {}); }

    Engine engine;
    int count = 0;
};

/// Lives for half a year, with a run before every end of a month.
inline void live(Portal& portal) {
    portal.account("post", {{"terms", "postpaid"}});
    portal.signs("post");
    portal.account("pre", {{"terms", "prepaid"}});
    portal.account("cred", {{"terms", "credit"}, {"limit", "500.00 RUB"}});
    portal.account("idle", {});
    portal.account("one", {{"terms", "postpaid"}, {"invoice_day", "5"}});
    portal.buy("2024-01-01", "post", "s1", {{"quantity.seat", "3"}});
    portal.buy_big("2024-01-01", "one", "s6");
    portal.account("daily", {{"terms", "postpaid"}});
    portal.buy_of("crm-daily", "2024-04-11", "daily", "d1");
    portal.buy("2024-01-10", "pre", "s2"); // waits for money
    portal.pay("2024-01-12", "pre", "1000.01");
    portal.buy("2024-01-17", "cred", "s3", {{"quantity.seat", "2"}});
    portal.run("2024-01-18");
    portal.say("2024-01-20", "set_quantity",
               {{"subscription", "s1"}, {"component", "seat"}, {"quantity", "5"}});
    portal.say(
        "2024-01-20", "record_usage",
        {{"subscription", "s1"}, {"component", "traffic"}, {"key", "u1"}, {"quantity", "7"}});
    portal.run("2024-01-20");
    portal.pay("2024-01-25", "post", "350.50");
    portal.run("2024-02-02");
    portal.say("2024-02-10", "switch_tariff", {{"subscription", "s2"}, {"tariff", "crm-big"}});
    portal.pay("2024-02-11", "cred", "100.00");
    portal.run("2024-02-20");
    portal.run("2024-03-20");
    portal.pay("2024-03-21", "post", "2000.00");
    portal.run("2024-04-20");
    portal.say("2024-04-20", "set_quantity",
               {{"subscription", "s1"},
                {"component", "seat"},
                {"quantity", "2"},
                {"from", "2024-02-11"}}); // in acts of February and March
    portal.say("2024-04-20", "close_period", {{"seller", "rus"}, {"month", "2024-01-31"}});
    portal.say("2024-04-20", "stop", {{"subscription", "s3"}});
    portal.say("2024-05-03", "resume", {{"subscription", "s3"}});
    portal.account("late", {{"terms", "postpaid"}});
    portal.buy("2024-05-21", "late", "s4", {{"term", "P1Y"}, {"billing_period", "P1Y"}});
    portal.buy("2024-05-22", "idle", "s5"); // never paid
    portal.quote("2024-05-23", "q1");
    portal.quote("2024-05-23", "q2");
    portal.say("2024-05-24", "subscribe",
               {{"account", "post"}, {"key", "s7"}, {"payer", "p"}, {"quote", "q2"}});
    portal.buy("2024-05-24", "idle", "s8");
    portal.say("2024-05-24", "cancel_order", {{"subscription", "s8"}});
    portal.buy_of("crm-back", "2024-05-24", "post", "s9");
    portal.say("2024-05-25", "withdraw", {{"subscription", "s9"}});
    portal.buy_of("crm-owed", "2024-05-20", "post", "s10", {{"term", "P1Y"}});
    portal.say("2024-05-25", "end", {{"subscription", "s10"}});
    portal.run("2024-04-28");
    portal.run("2024-05-25");
    portal.run("2024-06-20");
    const Rows invoices =
        portal.engine.show("document", {{"account", "daily"}, {"kind", "invoice"}},
                           Instant::parse("2024-06-20T09:00:00Z"));
    portal.say("2024-06-21", "void_invoice",
               {{"account", "daily"}, {"invoice", invoices.rows.back()[2]}});
}

/// A run that comes months late and catches up, period by period.
inline void live_late(Portal& portal) {
    portal.account("post", {{"terms", "postpaid"}});
    portal.buy_big("2024-01-01", "post", "s1");
    portal.pay("2024-01-01", "post", "1000.00");
    portal.run("2024-06-15");
}

/// Less is used from the 28th on: the run takes money back.
inline void take_back(Portal& portal) {
    portal.account("post", {{"terms", "postpaid"}});
    portal.buy("2024-01-01", "post", "s1", {{"quantity.seat", "5"}});
    portal.run("2024-01-02");
    portal.say("2024-01-28", "set_quantity",
               {{"subscription", "s1"}, {"component", "seat"}, {"quantity", "1"}});
    portal.run("2024-01-28");
}

/// A late run over periods that begin in the middle of a month: acts of parts of new charges.
inline void live_late_in_parts(Portal& portal) {
    portal.account("post", {{"terms", "postpaid"}});
    portal.buy_big("2024-01-12", "post", "s1");
    portal.pay("2024-01-12", "post", "1000.00");
    portal.run("2024-04-15");
}

} // namespace sound
