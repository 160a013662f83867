// A book whose cells somebody set to the worst values, one at a time, with the schema left as it is:
// reading, proving, explaining and running it end in an answer or in a fault of the library, never
// in anything else, and a sealed book does not pass as sound (S2, C1).

#include "world.hpp"

#include "catch.hpp"

#include <algorithm>
#include <iostream>
#include <sqlite3.h>

using namespace simulation;

namespace {

class Raw {
  public:
    Raw() { REQUIRE(sqlite3_open("book", &database_) == SQLITE_OK); }
    ~Raw() { sqlite3_close(database_); }
    Raw(const Raw&) = delete;
    Raw& operator=(const Raw&) = delete;

    /// The first column of every row; nothing if the statement was refused.
    std::vector<std::string> operator()(const std::string& text) {
        std::vector<std::string> rows;
        const auto take = [](void* into, int, char** cells, char**) {
            static_cast<std::vector<std::string>*>(into)->emplace_back(
                cells[0] == nullptr ? "" : cells[0]);
            return 0;
        };
        code_ = sqlite3_exec(database_, text.c_str(), take, &rows, nullptr);
        return rows;
    }
    [[nodiscard]] bool refused() const noexcept { return code_ != SQLITE_OK; }
    [[nodiscard]] bool changed() const noexcept { return sqlite3_changes(database_) > 0; }

  private:
    sqlite3* database_ = nullptr;
    int code_ = 0;
};

struct Cell {
    std::string table;
    std::string column;
};

std::vector<Cell> cells() {
    std::vector<Cell> all;
    Raw raw;
    for (const std::string& table : raw("SELECT name FROM sqlite_schema WHERE type = 'table' AND "
                                        "name NOT LIKE 'sqlite%' ORDER BY name")) {
        for (const std::string& column : raw("SELECT name FROM pragma_table_info('" + table + "')"))
            all.push_back({table, column});
    }
    return all;
}

/// Sets the cell of the first or the last row; false if SQLite kept the value out or it was there.
bool plant(const Cell& cell, const std::string& value, const char* row) {
    Raw raw;
    const std::string of = " FROM sqlite_schema WHERE type = 'trigger'";
    const auto triggers = raw("SELECT sql" + of);
    for (const std::string& name : raw("SELECT name" + of))
        raw("DROP TRIGGER \"" + name + "\"");
    raw("PRAGMA ignore_check_constraints = ON");
    const std::string same = cell.column + " IS NOT " + value;
    raw("UPDATE \"" + cell.table + "\" SET " + cell.column + " = " + value + " WHERE " + same +
        " AND rowid = (SELECT " + row + "(rowid) FROM \"" + cell.table + "\")");
    const bool done = !raw.refused() && raw.changed();
    for (const std::string& trigger : triggers)
        raw(trigger);
    return done;
}

/// What a host does with a book. How it was found out; "" if nothing noticed.
std::string used(const std::string& anchor) {
    std::string found;
    const auto attempt = [&found](const auto& use) {
        try {
            use();
        } catch (const Error& error) {
            if (found.empty()) found = name(error.code());
        }
    };
    attempt([&] {
        with_book([&](Portal& portal) {
            attempt([&] { (void)digests(portal.engine); });
            attempt([&] {
                const auto findings = portal.engine.verify(anchor);
                if (found.empty() && !findings.empty()) found = "rule " + findings.front().rule;
            });
            attempt([&] { (void)portal.engine.explain(1, "en"); });
            attempt([&] { (void)portal.run("2025-12-20"); });
            attempt([&] { (void)portal.engine.verify(); });
        });
    });
    return found;
}

} // namespace

TEST_CASE("the worst value in any cell ends in an answer or a fault, and is found out") {
    Disk sealed(base_image());
    std::string anchor;
    std::vector<Cell> all;
    {
        const Mounted mounted(sealed);
        with_book([&](Portal& portal) {
            anchor = portal.engine.perform({morning("2025-11-10"), "test", "seal"}, "seal", {})
                         .value()
                         .at("anchor");
        });
        all = cells();
    }
    const Disk::Image start = sealed.image();
    const std::int64_t step = sampled(PRORATA_HOSTILE_STRIDE, 1);
    std::int64_t turn = 0;
    std::int64_t tried = 0;
    std::map<std::string, int> found;
    const char* only = std::getenv("PRORATA_HOSTILE_CELL"); // to look at one: table.column
    for (const Cell& cell : all) {
        if (only != nullptr && cell.table + '.' + cell.column != only) continue;
        for (const char* row : {"min", "max"}) {
            for (const char* value :
                 {"0", "-1", "1", "7", "9223372036854775807", "-9223372036854775807-1",
                  "4611686018427387904", "2147483648", "''", "'x'", "'{}'", "'[[[[[[[['", "'-'",
                  "'99999999999999999999'", "X'FF00FE'", "NULL", "1e300"}) {
                if (turn++ % step != 0) continue;
                INFO(cell.table << '.' << cell.column << " = " << value << " in the " << row);
                Disk disk(start);
                const Mounted mounted(disk);
                if (!plant(cell, value, row)) continue;
                ++tried;
                const std::string by = used(anchor);
                ++found[by];
                CHECK(by != "");
            }
        }
    }
    std::cout << "checked: " << tried << " cells set to the worst;";
    for (const auto& [by, count] : found)
        std::cout << ' ' << (by.empty() ? "nothing" : by) << ' ' << count;
    std::cout << '\n';
    CHECK(tried > 0);
}
