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
        if (i < leading)
            where += (where.empty() ? " WHERE " : " AND ") + term;
        else
            set += ", " + term;
    }
    return "UPDATE " + table.name + " SET " + set + where;
}

std::string insert_sql(const RowBatch& batch, const std::string& cell, const std::string& end) {
    std::string names;
    std::string cells;
    for (std::size_t i = 0; i < batch.width(); ++i) {
        const std::string comma = i == 0 ? "" : ", ";
        names += comma + batch.table().columns[batch.columns()[i]].name;
        cells += comma + cell + std::to_string(cell == "?" ? i + 1 : i);
    }
    return "INSERT INTO " + batch.table().name + " (" + names + ") " +
           (cell == "?" ? "VALUES (" : "SELECT ") + cells + end;
}

} // namespace

Floor::Floor(const std::string& path, Kind kind)
    : kind_(kind), connection_(path, false, std::chrono::seconds(10)) {
    for (const char* pragma : {"journal_mode = WAL", "synchronous = FULL", "cache_size = -16384",
                               "wal_autocheckpoint = 4000", "temp_store = MEMORY"})
        connection_.execute(std::string("PRAGMA ") + pragma);
    prorata::storage::sqlite::register_batch_table(connection_.raw(), source_);
}

void Floor::commit(const prorata::storage::Changeset& changes) {
    connection_.execute("BEGIN IMMEDIATE");
    for (const RowBatch& batch : changes.updates)
        update(batch);
    for (const RowBatch& batch : changes.inserts)
        kind_ == Kind::plain ? insert_rows(batch) : insert_batch(batch);
    connection_.execute("COMMIT");
}

Floor::Statement& Floor::prepared(const RowBatch& batch, const std::string& sql) {
    std::unique_ptr<Statement>& found = statements_[batch.table().name + " " + sql.substr(0, 6)];
    if (!found) found = std::make_unique<Statement>(connection_.raw(), sql);
    return *found;
}

void Floor::update(const RowBatch& batch) {
    step_rows(prepared(batch, update_sql(batch)), batch);
}

void Floor::insert_rows(const RowBatch& batch) {
    step_rows(prepared(batch, insert_sql(batch, "?", ")")), batch);
}

void Floor::step_rows(Statement& statement, const RowBatch& batch) {
    for (std::size_t row = 0; row < batch.rows(); ++row) {
        int position = 0;
        for (const prorata::storage::Cell& cell : batch.row(row))
            statement.bind(++position, cell);
        const bool done = statement.step() == SQLITE_DONE;
        if (!done || sqlite3_changes(connection_.raw()) != 1)
            throw std::runtime_error("the floor could not write " + batch.table().name);
        statement.reset();
    }
}

void Floor::insert_batch(const RowBatch& batch) {
    const std::string from = std::string(" FROM ") + prorata::storage::sqlite::batch_table;
    Statement& statement = prepared(batch, insert_sql(batch, "c", from));
    source_.batch = &batch;
    if (statement.step() != SQLITE_DONE)
        throw std::runtime_error("the floor could not write " + batch.table().name);
    statement.reset();
    source_.batch = nullptr;
}

} // namespace benchmark
