#include "floor.hpp"

#include <stdexcept>

namespace benchmark {

using prorata::storage::RowBatch;
using prorata::storage::Table;

namespace {

std::string update_sql(const RowBatch& batch) {
    const Table& table = batch.table();
    const std::size_t leading = prorata::storage::condition_columns(table).size();
    std::string set = "version = version + 1";
    std::string where;
    for (std::size_t i = 0; i < batch.width(); ++i) {
        const std::string term =
            table.columns[batch.columns()[i]].name + " = ?" + std::to_string(i + 1);
        if (i < leading) {
            where += (where.empty() ? " WHERE " : " AND ") + term;
        } else {
            set += ", " + term;
        }
    }
    return "UPDATE \"" + table.name + "\" SET " + set + where;
}

std::string insert_sql(const RowBatch& batch) {
    std::string names;
    std::string cells;
    for (std::size_t i = 0; i < batch.width(); ++i) {
        names += (i == 0 ? "" : ", ") + batch.table().columns[batch.columns()[i]].name;
        cells += i == 0 ? "?" : ", ?";
    }
    return "INSERT INTO \"" + batch.table().name + "\" (" + names + ") VALUES (" + cells + ")";
}

} // namespace

PlainFloor::PlainFloor(const std::string& path)
    : connection_(path, false, std::chrono::seconds(10)) {
    for (const char* pragma : {"journal_mode = WAL", "synchronous = FULL", "cache_size = -16384",
                               "wal_autocheckpoint = 4000", "temp_store = MEMORY"}) {
        connection_.execute(std::string("PRAGMA ") + pragma);
    }
}

void PlainFloor::commit(const prorata::storage::Changeset& changes) {
    connection_.execute("BEGIN IMMEDIATE");
    for (const RowBatch& batch : changes.updates)
        write(batch, update_sql(batch));
    for (const RowBatch& batch : changes.inserts)
        write(batch, insert_sql(batch));
    connection_.execute("COMMIT");
}

void PlainFloor::write(const RowBatch& batch, const std::string& sql) {
    std::unique_ptr<Statement>& statement = statements_[sql];
    if (!statement) statement = std::make_unique<Statement>(connection_.raw(), sql);
    for (std::size_t row = 0; row < batch.rows(); ++row) {
        int position = 0;
        for (const prorata::storage::Cell& cell : batch.row(row))
            statement->bind(++position, cell);
        const bool done = statement->step() == SQLITE_DONE;
        if (!done || sqlite3_changes(connection_.raw()) != 1) {
            throw std::runtime_error("the floor could not write " + batch.table().name);
        }
        statement->reset();
    }
}

} // namespace benchmark
