#pragma once

#include "../engine/portal.hpp"

namespace simulation {

using namespace portal;

/// A command with everything it needs to do real work; the rest of its book is `base_book`.
struct Sweep {
    std::string day;
    std::string command;
    Arguments arguments;
    std::vector<Sweep> before = {}; ///< Said first.
    bool steps = false;             ///< Commits more than once, so a broken one may be half done.
};

inline std::string longer_catalog() {
    CatalogSource source = catalog();
    source.products.push_back({"q", "Q"});
    return catalog_json(source);
}

/// A seller, a postpaid account with three subscriptions, a prepaid one without money; all billed.
inline void base_book(Portal& portal) {
    portal.begin();
    portal.add_account("post", {{"terms", "postpaid"}});
    portal.add_account("pre", {{"terms", "prepaid"}});
    const auto buy = [&](const std::string& key, const std::string& tariff, const Arguments& more) {
        (void)portal.say("2025-11-01", "subscribe", purchase("post", key, tariff, more));
    };
    buy("s", "crm", {{"quantity.seat", "3"}, {"term", "P1M"}});
    buy("o", "crm", {{"quantity.seat", "2"}});
    buy("d", "day", {{"quantity.seat", "1"}});
    (void)portal.run("2025-11-09");
}

/// Every command of the Engine, by its name. A new command gets a line here; a test asks for it.
inline std::vector<Sweep> sweeps() {
    const std::string day = "2025-11-10";
    const Sweep stopped{day, "stop", {{"subscription", "o"}, {"reason", "by_administrator"}}};
    const Sweep waiting{day, "subscribe", purchase("pre", "w", "crm", {{"quantity.seat", "2"}})};
    const Sweep quoted{day,
                       "quote",
                       {{"account", "post"},
                        {"tariff", "crm"},
                        {"seller", "rus"},
                        {"key", "q"},
                        {"quantity.seat", "4"}}};
    const Sweep back{day, "subscribe", purchase("post", "b", "back")};
    const Sweep firm{day,
                     "add_payer",
                     {{"account", "post"},
                      {"code", "firm"},
                      {"kind", "legal_entity"},
                      {"country", "DE"},
                      {"requisite.name", "F"},
                      {"requisite.legal_address", "Berlin"}}};
    const Sweep billed{"2025-12-02", "run", {}};
    const Sweep paid{day,
                     "pay",
                     {{"account", "pre"},
                      {"payer", "p1"},
                      {"seller", "rus"},
                      {"number", "2"},
                      {"amount", "100.00 RUB"}}};
    const Sweep held{day, "subscribe", purchase("pre", "h", "crm", {{"quantity.seat", "1"}})};
    const Sweep unpaid{"2025-12-11", "run", {}};
    return {
        firm,
        {day, "publish", {{"catalog", longer_catalog()}}},
        {day,
         "add_seller",
         {{"code", "kaz"}, {"name", "K"}, {"country", "KZ"}, {"zone", "Asia/Almaty"}}},
        {day,
         "set_series",
         {{"seller", "rus"}, {"kind", "invoice"}, {"year", "2026"}, {"numbers", "AP%09d"}}},
        {day,
         "set_requisites",
         {{"account", "post"},
          {"payer", "firm"},
          {"requisite.name", "F"},
          {"requisite.legal_address", "Bonn"}},
         {firm}},
        {day, "erase_person", {{"account", "post"}, {"payer", "firm"}}, {firm}},
        {day, "seal", {}},
        {day,
         "add_contract",
         {{"account", "post"}, {"payer", "p1"}, {"seller", "rus"}, {"number", "17"}}},
        {day,
         "add_account",
         {{"number", "n"}, {"currency", "RUB"}, {"zone", "UTC"}, {"parent", "post"}}},
        {day, "set_terms", {{"account", "post"}, {"due_days", "5"}}},
        {day, "quote", {{"account", "post"}, {"tariff", "crm"}, {"seller", "rus"}}},
        quoted,
        {day,
         "subscribe",
         {{"account", "post"}, {"key", "n"}, {"payer", "p1"}, {"quote", "q"}},
         {quoted}},
        {day, "cancel_order", {{"subscription", "w"}}, {waiting}},
        {day, "subscribe", purchase("post", "n", "crm", {{"quantity.seat", "7"}})},
        {day, "subscribe", purchase("post", "n", "more", {{"base", "o"}})},
        waiting,
        {day, "set_quantity", {{"subscription", "o"}, {"component", "seat"}, {"quantity", "5"}}},
        {day, "switch_tariff", {{"subscription", "o"}, {"tariff", "day"}}},
        stopped,
        {"2025-11-12", "resume", {{"subscription", "o"}}, {stopped}},
        {day, "end", {{"subscription", "o"}, {"on", "2025-11-20"}}},
        {day, "withdraw", {{"subscription", "b"}}, {back}},
        {day, "set_auto_renewal", {{"subscription", "s"}, {"value", "no"}}},
        {"2025-12-12", "promise_payment", {{"subscription", "h"}}, {paid, held, unpaid}},
        {day, "set_payer", {{"subscription", "o"}, {"payer", "firm"}}, {firm}},
        {day, "renew", {{"subscription", "s"}}},
        {day,
         "record_usage",
         {{"subscription", "s"}, {"component", "traffic"}, {"key", "u"}, {"quantity", "9"}}},
        {day,
         "pay",
         {{"account", "pre"},
          {"payer", "p1"},
          {"seller", "rus"},
          {"number", "1"},
          {"amount", "5000.00 RUB"}},
         {waiting}},
        {"2025-12-02", "void_invoice", {{"account", "post"}, {"invoice", "I000001"}}, {billed}},
        {day, "acknowledge_events", {{"events", "1 2"}}},
        {day, "close_period", {{"seller", "rus"}, {"month", "2025-10-01"}}},
        {"2025-12-20", "run", {{"batch", "1"}}, {waiting}, true},
        {day,
         "import_rows",
         {{"file.accounts.csv", "external_id,number,currency,zone\n1,n,RUB,UTC\n2,m,RUB,UTC\n"},
          {"command.accounts.csv", "add_account"}},
         {},
         true},
    };
}

} // namespace simulation
