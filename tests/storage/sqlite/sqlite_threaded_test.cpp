// Several storages on one book from several threads; run under tsan as well.

#include "catch.hpp"
#include "prorata/base/error.hpp"
#include "prorata/storage/memory.hpp"
#include "prorata/storage/sqlite.hpp"
#include "storage/sample.hpp"
#include "storage/temporary.hpp"

#include <atomic>
#include <functional>
#include <thread>

using namespace sample;

namespace {

using Open = std::function<std::unique_ptr<Storage>()>;

/// Adds one to a row's quantity until it has succeeded `times` times, reading again on conflict.
void increment(Storage& storage, const Schema& schema, int times, std::atomic<int>& conflicts) {
    const Table& account = schema.table("account");
    const std::string_view due[] = {"due_on"};
    const Cell key[] = {std::int64_t{1}};
    for (int done = 0; done < times;) {
        RowBatch row(account);
        storage.get(key, row);
        Changeset changes;
        batch(changes.updates, account, update_columns(account, due))
            .add(1)
            .add(row.integer(0, 1))
            .add(row.integer(0, 3) + 1);
        if (storage.commit(changes).committed())
            ++done;
        else
            ++conflicts;
    }
}

void no_update_is_lost(const Schema& schema, const Open& open) {
    constexpr int threads = 3;
    constexpr int times = 60;
    const auto storage = open();
    storage->install(schema);
    Changeset changes;
    batch(changes.inserts, schema.table("account")).add(1).add(1).add("A").add(0);
    REQUIRE(storage->commit(changes).committed());
    std::atomic<int> conflicts = 0;
    std::vector<std::thread> workers;
    for (int i = 0; i < threads; ++i) {
        workers.emplace_back([&] {
            const auto own = open();
            own->install(schema);
            increment(*own, schema, times, conflicts);
        });
    }
    for (std::thread& worker : workers)
        worker.join();
    RowBatch row(schema.table("account"));
    const Cell key[] = {std::int64_t{1}};
    REQUIRE(storage->get(key, row));
    CHECK(row.integer(0, 3) == threads * times);
    CHECK(row.integer(0, 1) == threads * times + 1);
}

} // namespace

TEST_CASE("threads with a storage each lose no update") {
    const Schema schema(1, tables());
    SECTION("memory") {
        const auto book = memory_book();
        no_update_is_lost(schema, [&] { return std::make_unique<MemoryStorage>(book); });
    }
    SECTION("sqlite") {
        const temporary::File file("threads");
        no_update_is_lost(schema, [&] { return std::make_unique<SqliteStorage>(file.path()); });
    }
}

TEST_CASE("a second call on one storage at the same time is refused, not mixed up") {
    const Schema schema(1, tables());
    MemoryStorage storage;
    storage.install(schema);
    std::atomic<int> refused = 0;
    std::atomic<int> done = 0;
    const auto work = [&](int first) {
        for (int i = 0; i < 300; ++i) {
            Changeset changes;
            batch(changes.inserts, schema.table("charge")).add(first + i).add(1).add(1).add_null();
            try {
                if (storage.commit(changes).committed()) ++done;
            } catch (const prorata::Error& error) {
                if (error.code() == prorata::ErrorCode::busy) ++refused;
            }
        }
    };
    std::thread other(work, 1'000'000);
    work(1);
    other.join();
    RowBatch rows(schema.table("charge"), {0});
    storage.read({&schema.table("charge")}, rows);
    CHECK(static_cast<int>(rows.rows()) == done);
    CHECK(done + refused == 600);
}
