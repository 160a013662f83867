// A simulation and a preview execute the commands themselves, and nothing of it stays (SL-16).

#include "portal.hpp"

#include "../storage/temporary.hpp"
#include "catch.hpp"
#include "prorata/base/error.hpp"
#include "prorata/storage/sqlite.hpp"

using namespace portal;

namespace {

constexpr int customers = 12;

/// A portal on a book in memory or in a file.
struct Shop {
    explicit Shop(bool in_file) : file("simulation"), portal(storage(in_file)) {
        portal.begin();
        portal.add_customers(customers);
    }
    std::unique_ptr<storage::Storage> storage(bool in_file) const {
        if (in_file) return std::make_unique<storage::SqliteStorage>(file.path());
        return std::make_unique<storage::MemoryStorage>();
    }
    temporary::File file;
    Portal portal;
};

Context at(const std::string& day) {
    return {morning(day), "test", "ahead"};
}

/// The rows of a table that were not there before.
std::vector<std::vector<std::string>> added(const Rows& before, const Rows& after) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& row : after.rows) {
        if (std::find(before.rows.begin(), before.rows.end(), row) == before.rows.end()) {
            rows.push_back(row);
        }
    }
    return rows;
}

} // namespace

TEST_CASE("a run on a simulation makes the rows of the run that is made afterwards") {
    Shop shop(GENERATE(false, true));
    Engine& engine = shop.portal.engine;
    const std::string workers = GENERATE(as<std::string>{}, "1", "2");
    const auto before = digests(engine);
    Engine ahead = engine.simulation();
    const auto foreseen =
        ahead.perform(at("2026-01-20"), "run", {{"batch", "5"}, {"workers", workers}});
    CHECK(ahead.verify().empty());
    const auto rows = digests(ahead);
    REQUIRE(differences(before, digests(engine)).empty());
    const auto made =
        engine.perform(at("2026-01-20"), "run", {{"batch", "5"}, {"workers", workers}});
    CHECK(foreseen.value() == made.value());
    CHECK(differences(rows, digests(engine)).empty());
}

TEST_CASE("a preview of a run shows the rows that it will insert into each table") {
    Shop shop(false);
    Engine& engine = shop.portal.engine;
    const Instant now = morning("2026-01-20");
    const auto rows = digests(engine);
    std::map<std::string, Rows> foreseen;
    std::map<std::string, Rows> before;
    std::string charges;
    for (const std::string table : {"charge", "invoice", "act", "entry", "event", "run"}) {
        before[table] = engine.show(table, {}, now);
        const auto answer = engine.preview(at("2026-01-20"), "run", {}, table, foreseen[table]);
        charges = answer.value().at("charges");
    }
    CHECK(differences(rows, digests(engine)).empty());
    CHECK(engine.perform(at("2026-01-20"), "run", {}).value().at("charges") == charges);
    for (const auto& [table, shown] : foreseen) {
        INFO(table);
        CHECK_FALSE(shown.rows.empty());
        CHECK(shown.rows == added(before[table], engine.show(table, {}, now)));
    }
}

TEST_CASE("a simulation goes on for months, with purchases and a catalogue of its own") {
    Shop shop(true);
    Engine& engine = shop.portal.engine;
    const auto before = digests(engine);
    {
        Engine ahead = engine.simulation();
        Portal what_if(std::move(ahead));
        what_if.count = 1000;
        auto other = catalog();
        other.tariffs.push_back(other.tariffs.front());
        other.tariffs.back().code = "crm2";
        auto& versions = other.tariffs.back().versions;
        versions.erase(versions.begin() + 1, versions.end());
        versions.front().valid_from = Date(2025, 11, 20);
        (void)what_if.say("2025-11-20", "publish", {{"catalog", catalog_json(other)}});
        CHECK_FALSE(
            what_if.say("2025-12-03", "subscribe", purchase("a1", "new", "crm2")).declined());
        for (const char* day : {"2025-12-20", "2026-01-20", "2026-02-20"})
            (void)what_if.run(day);
        CHECK(what_if.engine.verify().empty());
        CHECK(Sheet(what_if.engine, "run").rows() == 3);
    }
    CHECK(differences(before, digests(engine)).empty());
    // The book's own catalogue is the one in force.
    CHECK_THROWS_AS(shop.portal.say("2025-12-03", "subscribe", purchase("a1", "new", "crm2")),
                    Error);
}

TEST_CASE("a preview names a table that the book does not have") {
    Shop shop(false);
    Rows shown;
    CHECK_THROWS_AS(shop.portal.engine.preview(at("2026-01-20"), "run", {}, "chrage", shown),
                    Error);
}
