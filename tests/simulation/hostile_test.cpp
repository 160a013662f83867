// A book whose cells somebody set to the worst values, one at a time, with the schema left as it
// is: reading, proving, explaining and running it end in an answer or in a fault of the library,
// never in anything else, and a sealed book does not pass as sound (S2, C1).

#include "world.hpp"

#include "catch.hpp"

#include <algorithm>
#include <iostream>
#include <set>
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
    std::string key; ///< The columns of the primary key, with commas.
};

/// Every column of the book. Only a remark, which nobody reads, is who made the file.
std::vector<Cell> cells() {
    std::vector<Cell> all;
    Raw raw;
    for (const std::string& table : raw("SELECT name FROM sqlite_schema WHERE type = 'table' AND "
                                        "name NOT LIKE 'sqlite%' AND name <> 'prorata_meta' "
                                        "ORDER BY name")) {
        const std::string columns = " FROM pragma_table_info('" + table + "')";
        const std::string key = raw("SELECT group_concat(name)" + columns + " WHERE pk > 0")[0];
        for (const std::string& column : raw("SELECT name" + columns))
            all.push_back({table, column, key.empty() ? "rowid" : key});
    }
    return all;
}

/// A book in which every command of the sweeps was said that could be, so that no table is empty.
Disk::Image full_image() {
    std::vector<Sweep> all{
        {"2025-11-10",
         "add_account",
         {{"number", "sale"},
          {"currency", "RUB"},
          {"zone", "UTC"},
          {"terms", "postpaid"},
          {"price_level", "partner"}}},
        {"2025-11-10",
         "add_payer",
         {{"account", "sale"},
          {"code", "p1"},
          {"kind", "legal_entity"},
          {"country", "DE"},
          {"requisite.name", "S"},
          {"requisite.legal_address", "Bonn"}}},
        {"2025-11-10", "subscribe", purchase("sale", "sold", "crm", {{"quantity.seat", "2"}})},
        // November is in acts by then: a correction.
        {"2025-12-03",
         "set_quantity",
         {{"subscription", "sold"},
          {"component", "seat"},
          {"quantity", "1"},
          {"from", "2025-11-20"}}}};
    for (const Sweep& sweep : sweeps()) {
        all.insert(all.end(), sweep.before.begin(), sweep.before.end());
        all.push_back(sweep);
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Sweep& left, const Sweep& right) { return left.day < right.day; });
    Disk disk(base_image());
    const Mounted mounted(disk);
    with_book([&](Portal& portal) {
        for (const Sweep& sweep : all) {
            const std::string key = "full" + std::to_string(++portal.count);
            try {
                (void)portal.engine.perform({morning(sweep.day), "test", key}, sweep.command,
                                            sweep.arguments);
            } catch (const Error&) { // said twice, or after what it needs has ended
            }
        }
        CHECK(portal.engine.verify().empty());
    });
    return disk.image();
}

/// Sets the cell of the first or the last row; false if SQLite kept the value out or it was there.
bool plant(const Cell& cell, const std::string& value, const std::string& row) {
    Raw raw;
    const std::string of = " FROM sqlite_schema WHERE type = 'trigger'";
    const auto triggers = raw("SELECT sql" + of);
    for (const std::string& name : raw("SELECT name" + of))
        raw("DROP TRIGGER \"" + name + "\"");
    raw("PRAGMA ignore_check_constraints = ON");
    const std::string same = cell.column + " IS NOT " + value;
    std::string order = cell.key;
    for (std::size_t at = order.find(','); row == "last" && at != order.npos;
         at = order.find(',', at + 6))
        order.insert(at, " DESC");
    raw("UPDATE \"" + cell.table + "\" SET " + cell.column + " = " + value + " WHERE " + same +
        " AND (" + cell.key + ") = (SELECT " + cell.key + " FROM \"" + cell.table + "\" ORDER BY " +
        order + (row == "last" ? " DESC" : "") + " LIMIT 1)");
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
            attempt([&] { (void)portal.run("2026-01-20"); });
            attempt([&] { (void)portal.engine.verify(); });
        });
    });
    return found;
}

} // namespace

TEST_CASE("the worst value in any cell ends in an answer or a fault, and is found out") {
    Disk sealed(full_image());
    std::string anchor;
    std::vector<Cell> all;
    {
        const Mounted mounted(sealed);
        with_book([&](Portal& portal) {
            anchor = portal.engine.perform({morning("2025-12-20"), "test", "last"}, "seal", {})
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
    std::set<std::string> reached;
    const char* only = std::getenv("PRORATA_HOSTILE_CELL"); // to look at one: table.column
    for (const Cell& cell : all) {
        if (only != nullptr && cell.table + '.' + cell.column != only) continue;
        for (const char* row : {"first", "last"}) {
            for (const char* value :
                 {"0", "-1", "1", "7", "9223372036854775807", "-9223372036854775807-1",
                  "4611686018427387904", "2147483648", "''", "'x'", "'{}'", "'[[[[[[[['", "'-'",
                  "'99999999999999999999'", "X'FF00FE'", "NULL", "1e300"}) {
                if (turn++ % step != 0) continue;
                INFO(cell.table << '.' << cell.column << " = " << value << " in the " << row
                                << " row");
                Disk disk(start);
                const Mounted mounted(disk);
                if (!plant(cell, value, row)) continue;
                ++tried;
                reached.insert(cell.table);
                const std::string by = used(anchor);
                ++found[by];
                CHECK(by != "");
                CHECK(by != "invalid_argument"); // the caller did nothing wrong
            }
        }
    }
    std::cout << "checked: " << tried << " cells of " << reached.size()
              << " tables set to the worst;";
    for (const auto& [by, count] : found)
        std::cout << ' ' << (by.empty() ? "nothing" : by) << ' ' << count;
    std::cout << '\n';
    CHECK(tried > 0);
    std::set<std::string> empty;
    for (const Cell& cell : all) {
        if (step == 1 && only == nullptr && reached.count(cell.table) == 0)
            empty.insert(cell.table);
    }
    CHECK(empty == std::set<std::string>());
}
