// A filter reads what it needs, and keeps what a look at every row would keep.

#include "catch.hpp"
#include "engine/arrow_reader.hpp"
#include "engine/portal.hpp"
#include "prorata/storage/forwarding.hpp"
#include "prorata/storage/sqlite.hpp"
#include "storage/temporary.hpp"

#include <algorithm>
#include <set>

using namespace prorata;
using namespace portal;

namespace {

constexpr int accounts = 66; // more than are looked up one by one
const Instant now = morning("2026-03-05");

/// Counts the rows that are read.
class Counting : public storage::ForwardingStorage {
  public:
    explicit Counting(std::unique_ptr<storage::Storage> target)
        : ForwardingStorage(*target), kept_(std::move(target)) {}

    bool get(std::span<const storage::Cell> key, storage::RowBatch& into) override {
        ++rows;
        return target().get(key, into);
    }
    void scan(std::span<const storage::ScanRequest> requests,
              std::span<storage::RowBatch> into) override {
        for (const auto& batch : into)
            rows -= batch.rows();
        target().scan(requests, into);
        for (const auto& batch : into)
            rows += batch.rows();
    }

    std::size_t rows = 0;

  private:
    std::unique_ptr<storage::Storage> kept_;
};

/// 66 accounts with a month of charges, invoices and acts each.
struct Full {
    explicit Full(bool in_file) {
        std::unique_ptr<storage::Storage> below = std::make_unique<storage::MemoryStorage>();
        if (in_file) below = std::make_unique<storage::SqliteStorage>(file.path());
        auto counting = std::make_unique<Counting>(std::move(below));
        storage = counting.get();
        portal.engine = Engine(std::move(counting));
        portal.begin();
        for (int i = 0; i < accounts; ++i) {
            const std::string number = "a" + std::to_string(i);
            portal.add_account(number, {{"terms", "postpaid"}, {"due_days", "90"}});
            (void)portal.say("2026-01-01", "subscribe",
                             purchase(number, "s" + number, "crm", {{"quantity.seat", "2"}}));
            (void)portal.say("2026-01-02", "record_usage",
                             {{"subscription", "s" + number},
                              {"component", "traffic"},
                              {"key", "u"},
                              {"quantity", "2.125"}});
        }
        (void)portal.run("2026-02-05");
        (void)portal.say("2026-02-06", "pay",
                         {{"account", "a7"},
                          {"payer", "p1"},
                          {"seller", "rus"},
                          {"number", "8841"},
                          {"amount", "10.00 RUB"}});
        (void)portal.run("2026-03-05");
    }

    Rows shown(const std::string& query, const Arguments& arguments) {
        storage->rows = 0;
        Rows rows = portal.engine.show(query, arguments, now);
        read = storage->rows;
        return rows;
    }

    Rows streamed(const std::string& query, const Arguments& arguments) {
        storage->rows = 0;
        ArrowArrayStream stream;
        portal.engine.export_arrow(query, arguments, now, stream, 5);
        Rows rows = arrow_reader::read(stream);
        return rows;
    }

    temporary::File file{"filter"};
    Portal portal;
    Counting* storage = nullptr;
    std::size_t read = 0;
};

/// The rows that have these cells, found by looking at every row.
Rows kept(const Rows& all, const std::vector<std::pair<std::size_t, std::string>>& wanted) {
    Rows rows{all.columns, {}};
    for (const auto& row : all.rows) {
        const auto has = [&row](const auto& want) { return row[want.first] == want.second; };
        if (std::all_of(wanted.begin(), wanted.end(), has)) rows.rows.push_back(row);
    }
    return rows;
}

} // namespace

TEST_CASE("a filter on any column keeps what a look at every row keeps") {
    Full book(GENERATE(false, true));
    for (const QueryDescription& query : queries()) {
        if (!query.is_table) continue;
        const Rows all = book.shown(query.name, {});
        for (std::size_t column = 0; column < all.columns.size(); ++column) {
            std::set<std::string> values{"", "nobody", "007"};
            if (!all.rows.empty()) values.insert(all.rows[all.rows.size() / 2][column]);
            for (const std::string& value : values) {
                INFO(query.name << ' ' << all.columns[column] << '=' << value);
                const Arguments filter{{all.columns[column], value}};
                const Rows expected = kept(all, {{column, value}});
                CHECK(book.shown(query.name, filter).rows == expected.rows);
                CHECK(book.streamed(query.name, filter).rows == expected.rows);
            }
        }
    }
}

TEST_CASE("filters on two columns keep what a look at every row keeps") {
    Full book(GENERATE(false, true));
    for (const char* name : {"charge", "invoice", "usage", "payment", "subscription", "entry"}) {
        const Rows all = book.shown(name, {});
        REQUIRE_FALSE(all.rows.empty());
        const auto& row = all.rows[all.rows.size() / 2];
        for (std::size_t one = 0; one < row.size(); ++one) {
            for (std::size_t two = one + 1; two < row.size(); ++two) {
                const Arguments filter{{all.columns[one], row[one]}, {all.columns[two], row[two]}};
                INFO(name << ' ' << filter[0].first << ' ' << filter[1].first);
                const auto expected = kept(all, {{one, row[one]}, {two, row[two]}}).rows;
                CHECK(book.shown(name, filter).rows == expected);
            }
        }
    }
}

TEST_CASE("what a filter asks for is read and not the table") {
    Full book(GENERATE(false, true));
    struct Case {
        const char* query;
        Arguments filter;
        std::size_t rows; ///< Found at least.
        std::size_t most; ///< Read, beside the 30 rows of `counter`; a view reads them twice.
    };
    const std::vector<Case> cases{{"account", {{"number", "a7"}}, 1, 6},
                                  {"payer", {{"account", "a7"}}, 1, 6},
                                  {"subscription", {{"key", "sa7"}}, 1, 8},
                                  {"subscription", {{"account", "a7"}}, 1, 8},
                                  {"change", {{"subscription", "sa7"}}, 1, 10},
                                  {"usage", {{"subscription", "sa7"}}, 1, 10},
                                  {"charge", {{"id", "17"}}, 1, 8},
                                  {"charge", {{"account", "a7"}}, 3, 40},
                                  {"charge", {{"subscription", "sa7"}, {"kind", "metered"}}, 1, 40},
                                  {"invoice", {{"account", "a7"}}, 1, 12},
                                  {"act", {{"account", "a7"}}, 1, 12},
                                  {"entry", {{"account", "a7"}}, 2, 20},
                                  {"payment", {{"number", "8841"}}, 1, 8},
                                  {"balance", {{"account", "a7"}}, 1, 8},
                                  {"document", {{"account", "a7"}}, 2, 40},
                                  {"document", {{"account", "a7"}, {"from", "2026-03-01"}}, 1, 50},
                                  {"document", {{"number", "I000007"}}, 1, 50},
                                  {"account", {{"number", "nobody"}}, 0, 2},
                                  {"charge", {{"account", "nobody"}}, 0, 2},
                                  {"charge", {{"id", "x"}}, 0, 0}};
    (void)book.shown("counter", {});
    const std::size_t counters = book.read / 2; // the refresh reads them too
    for (const Case& one : cases) {
        INFO(one.query << ' ' << (one.filter.empty() ? "" : one.filter[0].first));
        CHECK(book.shown(one.query, one.filter).rows.size() >= one.rows);
        CHECK(book.read <= counters + one.most);
    }
}
