// A book that is being made, or brought to a newer schema, under every fault of the disk: after it
// the next start finishes the work, and no row is lost (F22, V1).

#include "world.hpp"

#include "prorata/storage/schema.hpp"
#include "repository/schema.hpp"

#include "catch.hpp"

#include <algorithm>
#include <iostream>

using namespace simulation;
using storage::RowBatch;
using storage::Schema;
using storage::SqliteStorage;
using storage::Table;

namespace {

const Schema& newer() {
    static const Schema schema(2, {book_schema().tables().begin(), book_schema().tables().end()});
    return schema;
}

/// As the book was before a version added a table, an index and a column.
const Schema& older() {
    static const Schema schema = [] {
        std::vector<Table> tables(newer().tables().begin(), newer().tables().end());
        std::erase_if(tables, [](const Table& table) { return table.name == "closing"; });
        for (Table& table : tables) {
            if (table.name == "seller") table.indexes.clear();
            const std::string last = table.columns.back().name;
            const bool indexed = std::any_of(
                table.indexes.begin(), table.indexes.end(), [&](const storage::Index& index) {
                    return std::count(index.columns.begin(), index.columns.end(), last) > 0;
                });
            if (table.columns.back().nullable && !indexed) table.columns.pop_back();
        }
        return Schema(1, std::move(tables));
    }();
    return schema;
}

std::string rows(SqliteStorage& storage) {
    std::string all;
    for (const Table& table : newer().tables()) {
        RowBatch batch(table);
        storage.read({&table}, batch);
        all += table.name + ' ' + std::to_string(batch.rows()) + '\n';
        for (std::size_t row = 0; row < batch.rows(); ++row) {
            for (const storage::Cell& cell : batch.row(row))
                all += cell.is_null() ? "null|"
                       : cell.kind == storage::CellKind::integer
                           ? std::to_string(cell.integer) + '|'
                           : std::string(cell.view()) + '|';
        }
    }
    return all;
}

std::string installed() {
    SqliteStorage storage("book");
    storage.install(newer());
    return rows(storage);
}

/// An older book with some rows.
Disk::Image older_image() {
    Disk disk;
    const Mounted mounted(disk);
    SqliteStorage storage("book");
    storage.install(older());
    storage::Changeset changes;
    RowBatch& counters = changes.inserts.emplace_back(older().table("counter"));
    for (const char* name : {"a", "b", "c"})
        counters.add(std::string_view(name)).add(1).add(7);
    REQUIRE(storage.commit(changes).committed());
    return disk.image();
}

bool tried(Disk& disk) {
    const Mounted mounted(disk);
    try {
        (void)installed();
        return true;
    } catch (const Error&) {
        return false;
    }
}

std::int64_t sweep(const Disk::Image& start) {
    std::string expected;
    {
        Disk disk(start);
        const Mounted mounted(disk);
        expected = installed();
    }
    std::int64_t cases = 0;
    const std::int64_t step = sampled(PRORATA_SWEEP_STRIDE, 1);
    for (const Damage damage :
         {Damage::cut_lost, Damage::cut_kept, Damage::cut_reordered, Damage::cut_torn,
          Damage::io_error, Damage::disk_full, Damage::sync_failed}) {
        for (std::int64_t at = 1;; at += step) {
            INFO(name(damage) << " at operation " << at);
            Disk disk(start);
            disk.plan({damage, at, false, static_cast<std::uint32_t>(at)});
            (void)tried(disk);
            if (!disk.struck()) break;
            ++cases;
            if (!disk.off()) disk.cut(Damage::cut_lost);
            Disk healthy(disk.survivors());
            const Mounted mounted(healthy);
            REQUIRE(installed() == expected);
        }
    }
    return cases;
}

} // namespace

TEST_CASE("a fault while a book is made or migrated is made good by the next start") {
    const std::int64_t made = sweep({});
    const std::int64_t migrated = sweep(older_image());
    std::cout << "checked: " << made << " faults while a book is made, " << migrated
              << " while it is migrated\n";
    CHECK(made > 0);
    CHECK(migrated > 0);
}
