// What only the SQLite backend promises: settings, refusals, migration, copies, views.

#include "prorata/storage/sqlite.hpp"

#include "catch.hpp"
#include "prorata/base/error.hpp"
#include "prorata/base/version.hpp"
#include "storage/sample.hpp"
#include "storage/temporary.hpp"

#include <chrono>
#include <csignal>
#include <fstream>
#include <functional>
#include <iostream>
#include <sqlite3.h>
#include <sys/wait.h>
#include <thread>

using namespace sample;
using prorata::Error;
using prorata::ErrorCode;

namespace {

/// Looks at a book, or spoils it, with plain SQLite.
class Plain {
  public:
    explicit Plain(const std::string& path) { sqlite3_open(path.c_str(), &database_); }
    ~Plain() { sqlite3_close(database_); }
    Plain(const Plain&) = delete;
    Plain& operator=(const Plain&) = delete;

    std::string operator()(const std::string& sql) {
        std::string result;
        char* message = nullptr;
        const auto collect = [](void* into, int count, char** values, char**) {
            for (int i = 0; i < count; ++i) {
                *static_cast<std::string*>(into) +=
                    std::string(values[i] ? values[i] : "null") + " ";
            }
            return 0;
        };
        if (sqlite3_exec(database_, sql.c_str(), collect, &result, &message) != SQLITE_OK) {
            result = std::string("error: ") + message;
            sqlite3_free(message);
        }
        return result;
    }

  private:
    sqlite3* database_ = nullptr;
};

ErrorCode code_of(const std::function<void()>& action) {
    try {
        action();
    } catch (const Error& error) {
        UNSCOPED_INFO(error.what());
        return error.code();
    }
    return ErrorCode{};
}

ErrorCode opening(const std::string& path, const Schema& schema) {
    return code_of([&] { SqliteStorage(path).install(schema); });
}

void add_charges(Storage& storage, const Schema& schema, int first, int count) {
    Changeset changes;
    RowBatch& rows = batch(changes.inserts, schema.table("charge"), {0, 1, 2, 3});
    for (int i = 0; i < count; ++i)
        rows.add(first + i).add(1).add(100).add_null();
    REQUIRE(storage.commit(changes).committed());
}

std::size_t count_charges(Storage& storage, const Schema& schema) {
    RowBatch rows(schema.table("charge"), {0});
    storage.read({&schema.table("charge")}, rows);
    return rows.rows();
}

} // namespace

TEST_CASE("a book is in WAL mode, stamped, and reopens") {
    const temporary::File file("settings");
    const Schema schema(1, tables());
    {
        SqliteStorage storage(file.path());
        storage.install(schema);
        add_charges(storage, schema, 1, 3);
    }
    Plain plain(file.path());
    CHECK(plain("PRAGMA journal_mode") == "wal ");
    CHECK(plain("PRAGMA application_id") == "1347571538 ");
    CHECK(plain("PRAGMA user_version") == "1 ");
    CHECK(plain("PRAGMA page_size") == "4096 ");
    CHECK(plain("SELECT value FROM prorata_meta WHERE name = 'library_version'") ==
          std::string(prorata::version()) + " ");
    SqliteStorage again(file.path(), {.create = false});
    again.install(schema);
    CHECK(count_charges(again, schema) == 3);
}

TEST_CASE("paths that are no file are refused") {
    const Schema schema(1, tables());
    CHECK(opening("", schema) == ErrorCode::invalid_argument);
    CHECK(opening(":memory:", schema) == ErrorCode::invalid_argument);
    CHECK(code_of([] { SqliteStorage("/nowhere/book.db", {.create = false}); }) ==
          ErrorCode::not_found);
    CHECK(opening("/nowhere/book.db", schema) == ErrorCode::storage_failed);
}

TEST_CASE("a file of something else is refused and stays as it was") {
    const Schema schema(1, tables());
    const temporary::File foreign("foreign");
    Plain(foreign.path())("CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)");
    CHECK(opening(foreign.path(), schema) == ErrorCode::storage_foreign);
    Plain plain(foreign.path());
    CHECK(plain("PRAGMA journal_mode") == "delete ");
    CHECK(plain("SELECT count(*) FROM sqlite_schema") == "1 ");

    const temporary::File garbage("garbage");
    std::ofstream(garbage.path()) << std::string(5000, 'x');
    CHECK(opening(garbage.path(), schema) == ErrorCode::storage_foreign);
}

TEST_CASE("a truncated book is damaged") {
    const Schema schema(1, tables());
    const temporary::File file("truncated");
    {
        SqliteStorage storage(file.path());
        storage.install(schema);
        add_charges(storage, schema, 1, 2000);
    }
    std::filesystem::resize_file(file.path(), 8192);
    CHECK(code_of([&] {
              SqliteStorage storage(file.path());
              storage.install(schema);
              (void)count_charges(storage, schema);
          }) == ErrorCode::storage_damaged);
}

TEST_CASE("a newer book is refused, an older one is migrated, all or nothing") {
    const temporary::File file("migration");
    const Schema first(1, tables());
    {
        SqliteStorage storage(file.path());
        storage.install(first);
        add_charges(storage, first, 1, 5);
    }
    std::vector<Table> grown = tables();
    grown[2].columns.push_back(text("reason", true));
    grown[2].columns.push_back(integer("weight", true));
    grown[1].indexes.push_back({"subscription_name", {"name"}});
    grown.push_back({"payer", "who pays", 1, {integer("id"), text("name")}});
    const Schema second(2, grown);

    // A table of that name in the way: the migration fails as a whole, the old version stays.
    Plain(file.path())("CREATE TABLE payer (x)");
    CHECK(opening(file.path(), second) == ErrorCode::storage_damaged);
    CHECK(Plain(file.path())("PRAGMA user_version") == "1 ");
    CHECK(Plain(file.path())("SELECT count(*) FROM pragma_table_info('charge')") == "4 ");
    Plain(file.path())("DROP TABLE payer");

    {
        SqliteStorage storage(file.path());
        storage.install(second);
        CHECK(count_charges(storage, second) == 5);
        add_charges(storage, second, 6, 1);
    }
    CHECK(opening(file.path(), second) == ErrorCode{}); // the migrated book equals a new one
    CHECK(opening(file.path(), first) == ErrorCode::storage_newer);
    CHECK(Plain(file.path())("SELECT reason FROM charge WHERE id = 1") == "null ");
}

TEST_CASE("a schema that was changed by something else is named and refused") {
    const Schema schema(1, tables());
    const char* plant = GENERATE(
        as<const char*>{}, "CREATE TRIGGER spy AFTER INSERT ON charge BEGIN SELECT 1; END",
        "CREATE VIEW spy AS SELECT 1", "DROP TRIGGER charge_no_update", "DROP INDEX account_number",
        "ALTER TABLE charge ADD COLUMN extra TEXT", "DROP VIEW v_charge", "CREATE TABLE spy (x)");
    INFO(plant);
    const temporary::File file("planted");
    CHECK(opening(file.path(), schema) == ErrorCode{});
    Plain(file.path())(plant);
    CHECK(opening(file.path(), schema) == ErrorCode::storage_damaged);
}

TEST_CASE("append-only tables refuse a change by any SQL tool") {
    const Schema schema(1, tables());
    const temporary::File file("append");
    {
        SqliteStorage storage(file.path());
        storage.install(schema);
        add_charges(storage, schema, 1, 1);
    }
    Plain plain(file.path());
    CHECK(plain("UPDATE charge SET amount = 1") == "error: charge is append-only");
    CHECK(plain("DELETE FROM charge") == "error: charge is append-only");
}

TEST_CASE("views show amounts, dates, instants and codes as people write them") {
    Column code{"code", ColumnType::text, "ISO 4217"};
    Column digits{"digits", ColumnType::integer, "minor digits"};
    const Schema schema(1, {{"currency", "digits of currencies", 1, {code, digits}},
                            {"bill",
                             "a bill",
                             1,
                             {integer("id"),
                              {"currency", ColumnType::text, "ISO 4217"},
                              {"amount", ColumnType::integer, "units", Format::amount},
                              {"total", ColumnType::integer, "minor units", Format::money, true},
                              {"issued_on", ColumnType::integer, "days", Format::date},
                              {"issued_at", ColumnType::integer, "microseconds", Format::instant},
                              {"state",
                               ColumnType::integer,
                               "code",
                               Format::enumeration,
                               false,
                               {"draft", "paid"}}}}});
    const temporary::File file("views");
    {
        SqliteStorage storage(file.path());
        storage.install(schema);
        Changeset changes;
        batch(changes.inserts, schema.table("currency")).add("RUB").add(2).add("JPY").add(0);
        batch(changes.inserts, schema.table("bill"))
            .add(1)
            .add("RUB")
            .add(-22'413'700)
            .add(-5)
            .add(20'484)
            .add(1'769'850'000'000'001)
            .add(2)
            .add(2)
            .add("JPY")
            .add(15'000)
            .add(700)
            .add(-1)
            .add(-1)
            .add(1)
            .add(3)
            .add("RUB")
            .add(0)
            .add_null()
            .add(0)
            .add(0)
            .add(1);
        REQUIRE(storage.commit(changes).committed());
    }
    Plain plain(file.path());
    CHECK(plain("SELECT * FROM v_bill WHERE id = 1") ==
          "1 RUB -22.413700 -0.05 2026-01-31 2026-01-31T09:00:00.000001Z paid ");
    CHECK(plain("SELECT * FROM v_bill WHERE id = 2") ==
          "2 JPY 1.5000 700 1969-12-31 1969-12-31T23:59:59.999999Z draft ");
    CHECK(plain("SELECT * FROM v_bill WHERE id = 3") ==
          "3 RUB 0.000000 null 1970-01-01 1970-01-01T00:00:00.000000Z draft ");
}

TEST_CASE("a snapshot is a whole book, taken while the original goes on") {
    const Schema schema(1, tables());
    const temporary::File file("original");
    const temporary::File copy("copy");
    SqliteStorage storage(file.path());
    storage.install(schema);
    add_charges(storage, schema, 1, 10);
    storage.snapshot(copy.path());
    add_charges(storage, schema, 11, 10);
    SqliteStorage taken(copy.path());
    taken.install(schema);
    CHECK(count_charges(taken, schema) == 10);
    CHECK(count_charges(storage, schema) == 20);
    CHECK(code_of([&] { storage.snapshot(copy.path()); }) == ErrorCode::already_exists);
}

TEST_CASE("what was reserved, nobody else overtakes") {
    const temporary::File file("reserved");
    const Schema schema(1, tables());
    SqliteStorage first(file.path());
    first.install(schema);
    SqliteStorage second(file.path(), {.busy_timeout = std::chrono::milliseconds(5)});
    second.install(schema);
    Changeset more;
    batch(more.inserts, schema.table("charge"), {0, 1, 2, 3}).add(9).add(1).add(100).add_null();
    {
        Reservation reservation(first);
        reservation.take();
        reservation.take(); // once more is the same
        CHECK(count_charges(first, schema) == 0);
        CHECK(code_of([&] { (void)second.commit(more); }) == ErrorCode::busy);
        CHECK(count_charges(second, schema) == 0); // reading is never kept waiting
        add_charges(first, schema, 1, 2);
        CHECK(second.commit(more).committed()); // a commit gives back
        reservation.take();
        CHECK(code_of([&] { (void)second.commit(more); }) == ErrorCode::busy);
    }
    add_charges(second, schema, 3, 1); // so does the end of the reservation
    CHECK(count_charges(first, schema) == 4);
    first.reserve();
    Changeset wrong;
    batch(wrong.inserts, schema.table("charge"), {0, 1, 2, 3}).add(1).add(1).add(100).add_null();
    CHECK(!first.commit(wrong).committed()); // and a conflict
    add_charges(second, schema, 4, 1);
}

TEST_CASE("after fork the child is told to open the book again") {
    const Schema schema(1, tables());
    const temporary::File file("fork");
    SqliteStorage storage(file.path());
    storage.install(schema);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        const bool refused = code_of([&] { (void)storage.commit({}); }) == ErrorCode::misuse;
        ::_exit(refused ? 0 : 1);
    }
    int status = -1;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(status == 0);
    add_charges(storage, schema, 1, 1); // the parent's own connection still works
}

TEST_CASE("processes that write at once lose no update and no acknowledged commit to SIGKILL") {
    const Schema schema(1, tables());
    const temporary::File file("processes");
    {
        SqliteStorage storage(file.path());
        storage.install(schema);
    }
    // Each child appends charges under its own thousands and tells each acknowledged one by a pipe.
    constexpr int children = 3;
    int acknowledged[2] = {};
    REQUIRE(::pipe(acknowledged) == 0);
    pid_t pids[children] = {};
    for (int c = 0; c < children; ++c) {
        pids[c] = ::fork();
        if (pids[c] != 0) continue;
        SqliteStorage storage(file.path());
        storage.install(schema);
        Changeset changes;
        RowBatch& rows = batch(changes.inserts, schema.table("charge"));
        for (int i = 1;; ++i) {
            rows.clear();
            rows.add(c * 1'000'000 + i).add(c).add(1).add_null();
            const char done = static_cast<char>(c);
            if (storage.commit(changes).committed() && ::write(acknowledged[1], &done, 1) != 1)
                ::_exit(1);
        }
    }
    int counts[children] = {};
    int total = 0;
    char who = 0;
    while (total < 60 && ::read(acknowledged[0], &who, 1) == 1) {
        ++counts[static_cast<int>(who)];
        ++total;
    }
    for (const pid_t pid : pids) {
        ::kill(pid, SIGKILL);
        ::waitpid(pid, nullptr, 0);
    }
    ::close(acknowledged[1]);
    while (::read(acknowledged[0], &who, 1) == 1)
        ++counts[static_cast<int>(who)];
    ::close(acknowledged[0]);

    SqliteStorage storage(file.path());
    storage.install(schema);
    RowBatch rows(schema.table("charge"), {0, 1});
    storage.read({&schema.table("charge")}, rows);
    int stored[children] = {};
    for (std::size_t i = 0; i < rows.rows(); ++i)
        ++stored[rows.integer(i, 1)];
    for (int c = 0; c < children; ++c) {
        CHECK(stored[c] >= counts[c]);     // nothing acknowledged is lost
        CHECK(stored[c] <= counts[c] + 1); // at most the one whose answer was killed
    }
    CHECK(total == 60);
}

TEST_CASE("a commit waits for the writer before it, then decides on what that one has left") {
    const temporary::File file("waits");
    const Schema schema(1, tables());
    const Table& account = schema.table("account");
    SqliteStorage storage(file.path());
    storage.install(schema);
    Changeset changes;
    batch(changes.inserts, account).add(1).add(1).add("A").add_null();
    REQUIRE(storage.commit(changes).committed());
    Plain other(file.path());
    REQUIRE(other("BEGIN IMMEDIATE; UPDATE account SET due_on = 7") == "");
    std::thread writer([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        (void)other("COMMIT");
    });
    Changeset next;
    batch(next.expects, account, condition_columns(account)).add(1).add(1);
    batch(next.inserts, schema.table("charge")).add(1).add(1).add(100).add_null();
    const ErrorCode code = code_of([&] { REQUIRE(storage.commit(next).committed()); });
    writer.join();
    CHECK(code == ErrorCode{});
    CHECK(count_charges(storage, schema) == 1);
}
