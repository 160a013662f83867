// The disk must find what a real one does to SQLite: settings that can lose an acknowledged commit
// lose some on it, and those that cannot lose none.

#include "disk.hpp"

#include "catch.hpp"

#include <iostream>
#include <sqlite3.h>

using namespace simulation;

namespace {

struct Setting {
    const char* journal_mode;
    const char* synchronous;
};

struct Count {
    int cuts = 0;
    int lost = 0;    ///< Books that lack an acknowledged row.
    int damaged = 0; ///< Books with a half-done transaction or a broken file.
};

class Database {
  public:
    Database() { ok_ = sqlite3_open("db", &database_) == SQLITE_OK; }
    ~Database() { sqlite3_close_v2(database_); }
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    bool run(const std::string& sql) {
        return ok_ && sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
    }
    std::string ask(const char* sql) {
        std::string text = "failed";
        (void)sqlite3_exec(
            database_, sql,
            [](void* into, int, char** values, char**) {
                *static_cast<std::string*>(into) = values[0] == nullptr ? "" : values[0];
                return 0;
            },
            &text, nullptr);
        return text;
    }

  private:
    sqlite3* database_ = nullptr;
    bool ok_ = false;
};

constexpr int rows = 6;

/// Inserts pairs of rows, a pair in a transaction; how many pairs were acknowledged.
int work(Database& database, const Setting& setting) {
    if (!database.run(std::string("PRAGMA journal_mode=") + setting.journal_mode) ||
        !database.run(std::string("PRAGMA synchronous=") + setting.synchronous) ||
        !database.run("PRAGMA wal_autocheckpoint=3") ||
        !database.run("CREATE TABLE IF NOT EXISTS t(i INTEGER PRIMARY KEY, x TEXT)")) {
        return 0;
    }
    for (int i = 1; i <= rows; ++i) {
        const std::string row = "INSERT INTO t(x) VALUES(hex(zeroblob(700)));";
        if (!database.run("BEGIN IMMEDIATE;" + row + row + "COMMIT")) return i - 1;
    }
    return rows;
}

void judge(const Disk& disk, int acknowledged, Count& count) {
    Disk after(disk.survivors());
    const Mounted mounted(after);
    Database database;
    const bool whole = database.ask("PRAGMA integrity_check") == "ok";
    const std::string there = acknowledged == 0 ? "0" : database.ask("SELECT count(*) FROM t");
    const int found = there == "failed" ? 0 : std::stoi(there); // failed: the table is lost, too
    ++count.cuts;
    if (!whole || found % 2 == 1 || found / 2 > acknowledged + 1)
        ++count.damaged;
    else if (found / 2 < acknowledged)
        ++count.lost;
}

Count sweep(const Setting& setting) {
    Count count;
    for (const Damage style :
         {Damage::cut_lost, Damage::cut_kept, Damage::cut_reordered, Damage::cut_torn}) {
        bool struck = true;
        for (std::int64_t at = 1; struck; ++at) {
            Disk disk;
            int acknowledged = 0;
            {
                const Mounted mounted(disk);
                Database database;
                disk.plan({style, at, false, static_cast<std::uint32_t>(at)});
                acknowledged = work(database, setting);
                struck = disk.struck();
                if (!struck) disk.cut(style, static_cast<std::uint32_t>(at)); // just after the last
            }
            judge(disk, acknowledged, count);
        }
    }
    std::cout << setting.journal_mode << " + " << setting.synchronous << ": " << count.cuts
              << " power cuts, " << count.lost << " lost, " << count.damaged << " damaged\n";
    return count;
}

} // namespace

TEST_CASE("the simulated disk finds the settings of SQLite that lose an acknowledged commit") {
    CHECK(sweep({"DELETE", "FULL"}).lost > 0);
    CHECK(sweep({"WAL", "NORMAL"}).lost > 0);
    const Count off = sweep({"DELETE", "OFF"});
    CHECK(off.lost > 0);
    CHECK(off.damaged > 0);
}

TEST_CASE("the simulated disk loses nothing of settings that are safe") {
    for (const Setting& setting : {Setting{"WAL", "FULL"}, Setting{"DELETE", "EXTRA"}}) {
        const Count count = sweep(setting);
        CHECK(count.cuts > 100);
        CHECK(count.lost == 0);
        CHECK(count.damaged == 0);
    }
}

TEST_CASE("a fault strikes the operations that it names") {
    for (const Damage damage : {Damage::io_error, Damage::disk_full, Damage::sync_failed}) {
        for (const bool sticky : {false, true}) {
            INFO(name(damage) << (sticky ? ", sticky" : ", once"));
            Disk disk;
            const Mounted mounted(disk);
            Database database;
            CHECK(work(database, {"WAL", "FULL"}) == rows);
            disk.plan({damage, 1, sticky});
            CHECK(work(database, {"WAL", "FULL"}) < rows);
            CHECK(disk.struck());
            CHECK((work(database, {"WAL", "FULL"}) == rows) == !sticky);
            disk.heal();
            CHECK(work(database, {"WAL", "FULL"}) == rows);
            CHECK(database.ask("PRAGMA integrity_check") == "ok");
        }
    }
}

TEST_CASE("what a failed sync lost stays lost though later syncs succeed") {
    Disk disk;
    Disk::File file;
    bool created = false;
    REQUIRE(disk.open("f", true, file, created) == SQLITE_OK);
    const unsigned char byte = 'x';
    REQUIRE(disk.write(*file, &byte, 1, 0) == SQLITE_OK);
    disk.plan({Damage::sync_failed, 1});
    CHECK(disk.sync(*file, true) == SQLITE_IOERR_FSYNC);
    CHECK(disk.sync(*file, true) == SQLITE_OK);
    disk.cut(Damage::cut_lost);
    CHECK(disk.survivors() == Disk::Image{{"f", {}}});
}
