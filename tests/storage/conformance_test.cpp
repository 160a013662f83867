// Every clause of the contract in prorata/storage/storage.hpp, for each backend.

#include "catch.hpp"
#include "prorata/base/error.hpp"
#include "prorata/storage/faulty.hpp"
#include "prorata/storage/memory.hpp"
#include "prorata/storage/overlay.hpp"
#include "prorata/storage/sqlite.hpp"
#include "storage/sample.hpp"
#include "storage/temporary.hpp"

#include <iostream>
#include <limits>
#include <memory>
#include <random>
#include <sstream>

using namespace sample;
using prorata::Error;
using prorata::ErrorCode;

namespace {

/// Opens several connections to one book of a backend.
struct Backend {
    virtual ~Backend() = default;
    virtual std::unique_ptr<Storage> open() = 0;
};

struct MemoryBackend : Backend {
    std::shared_ptr<MemoryBook> book = memory_book();
    std::unique_ptr<Storage> open() override { return std::make_unique<MemoryStorage>(book); }
};

struct SqliteBackend : Backend {
    temporary::File file{"conformance"};
    std::unique_ptr<Storage> open() override {
        return std::make_unique<SqliteStorage>(file.path());
    }
};

/// Changes over a base; connections share them.
struct OverlayBackend : Backend {
    MemoryStorage base;
    OverlayStorage overlay{base};
    std::unique_ptr<Storage> open() override { return overlay.another(); }
};

std::unique_ptr<Backend> backend(const std::string& name) {
    if (name == "overlay") return std::make_unique<OverlayBackend>();
    if (name == "memory") return std::make_unique<MemoryBackend>();
    return std::make_unique<SqliteBackend>();
}

std::string shown(const RowBatch& rows) {
    std::ostringstream text;
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        for (const Cell& cell : rows.row(row)) {
            if (cell.kind == CellKind::integer)
                text << cell.integer;
            else if (cell.kind == CellKind::text)
                text << '"' << cell.view() << '"';
            else
                text << "null";
            text << ' ';
        }
        text << "| ";
    }
    return text.str();
}

std::string all(Storage& storage, const Table& table) {
    RowBatch rows(table);
    storage.read({&table}, rows);
    return shown(rows);
}

std::string range(Storage& storage, const ScanRequest& request) {
    RowBatch rows(*request.table, {0, 1});
    storage.read(request, rows);
    return shown(rows);
}

struct Book {
    explicit Book(const std::string& name) : behind(backend(name)), storage(behind->open()) {
        storage->install(schema);
    }
    Schema schema{1, tables()};
    const Table& account = schema.table("account");
    const Table& subscription = schema.table("subscription");
    const Table& charge = schema.table("charge");
    const Table& label = schema.table("label");
    std::unique_ptr<Backend> behind;
    std::unique_ptr<Storage> storage;

    void put_accounts() {
        Changeset changes;
        RowBatch& rows = batch(changes.inserts, account);
        rows.add(2).add(1).add("B-2").add(20);
        rows.add(1).add(1).add("A-1").add_null();
        rows.add(3).add(1).add("C-3").add(10);
        REQUIRE(storage->commit(changes).committed());
    }
};

} // namespace

#define FOR_EACH_BACKEND                                                                           \
    const std::string name = GENERATE(as<std::string>{}, "memory", "sqlite", "overlay");           \
    INFO(name);                                                                                    \
    Book book(name);                                                                               \
    Storage& storage = *book.storage

TEST_CASE("inserted rows come back in the order of the key, and of an index") {
    FOR_EACH_BACKEND;
    book.put_accounts();
    CHECK(all(storage, book.account) == "1 1 \"A-1\" null | 2 1 \"B-2\" 20 | 3 1 \"C-3\" 10 | ");
    CHECK(range(storage, {&book.account, &book.account.index("account_due")}) == "3 1 | 2 1 | ");
    CHECK(range(storage,
                {&book.account, &book.account.index("account_due"), {}, {std::int64_t{20}}}) ==
          "3 1 | ");
    CHECK(range(storage,
                {&book.account, &book.account.index("account_number"), {std::string_view("B")}}) ==
          "2 1 | 3 1 | ");
}

TEST_CASE("a range is half-open over the leading key columns") {
    FOR_EACH_BACKEND;
    Changeset changes;
    RowBatch& rows = batch(changes.inserts, book.subscription);
    for (const int account : {7, 5, 6}) {
        for (const int id : {3, 1, 2})
            rows.add(account).add(id).add(1).add("").add_null();
    }
    REQUIRE(storage.commit(changes).committed());
    using I = std::int64_t;
    CHECK(range(storage, {&book.subscription, nullptr, {I{6}}, {I{7}}}) == "6 1 | 6 2 | 6 3 | ");
    CHECK(range(storage, {&book.subscription, nullptr, {I{5}, I{3}}, {I{6}, I{2}}}) ==
          "5 3 | 6 1 | ");
    CHECK(range(storage, {&book.subscription, nullptr, {I{6}, I{3}}, {}, 2}) == "6 3 | 7 1 | ");
    CHECK(range(storage, {&book.subscription, nullptr, {}, {I{5}, I{2}}}) == "5 1 | ");
    CHECK(range(storage, {&book.subscription, nullptr, {I{8}}}).empty());
    CHECK(range(storage, {&book.subscription, nullptr, {}, {}, 0}).empty());
}

TEST_CASE("get finds one row by its whole key, in the columns asked for") {
    FOR_EACH_BACKEND;
    book.put_accounts();
    RowBatch row(book.account, {2, 0});
    const Cell two[] = {std::int64_t{2}};
    const Cell nine[] = {std::int64_t{9}};
    CHECK(storage.get(two, row));
    CHECK(shown(row) == "\"B-2\" 2 | ");
    CHECK_FALSE(storage.get(nine, row));
    CHECK(row.rows() == 1);
}

TEST_CASE("extreme integers and any text without NUL come back as they went in") {
    FOR_EACH_BACKEND;
    constexpr auto least = std::numeric_limits<std::int64_t>::min();
    constexpr auto greatest = std::numeric_limits<std::int64_t>::max();
    const std::string hostile = "'; DROP TABLE account; --\n\xD1\x8E \xE2\x82\xBD \x01";
    Changeset changes;
    batch(changes.inserts, book.label)
        .add("")
        .add("")
        .add(least)
        .add(hostile)
        .add("x")
        .add(greatest)
        .add("a")
        .add("B")
        .add(0)
        .add("a")
        .add("a")
        .add(-1);
    REQUIRE(storage.commit(changes).committed());
    const std::string expected = "\"\" \"\" -9223372036854775808 | \"" + hostile +
                                 "\" \"x\" 9223372036854775807 | \"a\" \"B\" 0 | \"a\" \"a\" -1 | ";
    CHECK(all(storage, book.label) == expected);
}

TEST_CASE("update, erase and expect need the row and its version, and the version grows by one") {
    FOR_EACH_BACKEND;
    book.put_accounts();
    Changeset changes;
    const std::string_view due[] = {"due_on"};
    batch(changes.expects, book.account, condition_columns(book.account)).add(1).add(1);
    batch(changes.updates, book.account, update_columns(book.account, due)).add(2).add(1).add(99);
    batch(changes.erases, book.account, condition_columns(book.account)).add(3).add(1);
    REQUIRE(storage.commit(changes).committed());
    const std::string after = "1 1 \"A-1\" null | 2 2 \"B-2\" 99 | ";
    CHECK(all(storage, book.account) == after);

    // The same again: row 3 is gone (the first loser in the order of steps), row 2 has moved on.
    const CommitResult lost = storage.commit(changes);
    CHECK(lost.outcome == Outcome::conflict);
    CHECK(lost.step == Step::erase);
    CHECK(lost.table == &book.account);
    CHECK(all(storage, book.account) == after);
    changes.erases.clear();
    CHECK(storage.commit(changes).step == Step::update);
    changes.updates.clear();
    batch(changes.expects, book.account, condition_columns(book.account))
        .add(2)
        .add(2)
        .add(1)
        .add(7);
    const CommitResult stale = storage.commit(changes);
    CHECK(stale.step == Step::expect);
    CHECK(stale.batch == 1);
    CHECK(stale.row == 1);
}

TEST_CASE("a key or a unique value that is taken is a conflict, and nothing of the commit stays") {
    FOR_EACH_BACKEND;
    book.put_accounts();
    const std::string before = all(storage, book.account);
    Changeset changes;
    batch(changes.inserts, book.charge).add(1).add(1).add(500).add_null();
    RowBatch& rows = batch(changes.inserts, book.account);
    rows.add(4).add(1).add("D-4").add_null();
    rows.add(1).add(1).add("E-5").add_null();
    CommitResult result = storage.commit(changes);
    CHECK(result.outcome == Outcome::conflict);
    CHECK(result.step == Step::insert);
    CHECK(result.batch == 1);
    CHECK(result.row == 1);
    rows.clear();
    rows.add(5).add(1).add("C-3").add_null();
    result = storage.commit(changes);
    CHECK(result.row == 0);
    CHECK(result.table == &book.account);
    rows.clear();
    const std::string_view number[] = {"number"};
    batch(changes.updates, book.account, update_columns(book.account, number))
        .add(1)
        .add(1)
        .add("B-2");
    CHECK(storage.commit(changes).step == Step::update);
    CHECK(all(storage, book.account) == before);
    CHECK(all(storage, book.charge).empty());
}

TEST_CASE("a changeset that is wrong in form is refused with every fault, and changes nothing") {
    FOR_EACH_BACKEND;
    book.put_accounts();
    const std::string before = all(storage, book.account);
    Changeset changes;
    batch(changes.erases, book.charge, {0}).add(1);                     // append-only
    batch(changes.updates, book.account, {0, 2}).add(1).add("x");       // no version
    batch(changes.inserts, book.account).add(9).add(1).add(5).add("x"); // types
    batch(changes.inserts, book.label).add("a\0b").add_null();          // null, and too few cells
    batch(changes.inserts, book.label, {0, 1}).add("a").add("b");       // leaves out n
    batch(changes.inserts, book.label).add(std::string_view("a\0b", 3)).add("").add(1);
    try {
        (void)storage.commit(changes);
        FAIL("the changeset was not refused");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::misuse);
        CHECK(error.faults().size() == 7);
    }
    CHECK(all(storage, book.account) == before);
}

TEST_CASE("reads that are wrong in form are refused") {
    FOR_EACH_BACKEND;
    RowBatch into(book.account);
    const auto refused = [&](const ScanRequest& request) {
        CHECK_THROWS_AS(storage.read(request, into), Error);
    };
    refused({&book.charge});
    refused({&book.account, &book.schema.table("account").indexes[0], {std::int64_t{1}}});
    refused({&book.account, nullptr, {std::int64_t{1}, std::int64_t{1}}});
    refused({&book.account, nullptr, {Cell()}});
    CHECK_THROWS_AS(storage.get({}, into), Error);
    const Schema other(1, tables());
    RowBatch foreign(other.table("account"));
    CHECK_THROWS_AS(storage.read({&other.table("account")}, foreign), Error);
}

TEST_CASE("two connections see each other's commits, and the later of two writers loses") {
    FOR_EACH_BACKEND;
    book.put_accounts();
    const auto second = book.behind->open();
    second->install(book.schema);
    CHECK(all(*second, book.account) == all(storage, book.account));
    Changeset changes;
    const std::string_view due[] = {"due_on"};
    batch(changes.updates, book.account, update_columns(book.account, due)).add(1).add(1).add(5);
    CHECK(second->commit(changes).committed());
    CHECK(storage.commit(changes).outcome == Outcome::conflict);
    CHECK(all(storage, book.account) == all(*second, book.account));
}

TEST_CASE("another storage on the same book sees the same rows") {
    FOR_EACH_BACKEND;
    const auto second = storage.another();
    book.put_accounts();
    CHECK(all(*second, book.account) == all(storage, book.account));
    ForwardingStorage forwarding(storage);
    CHECK(all(*forwarding.another(), book.account) == all(storage, book.account));
}

TEST_CASE("an empty changeset commits") {
    FOR_EACH_BACKEND;
    CHECK(storage.commit({}).committed());
}

TEST_CASE("a storage without a schema says so") {
    const auto behind = backend(GENERATE(as<std::string>{}, "memory", "sqlite", "overlay"));
    CHECK_THROWS_AS(behind->open()->commit({}), Error);
}

TEST_CASE("a hundred thousand rows go in and out") {
    FOR_EACH_BACKEND;
    Changeset changes;
    RowBatch& rows = batch(changes.inserts, book.charge);
    for (int i = 100'000; i >= 1; --i)
        rows.add(i).add(i % 97).add(i).add("a note");
    REQUIRE(storage.commit(changes).committed());
    RowBatch back(book.charge, {0, 2});
    storage.read({&book.charge}, back);
    REQUIRE(back.rows() == 100'000);
    for (std::size_t i = 0; i < 100'000; i += 9'999) {
        CHECK(back.integer(i, 1) == static_cast<std::int64_t>(i) + 1);
    }
}

namespace {

/// A random changeset over small keys, so that conflicts are as likely as commits.
Changeset random_changes(const Book& book, std::mt19937& random) {
    const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    const auto letter = [&] { return std::string(1, static_cast<char>('a' + below(20))); };
    const std::string_view due[] = {"due_on", "number"};
    const std::string_view n[] = {"n"};
    Changeset changes;
    changes.updates.reserve(2); // so that the references below stay good
    changes.inserts.reserve(2);
    RowBatch& erases = batch(changes.erases, book.account, condition_columns(book.account));
    RowBatch& updates = batch(changes.updates, book.account, update_columns(book.account, due));
    RowBatch& labels = batch(changes.updates, book.label, update_columns(book.label, n));
    RowBatch& accounts = batch(changes.inserts, book.account);
    RowBatch& names = batch(changes.inserts, book.label);
    if (below(8) == 0) erases.add(below(8)).add(1 + below(3));
    if (below(6) == 0) updates.add(below(8)).add(1 + below(3)).add(below(5)).add(letter());
    if (below(8) == 0) updates.add(below(8)).add(1 + below(2)).add_null().add(letter());
    if (below(8) == 0) labels.add(letter()).add(letter()).add(below(9));
    for (int i = below(2); i > 0; --i)
        accounts.add(below(16)).add(1).add(letter()).add(below(5));
    for (int i = below(2); i > 0; --i)
        names.add(letter()).add(letter()).add(below(9));
    return changes;
}

} // namespace

namespace {

/// Some rows of both tables from a random day, in ranges with a limit.
void require_alike(const Book& left, Storage& right, const Book& names, std::mt19937& random) {
    REQUIRE(all(*left.storage, left.account) == all(right, names.account));
    REQUIRE(all(*left.storage, left.label) == all(right, names.label));
    const std::size_t limit = 1 + random() % 9;
    const std::vector<Cell> from{static_cast<std::int64_t>(random() % 12)};
    REQUIRE(range(*left.storage, {&left.account, nullptr, from, {}, limit}) ==
            range(right, {&names.account, nullptr, from, {}, limit}));
    for (const Index& index : left.account.indexes) {
        REQUIRE(range(*left.storage, {&left.account, &index, {}, {}, limit}) ==
                range(right, {&names.account, &names.account.index(index.name), {}, {}, limit}));
    }
}

} // namespace

TEST_CASE("memory and sqlite answer alike to random changesets") {
    Book left("memory");
    Book right("sqlite");
    constexpr unsigned seed = 20260101;
    constexpr int rounds = 1'500;
    std::mt19937 random(seed);
    int committed = 0;
    for (int i = 0; i < rounds; ++i) {
        INFO("seed " << seed << ", round " << i);
        std::mt19937 same = random;
        const CommitResult one = left.storage->commit(random_changes(left, random));
        const CommitResult two = right.storage->commit(random_changes(right, same));
        REQUIRE(one.outcome == two.outcome);
        REQUIRE(one.step == two.step);
        REQUIRE(one.batch == two.batch);
        REQUIRE(one.row == two.row);
        committed += one.committed() ? 1 : 0;
        if (i % 10 != 0) continue;
        require_alike(left, *right.storage, right, random);
    }
    CHECK(committed > rounds / 10);
    CHECK(committed < rounds * 9 / 10);
    std::cout << "checked: " << rounds << " random changesets on two backends, " << committed
              << " committed, seed " << seed << "\n";
}

TEST_CASE("an overlay answers like the book it lies on would, and leaves that as it was") {
    const std::string name = GENERATE(as<std::string>{}, "memory", "sqlite");
    Book left("memory");
    Book base(name);
    constexpr int rounds = 1'200;
    std::mt19937 random(20260102);
    for (int i = 0; i < rounds / 4; ++i) {
        std::mt19937 same = random;
        (void)left.storage->commit(random_changes(left, random));
        (void)base.storage->commit(random_changes(base, same));
    }
    const std::string accounts = all(*base.storage, base.account);
    const std::string labels = all(*base.storage, base.label);
    OverlayStorage overlay(*base.storage);
    overlay.install(base.schema);
    for (int i = 0; i < rounds; ++i) {
        INFO(name << ", round " << i);
        std::mt19937 same = random;
        const CommitResult one = left.storage->commit(random_changes(left, random));
        const CommitResult two = overlay.commit(random_changes(base, same));
        REQUIRE(one.outcome == two.outcome);
        REQUIRE(one.step == two.step);
        REQUIRE(one.row == two.row);
        require_alike(left, overlay, base, random);
    }
    CHECK(all(*base.storage, base.account) == accounts);
    CHECK(all(*base.storage, base.label) == labels);
    RowBatch added(base.label);
    overlay.added(added);
    CHECK(added.rows() > 0);
    for (std::size_t row = 0; row < added.rows(); ++row) {
        RowBatch there(base.label);
        CHECK_FALSE(base.storage->get(added.row(row).first(2), there));
    }
}

TEST_CASE("a faulty storage fails the n-th operation, once or from then on") {
    Book book("memory");
    book.put_accounts();
    FaultyStorage faulty(*book.storage);
    Changeset changes;
    batch(changes.inserts, book.charge).add(1).add(1).add(1).add_null();

    faulty.fail(2, FaultyStorage::Mode::error);
    CHECK(all(faulty, book.account) == all(*book.storage, book.account));
    CHECK_THROWS_AS(all(faulty, book.account), Error);
    CHECK_NOTHROW(all(faulty, book.account));
    CHECK(faulty.operations() == 3);

    faulty.fail(1, FaultyStorage::Mode::conflict, true);
    CHECK(faulty.commit(changes).outcome == Outcome::conflict);
    CHECK(faulty.commit(changes).outcome == Outcome::conflict);
    faulty.fail(1, FaultyStorage::Mode::unknown_before);
    CHECK(faulty.commit(changes).outcome == Outcome::failed);
    CHECK(all(*book.storage, book.charge).empty());
    faulty.fail(1, FaultyStorage::Mode::unknown_after);
    CHECK(faulty.commit(changes).outcome == Outcome::failed);
    CHECK(all(*book.storage, book.charge) == "1 1 1 null | ");
    faulty.fail(0, FaultyStorage::Mode::error);
    CHECK(faulty.commit(changes).outcome == Outcome::conflict); // it is there already
}
