// The waist over its backends: commits of different sizes, reads of one row and of ranges. A commit
// to SQLite is durable, so its smallest size measures the disk's sync more than the library.

#include "../storage/sample.hpp"
#include "../storage/temporary.hpp"
#include "prorata/storage/memory.hpp"
#include "prorata/storage/sqlite.hpp"

#include <benchmark/benchmark.h>

#include <stdexcept>
#include <string_view>
#include <vector>

namespace {

using namespace prorata::storage;

constexpr std::int64_t accounts = 1'000;
constexpr std::int64_t subscriptions_each = 10;

/// An empty book of the sample schema, in memory or in a file that goes with it.
template <class Backend>
class Book;

template <>
class Book<MemoryStorage> {
  public:
    Book() { storage.install(schema); }

    Schema schema{1, sample::tables()};
    MemoryStorage storage;
};

template <>
class Book<SqliteStorage> {
  public:
    Book() { storage.install(schema); }

    temporary::File file{"benchmark"};
    Schema schema{1, sample::tables()};
    SqliteStorage storage{file.path()};
};

void require_committed(const CommitResult& result) {
    if (!result.committed()) throw std::runtime_error("a commit of the benchmark lost");
}

/// 1 000 accounts with ten subscriptions each, account by account.
template <class Backend>
void fill(Book<Backend>& book) {
    const Table& table = book.schema.table("subscription");
    Changeset changes;
    RowBatch& rows = sample::batch(changes.inserts, table);
    for (std::int64_t account = 1; account <= accounts; ++account) {
        for (std::int64_t id = 1; id <= subscriptions_each; ++id)
            rows.add(account).add(id).add(1).add("Fresh CRM, ten seats").add(10);
    }
    require_committed(book.storage.commit(changes));
}

/// One commit that appends k charges.
template <class Backend>
void append_charges(benchmark::State& state) {
    Book<Backend> book;
    Changeset changes;
    RowBatch& rows = sample::batch(changes.inserts, book.schema.table("charge"));
    std::int64_t id = 1;
    for ([[maybe_unused]] auto turn : state) {
        rows.clear();
        for (std::int64_t i = 0; i < state.range(0); ++i, ++id)
            rows.add(id).add(id % accounts).add(100'000 + i).add("1 to 31 March");
        require_committed(book.storage.commit(changes));
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(append_charges<MemoryStorage>)->Arg(1)->Arg(100)->Arg(10'000);
BENCHMARK(append_charges<SqliteStorage>)->Arg(1)->Arg(100)->Arg(10'000);

/// One commit that updates k rows under their versions: what a run does to subscriptions.
template <class Backend>
void update_under_versions(benchmark::State& state) {
    Book<Backend> book;
    fill(book);
    const Table& table = book.schema.table("subscription");
    const std::vector<std::string_view> quantity = {"quantity"};
    Changeset changes;
    RowBatch& rows = sample::batch(changes.updates, table, update_columns(table, quantity));
    std::int64_t version = 0;
    for ([[maybe_unused]] auto turn : state) {
        rows.clear();
        ++version;
        for (std::int64_t i = 0; i < state.range(0); ++i)
            rows.add(i / subscriptions_each + 1)
                .add(i % subscriptions_each + 1)
                .add(version)
                .add(i);
        require_committed(book.storage.commit(changes));
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(update_under_versions<MemoryStorage>)->Arg(1)->Arg(1'000);
BENCHMARK(update_under_versions<SqliteStorage>)->Arg(1)->Arg(1'000);

/// One row by its key.
template <class Backend>
void get_by_key(benchmark::State& state) {
    Book<Backend> book;
    fill(book);
    RowBatch rows(book.schema.table("subscription"));
    std::int64_t account = 0;
    for ([[maybe_unused]] auto turn : state) {
        rows.clear();
        account = account % accounts + 1;
        const std::vector<Cell> key = {account, std::int64_t{5}};
        benchmark::DoNotOptimize(book.storage.get(key, rows));
    }
}
BENCHMARK(get_by_key<MemoryStorage>);
BENCHMARK(get_by_key<SqliteStorage>);

/// All subscriptions of k neighbouring accounts, into a batch that is used again.
template <class Backend>
void scan_accounts(benchmark::State& state) {
    Book<Backend> book;
    fill(book);
    const Table& table = book.schema.table("subscription");
    RowBatch rows(table);
    const ScanRequest request{&table, nullptr, {std::int64_t{1}}, {state.range(0) + 1}};
    for ([[maybe_unused]] auto turn : state) {
        rows.clear();
        book.storage.read(request, rows);
        benchmark::DoNotOptimize(rows.rows());
    }
    state.SetItemsProcessed(state.iterations() * state.range(0) * subscriptions_each);
}
BENCHMARK(scan_accounts<MemoryStorage>)->Arg(1)->Arg(1'000);
BENCHMARK(scan_accounts<SqliteStorage>)->Arg(1)->Arg(1'000);

} // namespace
