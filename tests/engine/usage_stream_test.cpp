#include "catch.hpp"
#include "engine/arrow_writer.hpp"
#include "engine/portal.hpp"
#include "prorata/storage/sqlite.hpp"
#include "storage/temporary.hpp"

#include <array>

using namespace prorata;
using namespace portal;
using arrow_writer::Stream;

namespace {

using Texts = std::vector<std::optional<std::string>>;
using Wide = std::array<std::uint64_t, 2>; // a decimal of 128 bits

const Texts subscriptions{"sa", "sb", "sa", "sb", "sa"};
const Texts keys{"k0", "k1", "k2", "k3", "k4"};

std::vector<arrow_writer::Column> with_quantity(arrow_writer::Column quantity) {
    return {arrow_writer::texts("subscription", subscriptions),
            arrow_writer::texts("component", Texts(5, "traffic")), arrow_writer::texts("key", keys),
            std::move(quantity)};
}

std::vector<arrow_writer::Column> right() {
    auto columns = with_quantity(arrow_writer::numbers<Wide>(
        "quantity", "d:38,3", {Wide{1250, 0}, Wide{2000, 0}, Wide{1, 0}, Wide{0, 0}, Wide{99, 0}}));
    const std::int64_t second = morning("2026-01-05").micros() / 1'000'000;
    columns.push_back(arrow_writer::numbers<std::int64_t>(
        "at", "tss:Europe/Moscow", {second, second + 60, std::nullopt, second, second + 3600}));
    return columns;
}

void begin(Portal& portal) {
    portal.begin();
    for (const char* number : {"a", "b"}) {
        portal.add_account(number, {{"terms", "postpaid"}, {"due_days", "300"}});
        (void)portal.say("2026-01-01", "subscribe",
                         purchase(number, std::string("s") + number, "crm"));
    }
}

Context context(const std::string& key) {
    return {morning("2026-01-15"), "test", key};
}

/// The paths of the faults of a stream that is refused; nothing is recorded and all is released.
std::vector<std::string> refused(Portal& portal, Stream& stream,
                                 ErrorCode code = ErrorCode::invalid_argument) {
    const auto before = digests(portal.engine);
    std::vector<std::string> paths;
    try {
        (void)portal.engine.record_usage(context("refused"), stream.out);
        FAIL("the stream was taken");
    } catch (const Error& error) {
        CHECK(error.code() == code);
        for (const Fault& fault : error.faults())
            paths.push_back(fault.path);
    }
    CHECK(digests(portal.engine) == before);
    CHECK(stream.out.release == nullptr);
    CHECK(stream.held == 0);
    return paths;
}

} // namespace

TEST_CASE("usage from a stream is what its records are one by one") {
    temporary::File file("usage-stream");
    for (const bool in_file : {false, true}) {
        for (const std::int64_t batch : {1, 2, 100}) {
            INFO("batches of " << batch);
            Portal single;
            Portal streamed(in_file && batch == 2
                                ? std::unique_ptr<storage::Storage>(
                                      std::make_unique<storage::SqliteStorage>(file.path()))
                                : std::make_unique<storage::MemoryStorage>());
            begin(single);
            begin(streamed);
            const char* const quantities[] = {"1.25", "2", "0.001", "0", "0.099"};
            const char* const minutes[] = {"09:00", "09:01", "", "09:00", "10:00"};
            for (std::size_t i = 0; i < keys.size(); ++i) {
                Arguments record{{"subscription", *subscriptions[i]},
                                 {"component", "traffic"},
                                 {"key", *keys[i]},
                                 {"quantity", quantities[i]}};
                if (*minutes[i] != '\0')
                    record.emplace_back("at", std::string("2026-01-05T") + minutes[i] + ":00Z");
                (void)single.engine.perform(context("one-" + *keys[i]), "record_usage", record);
            }
            Stream stream(right(), batch);
            const auto answer = streamed.engine.record_usage(context("all"), stream.out);
            CHECK(answer.value().at("recorded") == "5");
            CHECK(stream.released == 1);
            CHECK(stream.held == 0);
            CHECK(Sheet(single.engine, "usage").text() == Sheet(streamed.engine, "usage").text());
            Stream again(right(), batch);
            CHECK(streamed.engine.record_usage(context("all"), again.out).value() ==
                  answer.value());
            CHECK(streamed.engine.verify().empty());
        }
    }
}

TEST_CASE("numbers of every width are exact") {
    const auto recorded = [](arrow_writer::Column quantity) {
        Portal portal;
        begin(portal);
        Stream stream(with_quantity(std::move(quantity)));
        (void)portal.engine.record_usage(context("all"), stream.out);
        std::string all;
        for (const auto& row : portal.engine.show("usage", {}, morning("2026-02-01")).rows)
            all += row[7] + " ";
        return all;
    };
    using arrow_writer::numbers;
    CHECK(recorded(numbers<std::int8_t>("quantity", "c", {1, 3, 0, 4, 127})) == "1 0 127 3 4 ");
    CHECK(recorded(numbers<std::uint16_t>("quantity", "S", {1, 3, 65535, 4, 0})) ==
          "1 65535 0 3 4 ");
    CHECK(recorded(numbers<std::int32_t>("quantity", "d:9,-2,32", {1, 3, 0, 4, 5})) ==
          "100 0 500 300 400 ");
    CHECK(recorded(numbers<std::int64_t>("quantity", "d:18,18,64", {1, 3, 10, 4, 5})) ==
          "0.000000000000000001 0.00000000000000001 0.000000000000000005 0.000000000000000003 "
          "0.000000000000000004 ");
    CHECK(recorded(arrow_writer::texts("quantity", {"1.50", "3", "0", "4", "5"})) ==
          "1.5 0 5 3 4 ");
}

TEST_CASE("one error names every record of a stream that is not right") {
    Portal portal;
    begin(portal);
    Stream stream({arrow_writer::texts("subscription", {"sa", "nobody", "sa", std::nullopt, "sb"}),
                   arrow_writer::texts("component", {"traffic", "traffic", "seat", "traffic", "x"}),
                   arrow_writer::texts("key", keys),
                   arrow_writer::texts("quantity", {"much", "1", "2", "3", "-"}),
                   arrow_writer::numbers<std::int64_t>(
                       "at", "tsn:UTC", {1, std::nullopt, std::nullopt, std::nullopt, 1001})},
                  2);
    CHECK(refused(portal, stream) ==
          std::vector<std::string>{"records[0].quantity", "records[0].at",
                                   "records[1].subscription", "records[2].component",
                                   "records[3].subscription", "records[4].quantity",
                                   "records[4].at"});
}

TEST_CASE("columns that are not right are named before any record") {
    Portal portal;
    begin(portal);
    Stream stream({arrow_writer::texts("subscription", subscriptions),
                   arrow_writer::texts("colour", keys), arrow_writer::texts("key", keys),
                   arrow_writer::texts("key", keys),
                   arrow_writer::numbers<double>("quantity", "g", {1, 2, 3, 4, 5}),
                   arrow_writer::numbers<std::int64_t>("at", "tsu:", {1, 2, 3, 4, 5}),
                   arrow_writer::numbers<std::int32_t>("replaces", "tdD", {1, 2, 3, 4, 5})});
    CHECK(refused(portal, stream) ==
          std::vector<std::string>{"colour", "quantity", "at", "replaces", "component", "key"});
    Stream nothing({});
    CHECK(refused(portal, nothing).size() == 4);
}

TEST_CASE("a stream that fails or was released is refused") {
    Portal portal;
    begin(portal);
    Stream failing(right(), 2);
    failing.fail_at = 4;
    CHECK(refused(portal, failing) == std::vector<std::string>{""});
    Stream spent(right());
    spent.out.release(&spent.out);
    CHECK(refused(portal, spent, ErrorCode::misuse) == std::vector<std::string>{"records"});
}

TEST_CASE("a key that was used for a stream is not used for one that cannot be read") {
    Portal portal;
    begin(portal);
    Stream first(right());
    (void)portal.engine.record_usage(context("refused"), first.out);
    auto columns = right();
    columns.back() = arrow_writer::texts(
        "at", {"2026-01-05T09:00:00Z", "soon", std::nullopt, std::nullopt, std::nullopt});
    Stream second(std::move(columns));
    CHECK(refused(portal, second, ErrorCode::already_exists) == std::vector<std::string>{"key"});
}
