#include "catch.hpp"
#include "engine/portal.hpp"
#include "prorata/storage/sqlite.hpp"
#include "storage/temporary.hpp"

#include <algorithm>

using namespace prorata;
using namespace portal;

namespace {

RecordUsage record(const std::string& subscription, const std::string& key,
                   const std::string& quantity) {
    RecordUsage made;
    made.subscription = subscription;
    made.component = "traffic";
    made.key = key;
    made.quantity = Decimal::parse(quantity);
    return made;
}

void begin(Portal& portal) {
    portal.begin();
    for (const char* number : {"a", "b"}) {
        portal.add_account(number, {{"terms", "postpaid"}, {"due_days", "300"}});
        (void)portal.say("2026-01-01", "subscribe",
                         purchase(number, std::string("s") + number, "crm"));
    }
}

std::vector<RecordUsage> records() {
    std::vector<RecordUsage> all;
    for (int i = 0; i < 20; ++i)
        all.push_back(record(i % 3 == 0 ? "sa" : "sb", "k" + std::to_string(i), "1.25"));
    return all;
}

Context context(const std::string& key) {
    return {morning("2026-01-15"), "test", key};
}

} // namespace

TEST_CASE("a batch of usage leaves what its records leave one by one") {
    temporary::File file("usage-batch");
    for (const bool in_file : {false, true}) {
        Portal single;
        Portal batch(in_file ? std::unique_ptr<storage::Storage>(
                                   std::make_unique<storage::SqliteStorage>(file.path()))
                             : std::make_unique<storage::MemoryStorage>());
        begin(single);
        begin(batch);
        int count = 0;
        for (const RecordUsage& one : records())
            (void)single.engine.perform(context("one-" + std::to_string(++count)), one);
        const auto answer = batch.engine.record_usage(context("all"), records());
        CHECK(answer.value().at("recorded") == "20");
        CHECK(answer.value().at("already_there") == "0");
        (void)single.run("2026-02-02");
        (void)batch.run("2026-02-02");
        for (const char* table : {"usage", "charge"})
            CHECK(Sheet(single.engine, table).text() == Sheet(batch.engine, table).text());
        CHECK(batch.engine.verify().empty());
    }
}

TEST_CASE("a batch is repeated without harm, by its key or by those of its records") {
    Portal portal;
    begin(portal);
    const auto first = portal.engine.record_usage(context("all"), records());
    CHECK(portal.engine.record_usage(context("all"), records()).value() == first.value());
    const auto again = portal.engine.record_usage(context("again"), records());
    CHECK(again.value().at("recorded") == "0");
    CHECK(again.value().at("already_there") == "20");
    std::vector<RecordUsage> doubled = records();
    doubled.push_back(record("sa", "new", "1"));
    doubled.push_back(record("sa", "new", "1"));
    CHECK(portal.engine.record_usage(context("doubled"), doubled).value().at("recorded") == "1");
    const std::vector<RecordUsage> other{record("sa", "x", "1")};
    CHECK_THROWS_AS(portal.engine.record_usage(context("all"), other), Error);
    CHECK(Sheet(portal.engine, "usage").rows() == 21);
}

TEST_CASE("a batch names every fault by the number of its record and records nothing") {
    Portal portal;
    begin(portal);
    std::vector<RecordUsage> wrong = records();
    wrong[1] = record("nobody", "k", "1");
    wrong[4].component = "seat";
    wrong[7].quantity = Decimal(-1);
    wrong[9].component = "nothing";
    wrong.push_back(record("sa", "k0", "9"));
    try {
        (void)portal.engine.record_usage(context("all"), wrong);
        FAIL("the batch was recorded");
    } catch (const Error& error) {
        std::vector<std::string> paths;
        for (const Fault& fault : error.faults())
            paths.push_back(fault.path);
        CHECK(paths == std::vector<std::string>{"records[1].subscription", "records[4].component",
                                                "records[7].quantity", "records[9]",
                                                "records[20].key"});
    }
    std::vector<RecordUsage> incomplete = records();
    incomplete[3] = {};
    try {
        (void)portal.engine.record_usage(context("all"), incomplete);
        FAIL("the batch was recorded");
    } catch (const Error& error) {
        REQUIRE(error.faults().size() == 4);
        CHECK(error.faults()[0].path == "records[3].subscription");
    }
    CHECK(Sheet(portal.engine, "usage").rows() == 0);
}
