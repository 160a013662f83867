// R59: a fault names everything that is wrong and writes nothing; a decline is journalled only.

#include "portal.hpp"

#include "catch.hpp"

using namespace portal;

namespace {

struct Case {
    std::string command;
    Arguments arguments;
    std::string paths; ///< Of the faults, in their order; or the code of the decline.
};

std::string paths_of(const Error& error) {
    std::string paths;
    for (const auto& fault : error.faults())
        paths += (paths.empty() ? "" : " ") + fault.path;
    return paths;
}

void fill(Portal& portal) {
    portal.begin();
    portal.add_account("post", {{"terms", "postpaid"}});
    portal.add_account("cred", {{"terms", "credit"}, {"limit", "50.00 RUB"}});
    (void)portal.say("2025-11-01", "subscribe", purchase("post", "s", "crm", {{"term", "P1M"}}));
    (void)portal.say("2025-11-01", "subscribe", purchase("post", "o", "strict"));
    (void)portal.say("2025-11-01", "end", {{"subscription", "o"}, {"on", "2025-11-20"}});
    for (const char* key : {"used", "old"}) {
        (void)portal.say("2025-11-01", "quote",
                         {{"account", "post"}, {"tariff", "crm"}, {"seller", "rus"}, {"key", key}});
    }
    (void)portal.say("2025-11-01", "subscribe",
                     {{"account", "post"}, {"key", "q"}, {"payer", "p1"}, {"quote", "used"}});
    (void)portal.say(
        "2025-11-01", "record_usage",
        {{"subscription", "s"}, {"component", "traffic"}, {"key", "u"}, {"quantity", "1"}});
}

std::vector<Case> malformed() {
    std::vector<Case> cases;
    for (const CommandDescription& command : commands()) {
        std::string missing;
        Arguments bad{{"colour", "red"}};
        std::string wrong = "colour";
        for (const FieldDescription& field : command.fields) {
            if (field.need == FieldNeed::required)
                missing += (missing.empty() ? "" : " ") + std::string(field.name);
            if (field.type == "text" || field.type == "texts by name") continue;
            bad.emplace_back(field.name, "?");
            wrong += ' ' + std::string(field.name);
        }
        if (!missing.empty()) cases.push_back({std::string(command.name), {}, missing});
        for (const FieldDescription& field : command.fields) {
            if (field.need == FieldNeed::required && field.type == "text") {
                bad.emplace_back(field.name, "x");
            }
            if (field.need == FieldNeed::required && field.type == "texts by name") {
                bad.emplace_back(std::string(field.name) + ".x", "x");
            }
        }
        cases.push_back({std::string(command.name), bad, wrong});
    }
    return cases;
}

Arguments account(const Arguments& more) {
    Arguments all{{"number", "n"}, {"currency", "RUB"}, {"zone", "UTC"}};
    for (const auto& given : more) {
        const auto known = std::find_if(all.begin(), all.end(),
                                        [&](const auto& a) { return a.first == given.first; });
        known == all.end() ? all.push_back(given) : void(known->second = given.second);
    }
    return all;
}

Arguments quantity(const std::string& key, const std::string& component, const std::string& value,
                   const std::string& from = "2025-11-10") {
    return {{"subscription", key}, {"component", component}, {"quantity", value}, {"from", from}};
}

Arguments payment(const std::string& amount, const std::string& on = "2025-11-10") {
    return {{"account", "post"}, {"payer", "p1"},    {"seller", "rus"},
            {"number", "1"},     {"amount", amount}, {"paid_on", on}};
}

std::vector<Case> refused() {
    return {
        {"dance", {}, ""},
        {"add_account", account({{"currency", "XYZ"}}), "currency"},
        {"add_account", account({{"zone", "Mars"}}), "zone"},
        {"add_account", account({{"terms", "free"}}), "terms"},
        {"add_account", account({{"terms", "credit"}}), "limit"},
        {"add_account", account({{"limit", "1.00 RUB"}}), "limit"},
        {"add_account", account({{"terms", "credit"}, {"limit", "1.00 USD"}}), "limit"},
        {"add_account", account({{"due_days", "-1"}, {"block_days", "0"}, {"invoice_day", "32"}}),
         "due_days block_days invoice_day"},
        {"add_account", account({{"price_level", "gold"}}), "price_level"},
        {"add_account", account({{"parent", "nobody"}}), "parent"},
        {"add_seller",
         {{"code", "rus"}, {"name", "R"}, {"country", "RU"}, {"zone", "UTC"}},
         "code"},
        {"add_account", account({{"number", "post"}}), "number"},
        {"add_seller",
         {{"code", "n"}, {"name", "R"}, {"country", "RUS"}, {"zone", "Mars"}},
         "zone country"},
        {"add_payer",
         {{"account", "post"}, {"code", "p1"}, {"kind", "robot"}, {"country", "RU"}},
         "kind code"},
        {"add_payer",
         {{"account", "no"}, {"code", "p"}, {"kind", "individual"}, {"country", "RU"}},
         "account"},
        {"subscribe", purchase("no", "n", "crm"), "account"},
        {"subscribe", purchase("no", "n", "nothing", {{"base", "nil"}, {"used_by", "no"}}),
         "account tariff base used_by"},
        {"subscribe", purchase("post", "n", "nothing"), "tariff"},
        {"subscribe", purchase("post", "s", "crm"), "key"},
        {"subscribe", purchase("post", "n", "crm", {{"term", "P9Y"}}), "tariff"},
        {"subscribe", purchase("post", "n", "more"), "base"},
        {"subscribe", purchase("post", "n", "crm", {{"base", "s"}}), "base"},
        {"subscribe", purchase("post", "n", "more", {{"base", "o"}}), "base"},
        {"subscribe", purchase("cred", "n", "more", {{"base", "s"}}), "base"},
        {"subscribe",
         purchase("post", "n", "crm", {{"quantity.seat", "1001"}, {"quantity.toy", "1"}}),
         "quantity.seat quantity.toy"},
        {"subscribe", purchase("post", "n", "crm", {{"quantity.seat", "x"}}), "quantity.seat"},
        {"subscribe", {{"account", "post"}, {"key", "n"}, {"payer", "p1"}}, "tariff seller"},
        {"subscribe",
         {{"account", "post"}, {"key", "n"}, {"payer", "p1"}, {"quote", "no"}},
         "quote"},
        {"subscribe",
         {{"account", "cred"}, {"key", "n"}, {"payer", "p1"}, {"quote", "old"}},
         "quote"},
        {"subscribe",
         purchase("post", "n", "crm",
                  {{"quote", "old"}, {"start", "2025-11-10"}, {"quantity.seat", "2"}}),
         "tariff seller start quantity"},
        {"quote",
         {{"account", "post"}, {"tariff", "crm"}, {"seller", "rus"}, {"key", "old"}},
         "key"},
        {"cancel_order", {{"subscription", "no"}}, "subscription"},
        {"set_quantity", quantity("no", "toy", "1"), "subscription component"},
        {"set_quantity", quantity("s", "toy", "1"), "component"},
        {"set_quantity", quantity("s", "daily", "1"), "component"},
        {"set_quantity", quantity("s", "seat", "1001"), "quantity"},
        {"set_quantity", quantity("s", "seat", "1", "2025-10-31"), "from"},
        {"set_quantity", quantity("o", "fixed", "2"), ""},
        {"stop", {{"subscription", "o"}, {"from", "2025-11-10"}}, ""},
        {"stop", {{"subscription", "s"}, {"reason", "whim"}}, "reason"},
        {"stop", {{"subscription", "s"}, {"reason", "non_payment"}}, "reason"},
        {"resume", {{"subscription", "s"}}, ""},
        {"end", {{"subscription", "s"}, {"on", "2025-10-01"}}, "on"},
        {"withdraw", {{"subscription", "no"}, {"component", "no"}}, "subscription component"},
        {"withdraw", {{"subscription", "s"}}, ""},
        {"renew", {{"subscription", "o"}}, ""},
        {"switch_tariff", {{"subscription", "s"}, {"tariff", "more"}}, "tariff"},
        {"record_usage",
         {{"subscription", "s"}, {"component", "seat"}, {"key", "k"}, {"quantity", "1"}},
         "component"},
        {"record_usage",
         {{"subscription", "s"}, {"component", "traffic"}, {"key", "k"}, {"quantity", "-1"}},
         "quantity"},
        {"record_usage",
         {{"subscription", "s"}, {"component", "traffic"}, {"key", "u"}, {"quantity", "2"}},
         "key"},
        {"pay", payment("0.00 RUB"), "amount"},
        {"pay", payment("-1.00 USD", "2026-01-01"), "amount amount paid_on"},
        {"run", {{"batch", "0"}, {"workers", "3"}}, "workers batch"},
        {"run", {{"batch", "1001"}}, "batch"},
    };
}

std::vector<Case> declined() {
    return {
        {"subscribe", purchase("cred", "n", "crm"), "over_limit"},
        {"subscribe", purchase("post", "n", "crm", {{"expected", "1.00 RUB"}}), "stale_version"},
        {"subscribe", purchase("post", "n", "more", {{"base", "s"}, {"start", "2025-12-05"}}),
         "outside_base"},
        {"subscribe", purchase("post", "n", "more", {{"base", "s"}, {"start", "2025-11-02"}}),
         "outside_base"},
        {"subscribe", purchase("post", "n", "more", {{"base", "s"}, {"term", "P1M"}}),
         "outside_base"},
        {"subscribe",
         {{"account", "post"}, {"key", "n"}, {"payer", "p1"}, {"quote", "used"}},
         "quote_used"},
        {"subscribe",
         {{"account", "post"}, {"key", "n"}, {"payer", "p1"}, {"quote", "old"}},
         "quote_expired"},
        {"cancel_order", {{"subscription", "s"}}, "window_closed"},
        {"set_quantity", quantity("s", "seat", "2", "2025-12-02"), "window_closed"},
        {"stop", {{"subscription", "s"}, {"from", "2025-12-02"}}, "window_closed"},
        {"end", {{"subscription", "o"}, {"on", "2025-11-20"}}, "window_closed"},
    };
}

} // namespace

TEST_CASE("R59: at least 60 faults: each names all that is wrong, and writes nothing") {
    Portal portal;
    fill(portal);
    const auto before = digests(portal.engine);
    std::vector<Case> cases = malformed();
    for (const Case& more : refused())
        cases.push_back(more);
    CHECK(cases.size() >= 60);
    for (const auto& [command, arguments, paths] : cases) {
        std::string text = command;
        for (const auto& [name, value] : arguments)
            text += ' ' + name + '=' + value;
        INFO(text);
        try {
            (void)portal.say("2025-11-10", command, arguments);
            FAIL_CHECK("not refused");
        } catch (const Error& error) {
            CHECK(paths_of(error) == paths);
            CHECK(error.message().size() > 10);
        }
        CHECK(differences(before, digests(portal.engine)).empty());
    }
}

TEST_CASE("R59: a decline changes the journal and its counter only") {
    for (const auto& [command, arguments, code] : declined()) {
        Portal portal;
        fill(portal);
        const auto before = digests(portal.engine);
        std::string text = command;
        for (const auto& [name, value] : arguments)
            text += ' ' + name + '=' + value;
        INFO(text);
        const auto outcome = portal.say("2025-11-10", command, arguments);
        CHECK((outcome.declined() ? std::string(name(outcome.decline().code)) : "done") == code);
        CHECK(differences(before, digests(portal.engine)) ==
              std::vector<std::string>{"chain", "counter", "journal"});
    }
}

TEST_CASE("R63: a quote is stale once another price version is read, and says the new price") {
    Portal portal;
    portal.begin();
    portal.add_account("post", {{"terms", "postpaid"}});
    const auto ask = [&portal](const std::string& key) {
        return portal.say("2025-11-01", "quote",
                          {{"account", "post"},
                           {"tariff", "crm"},
                           {"seller", "rus"},
                           {"start", "2025-11-10"},
                           {"key", key}});
    };
    REQUIRE_FALSE(ask("before").declined());
    CatalogSource dearer = catalog();
    auto& versions = dearer.tariffs[0].versions;
    TariffVersion next = versions.front();
    next.valid_from = Date(2025, 11, 5);
    for (Price& price : next.prices)
        price.amount = Decimal(777);
    versions.insert(versions.begin() + 1, next);
    (void)portal.say("2025-11-02", "publish", {{"catalog", catalog_json(dearer)}});
    const auto order = [&portal](const std::string& key) {
        return portal.say("2025-11-02", "subscribe",
                          {{"account", "post"}, {"key", "s"}, {"payer", "p1"}, {"quote", key}});
    };
    const auto stale = order("before");
    REQUIRE(stale.declined());
    CHECK(stale.decline().code == DeclineCode::stale_version);
    CHECK(stale.decline().message == "the quote \"before\" said 99.99 RUB; the price is 777.00 RUB "
                                     "now, 129.50 RUB of it tax");
    REQUIRE_FALSE(ask("after").declined());
    CHECK(order("after").value().at("total") == "777.00 RUB");
}

TEST_CASE("R55: a command more than a day older than the latest run names its day of effect") {
    Portal portal;
    fill(portal);
    (void)portal.run("2025-11-20");
    const Arguments late{{"subscription", "s"}, {"component", "seat"}, {"quantity", "2"}};
    Arguments dated = late;
    dated.emplace_back("from", "2025-11-10");
    const auto before = digests(portal.engine);
    for (const auto& [command, arguments] : std::vector<std::pair<std::string, Arguments>>{
             {"set_quantity", late},
             {"renew", {{"subscription", "s"}}},
             {"subscribe", purchase("post", "n", "crm")}}) {
        INFO(command);
        try {
            (void)portal.say("2025-11-18", command, arguments);
            FAIL_CHECK("not refused");
        } catch (const Error& error) {
            CHECK(paths_of(error) == "at");
        }
    }
    CHECK(differences(before, digests(portal.engine)).empty());
    CHECK_FALSE(portal.say("2025-11-18", "set_quantity", dated).declined()); // a late fact
    CHECK_FALSE(portal.say("2025-11-19", "set_quantity", late).declined());  // inside a day
}
