#include "prorata/engine/engine.hpp"

#include "catch.hpp"
#include "prorata/exchange/catalog_json.hpp"

using namespace prorata;

namespace {

CatalogSource small_catalog() {
    Component seat;
    seat.code = "seat";
    seat.title = "Seat";
    seat.most = 1500;
    TariffVersion version{{2024, 1, 1}, {seat}, {}};
    version.prices.push_back(
        {"seat", std::nullopt, Term::parse("P1M"), Currency::of("RUB"), "", Decimal::parse("100")});
    version.prices.push_back({"seat", Term::parse("P1M"), Term::parse("P1M"), Currency::of("RUB"),
                              "", Decimal::parse("100")});
    return {{{"crm", "CRM"}},
            {{"partner", 30}},
            {{"crm-base", "crm", "CRM", TariffKind::base, {}, {version}}},
            {{"RU", "standard", {2019, 1, 1}, Decimal(20)},
             {"RU", "standard", {2026, 1, 1}, Decimal(22)}}};
}

/// A book with a seller and an account, and a counter of commands for their keys.
class Portal {
  public:
    explicit Portal(const std::string& terms = "postpaid") {
        say("2023-12-01", "publish", {{"catalog", catalog_json(small_catalog())}});
        say("2023-12-01", "add_seller",
            {{"code", "rus"}, {"name", "Rus"}, {"country", "RU"}, {"zone", "Europe/Moscow"}});
        say("2023-12-01", "add_account",
            {{"number", "acme"}, {"currency", "RUB"}, {"zone", "Europe/Moscow"}, {"terms", terms}});
        say("2023-12-01", "add_payer",
            {{"account", "acme"}, {"code", "p1"}, {"kind", "individual"}, {"country", "RU"}});
    }

    Outcome<Answer> say(const std::string& day, const std::string& command,
                        const Arguments& arguments) {
        return engine.perform({at(day), "test", "k" + std::to_string(++count)}, command, arguments);
    }
    Outcome<Answer> buy(const std::string& day, Arguments more) {
        Arguments arguments{{"account", "acme"},
                            {"key", "s1"},
                            {"tariff", "crm-base"},
                            {"seller", "rus"},
                            {"payer", "p1"}};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return say(day, "subscribe", arguments);
    }
    Outcome<Answer> pay(const std::string& day, const std::string& number,
                        const std::string& amount) {
        return say(day, "pay",
                   {{"account", "acme"},
                    {"payer", "p1"},
                    {"seller", "rus"},
                    {"number", number},
                    {"amount", amount}});
    }
    static Instant at(const std::string& day) { return Instant::parse(day + "T09:00:00Z"); }
    Rows table(const std::string& name, const Arguments& filter = {}) {
        return engine.show(name, filter, at("2024-01-01"));
    }
    std::vector<std::string> column(const std::string& name, const std::string& column) {
        const Rows rows = table(name);
        std::vector<std::string> values;
        for (std::size_t i = 0; i < rows.columns.size(); ++i) {
            if (rows.columns[i] != column) continue;
            for (const auto& row : rows.rows)
                values.push_back(row[i]);
        }
        return values;
    }

    Engine engine = Engine::in_memory();
    int count = 0;
};

using Texts = std::vector<std::string>;

} // namespace

TEST_CASE("from a published tariff to an invoice and an act, afterwards") {
    Portal portal;
    const auto answer = portal.buy("2024-01-01", {{"quantity.seat", "3"}});
    REQUIRE_FALSE(answer.declined());
    CHECK(answer.value().at("total") == "300.00 RUB");
    CHECK(answer.value().at("state") == "active");
    (void)portal.say("2024-01-01", "run", {});
    (void)portal.pay("2024-01-10", "1", "400.00 RUB");
    (void)portal.say("2024-02-01", "run", {});
    CHECK(portal.column("charge", "amount") == Texts{"300.00", "300.00"});
    CHECK(portal.column("invoice", "total") == Texts{"300.00", "200.00"});
    CHECK(portal.column("act", "total") == Texts{"300.00"});
    CHECK(portal.column("act", "tax") == Texts{"50.00"});
    CHECK(portal.column("allocation", "amount") == Texts{"300.00", "100.00"});
    CHECK(portal.column("balance", "amount") == Texts{"-200.00"});
}

TEST_CASE("a run is idempotent, and a late one catches up period by period") {
    Portal portal;
    (void)portal.buy("2024-01-01", {});
    (void)portal.pay("2024-01-01", "1", "1000.00 RUB");
    CHECK(portal.say("2024-04-15", "run", {}).value().at("charges") == "3");
    const auto charged = portal.column("charge", "id");
    const auto again = portal.say("2024-04-15", "run", {});
    CHECK(again.value().at("charges") == "3"); // the report of the run that was made
    CHECK(portal.column("charge", "id") == charged);
    CHECK(portal.column("charge", "charged_on") ==
          Texts{"2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01"});
    CHECK(portal.column("act", "issued_on") == Texts{"2024-01-31", "2024-02-29", "2024-03-31"});
    CHECK(portal.column("act", "number") == Texts{"1", "2", "3"});
}

TEST_CASE("V28: an invoice unpaid on its block day blocks new periods, until it is paid") {
    Portal portal;
    (void)portal.buy("2024-01-01", {});
    (void)portal.say("2024-02-01", "run", {});
    CHECK(portal.column("charge", "amount") == Texts{"100.00"});
    CHECK(portal.column("subscription", "state") == Texts{"suspended"});
    (void)portal.pay("2024-02-05", "1", "100.00 RUB");
    CHECK(portal.column("subscription", "state") == Texts{"active"});
    CHECK(portal.column("charge", "starts_on") == Texts{"2024-01-01", "2024-02-05"});
}

TEST_CASE("R2: more seats from the 11th are corrected by the next run") {
    Portal portal;
    (void)portal.buy("2024-01-01", {{"quantity.seat", "3"}});
    (void)portal.say("2024-01-02", "run", {});
    (void)portal.say("2024-01-11", "set_quantity",
                     {{"subscription", "s1"}, {"component", "seat"}, {"quantity", "5"}});
    (void)portal.say("2024-01-11", "run", {});
    CHECK(portal.column("charge", "amount") == Texts{"300.00", "-203.23", "338.71"});
}

TEST_CASE("SL-13: without funds an order waits for money, and a payment carries it out") {
    Portal portal("prepaid");
    CHECK(portal.buy("2024-01-10", {}).value().at("state") == "ordered");
    CHECK(portal.column("charge", "amount").empty());
    CHECK(portal.column("invoice", "total") == Texts{"100.00"});
    (void)portal.pay("2024-01-12", "1", "120.00 RUB");
    CHECK(portal.column("charge", "starts_on") == Texts{"2024-01-12"});
    CHECK(portal.column("balance", "amount") == Texts{"20.00"});
    CHECK(portal.column("purchase_order", "state") == Texts{"paid"});
}

TEST_CASE(
    "a command with a key that was used answers the same, or is refused for another request") {
    Portal portal;
    const Context context{Portal::at("2024-01-01"), "test", "once"};
    const Arguments account{{"number", "b"}, {"currency", "RUB"}, {"zone", "Europe/Moscow"}};
    const auto first = portal.engine.perform(context, "add_account", account);
    CHECK(portal.engine.perform(context, "add_account", account).value() == first.value());
    CHECK(portal.column("account", "number") == Texts{"acme", "b"});
    CHECK_THROWS_AS(portal.engine.perform(context, "add_account",
                                          {{"number", "c"}, {"currency", "RUB"}, {"zone", "UTC"}}),
                    Error);
}

TEST_CASE("the number of a payment is used once") {
    Portal portal;
    (void)portal.pay("2024-01-01", "1", "10.00 RUB");
    CHECK_THROWS_AS(portal.pay("2024-01-02", "1", "10.00 RUB"), Error);
    CHECK(portal.column("payment", "total") == Texts{"10.00"});
}

TEST_CASE("a fault names every argument that is wrong") {
    Portal portal;
    try {
        (void)portal.say("2024-01-01", "set_quantity", {{"quantity", "x"}, {"colour", "red"}});
        FAIL("not refused");
    } catch (const Error& error) {
        CHECK(error.faults().size() == 4);
    }
}

TEST_CASE("the engine explains a charge by its id in both languages") {
    Portal portal;
    REQUIRE(!portal.buy("2025-01-01", {{"quantity.seat", "5"}}).declined());
    (void)portal.say("2025-01-02", "run", {});
    CHECK(portal.engine.explain(1, "en").starts_with("CRM, Seat: 5 × 100 RUB a period of P1M"));
    CHECK(portal.engine.explain(1, "en").find('\n') == std::string::npos); // nothing amiss
    CHECK(portal.engine.explain(1, "ru").find("в том числе НДС 20 %") != std::string::npos);
    CHECK_THROWS_AS(portal.engine.explain(1, "de"), Error);
    CHECK_THROWS_AS(portal.engine.explain(1000, "en"), Error);
}
