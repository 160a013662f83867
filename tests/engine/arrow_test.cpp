#include "catch.hpp"
#include "engine/arrow_reader.hpp"
#include "engine/portal.hpp"
#include "prorata/storage/sqlite.hpp"

#include <algorithm>
#include <cerrno>

using namespace prorata;
using namespace portal;

namespace {

const Instant now = morning("2026-02-05");

void live(Portal& portal, int accounts) {
    portal.begin();
    for (int i = 0; i < accounts; ++i) {
        const std::string number = "a" + std::to_string(i);
        portal.add_account(number, {{"terms", "credit"}, {"limit", "100000.00 RUB"}});
        (void)portal.say("2026-01-01", "subscribe",
                         purchase(number, "s" + number, "crm", {{"quantity.seat", "3"}}));
        (void)portal.say("2026-01-02", "record_usage",
                         {{"subscription", "s" + number},
                          {"component", "traffic"},
                          {"key", "u"},
                          {"quantity", "2.125"}});
    }
    (void)portal.run("2026-02-05");
}

} // namespace

TEST_CASE("a stream of every query holds the rows that show gives as text") {
    Portal portal;
    live(portal, 2);
    for (const QueryDescription& query : queries()) {
        INFO(query.name);
        ArrowArrayStream stream;
        portal.engine.export_arrow(query.name, required_of(query, "a0", "sa0"), now, stream);
        const Rows expected = portal.engine.show(query.name, required_of(query, "a0", "sa0"), now);
        const Rows rows = arrow_reader::read(stream);
        CHECK(rows.columns == expected.columns);
        CHECK(rows.rows == expected.rows);
    }
}

TEST_CASE("a filter keeps the same rows in a stream") {
    Portal portal;
    live(portal, 3);
    const Arguments filter{{"account", "a1"}, {"kind", "recurring"}};
    ArrowArrayStream stream;
    portal.engine.export_arrow("charge", filter, now, stream);
    const Rows rows = arrow_reader::read(stream);
    CHECK_FALSE(rows.rows.empty());
    CHECK(rows.rows == portal.engine.show("charge", filter, now).rows);
    CHECK_THROWS_AS(portal.engine.export_arrow("charge", {{"colour", "red"}}, now, stream), Error);
}

TEST_CASE("a stream goes over batches and shows a growing table as it was at its making") {
    Portal portal;
    portal.begin();
    const auto add = [&portal](const std::string& code) {
        (void)portal.say("2025-06-01", "add_seller",
                         {{"code", code}, {"name", "S"}, {"country", "RU"}, {"zone", "UTC"}});
    };
    for (int i = 0; i < 20; ++i)
        add("s" + std::to_string(i));
    ArrowArrayStream journal;
    ArrowArrayStream sellers;
    ArrowArrayStream counters; // the key is a text
    portal.engine.export_arrow("journal", {}, now, journal, 7);
    portal.engine.export_arrow("seller", {}, now, sellers, 7);
    portal.engine.export_arrow("counter", {}, now, counters, 1);
    add("late");
    CHECK(arrow_reader::read(journal).rows.size() == 22);
    CHECK(arrow_reader::read(sellers).rows.size() == 22);
    CHECK(arrow_reader::read(counters).rows == portal.engine.show("counter", {}, now).rows);
    CHECK_THROWS_AS(portal.engine.export_arrow("seller", {}, now, sellers, 0), Error);
}

TEST_CASE("a stream outlives its book and says so") {
    ArrowArrayStream stream;
    {
        Portal portal;
        portal.begin();
        portal.engine.export_arrow("seller", {}, now, stream);
    }
    ArrowArray array;
    CHECK(stream.get_next(&stream, &array) == EIO);
    CHECK(std::string(stream.get_last_error(&stream)) == "the book of this stream was closed");
    ArrowSchema schema;
    CHECK(stream.get_schema(&stream, &schema) == 0);
    schema.release(&schema);
    stream.release(&stream);
    CHECK(stream.release == nullptr);
}

TEST_CASE("a call inside a run's callback is refused as busy") {
    Portal portal;
    live(portal, 1);
    bool asked = false;
    RunOptions options;
    options.progress = [&](const RunProgress&) {
        asked = true;
        CHECK_THROWS_AS(portal.engine.show("account", {}, now), Error);
        return true;
    };
    (void)portal.engine.run(morning("2026-03-05"), options);
    CHECK(asked);
    CHECK(portal.engine.show("account", {}, now).rows.size() == 1);
}
