#include "engine/queries_page.hpp"

#include "catch.hpp"
#include "engine/portal.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

using namespace prorata;
using namespace portal;

namespace {

Portal busy_portal() {
    Portal portal;
    portal.begin();
    portal.add_account("acme", {{"terms", "credit"}, {"limit", "1000.00 RUB"}});
    (void)portal.say("2026-01-01", "subscribe",
                     purchase("acme", "s1", "crm", {{"quantity.seat", "3"}}));
    (void)portal.run("2026-02-01");
    return portal;
}

std::vector<std::string> paths(const Error& error) {
    std::vector<std::string> all;
    for (const Fault& fault : error.faults())
        all.push_back(fault.path);
    return all;
}

/// The paths of the faults of a query; fails the test if it has none.
std::vector<std::string> refused(Engine& engine, const std::string& query,
                                 const Arguments& arguments, ErrorCode code) {
    try {
        (void)engine.show(query, arguments, morning("2026-02-01"));
    } catch (const Error& error) {
        CHECK(error.code() == code);
        return paths(error);
    }
    FAIL("the query was answered");
    return {};
}

} // namespace

TEST_CASE("every query and column says what it is, once") {
    std::set<std::string> names;
    for (const QueryDescription& query : queries()) {
        INFO(query.name);
        CHECK(names.insert(query.name).second);
        CHECK_FALSE(query.meaning.empty());
        CHECK_FALSE(query.columns.empty());
        for (const ColumnDescription& column : query.columns) {
            INFO(column.name);
            CHECK_FALSE(column.type.empty());
            CHECK_FALSE(column.meaning.empty());
            CHECK((column.type == "code") == !column.names.empty());
        }
    }
}

TEST_CASE("show answers every query with the columns that are described") {
    Portal portal = busy_portal();
    for (const QueryDescription& query : queries()) {
        INFO(query.name);
        const Arguments arguments = required_of(query, "acme", "s1");
        const Rows rows = portal.engine.show(query.name, arguments, morning("2026-02-01"));
        std::vector<std::string> described;
        for (const ColumnDescription& column : query.columns)
            described.push_back(column.name);
        CHECK(rows.columns == described);
    }
}

TEST_CASE("explain and derivation answer for one charge") {
    Portal portal = busy_portal();
    const Instant now = morning("2026-02-01");
    const Rows en = portal.engine.show("explain", {{"charge", "1"}}, now);
    REQUIRE(en.rows.size() == 1);
    CHECK(en.rows[0][0] == portal.engine.explain(1, "en"));
    const Rows ru = portal.engine.show("explain", {{"charge", "1"}, {"language", "ru"}}, now);
    CHECK(ru.rows[0][0] == portal.engine.explain(1, "ru"));
    const Rows steps = portal.engine.show("derivation", {{"charge", "1"}}, now);
    REQUIRE(steps.rows.size() >= 3);
    CHECK(steps.rows[0] ==
          std::vector<std::string>{"quantity", "in force", "quantity=3", "", "", "0", "3"});
    const Rows charge = portal.engine.show("charge", {{"id", "1"}}, now);
    const auto amount = std::find(charge.columns.begin(), charge.columns.end(), "amount");
    CHECK(
        Decimal::parse(charge.rows[0][static_cast<std::size_t>(amount - charge.columns.begin())]) ==
        Decimal::parse(steps.rows[steps.rows.size() - 2].back()));
}

TEST_CASE("verify answers as a query") {
    Portal portal = busy_portal();
    CHECK(portal.engine.show("verify", {}, morning("2026-02-01")).rows.empty());
}

TEST_CASE("a query names every argument that is wrong") {
    Portal portal = busy_portal();
    Engine& engine = portal.engine;
    using Paths = std::vector<std::string>;
    CHECK(refused(engine, "nothing", {}, ErrorCode::not_found).empty());
    CHECK(refused(engine, "credit", {}, ErrorCode::invalid_argument) == Paths{"account"});
    CHECK(refused(engine, "credit", {{"account", "nobody"}}, ErrorCode::not_found) ==
          Paths{"account"});
    CHECK(refused(engine, "explain", {{"charge", "x"}, {"when", "now"}},
                  ErrorCode::invalid_argument) == Paths{"charge", "when"});
    CHECK(refused(engine, "explain", {{"charge", "999"}}, ErrorCode::not_found) == Paths{"charge"});
    CHECK(refused(engine, "explain", {{"charge", "1"}, {"language", "xx"}},
                  ErrorCode::invalid_argument) == Paths{"language"});
    CHECK(refused(engine, "charge", {{"colour", "red"}, {"taste", "sour"}}, ErrorCode::not_found) ==
          Paths{"colour", "taste"});
}

TEST_CASE("docs/reference/queries.md is the list of queries") {
    std::ifstream file(PRORATA_QUERIES_PAGE);
    const std::string written((std::istreambuf_iterator<char>(file)), {});
    const std::string expected = queries_page::page();
    if (written != expected) {
        std::ofstream(std::string("queries.md")) << expected;
        FAIL("they differ; the right text is in queries.md of the test's working directory");
    }
    SUCCEED();
}
