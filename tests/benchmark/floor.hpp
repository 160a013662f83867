#pragma once

#include "prorata/storage/changeset.hpp"
#include "storage/sqlite/batch_source.hpp"
#include "storage/sqlite/connection.hpp"

#include <map>
#include <memory>
#include <string>

namespace benchmark {

/// Writes precomputed rows into the tables of a book and does nothing else: the physical limit
/// that a run is compared with.
///
/// plain: a prepared statement, one step a row. tuned: inserts take a whole batch by
/// INSERT ... SELECT from a virtual table. Updates are one step a row in both.
class Floor {
  public:
    enum class Kind { plain, tuned };

    Floor(const std::string& path, Kind kind);

    /// One durable transaction.
    void commit(const prorata::storage::Changeset& changes);

  private:
    using RowBatch = prorata::storage::RowBatch;
    using Statement = prorata::storage::sqlite::Statement;

    void update(const RowBatch& batch);
    void insert_rows(const RowBatch& batch);
    void insert_batch(const RowBatch& batch);
    void step_rows(Statement& statement, const RowBatch& batch);
    Statement& prepared(const RowBatch& batch, const std::string& sql);

    Kind kind_;
    prorata::storage::sqlite::BatchSource source_; // outlives the connection
    prorata::storage::sqlite::Connection connection_;
    std::map<std::string, std::unique_ptr<Statement>> statements_; // by table and first word
};

} // namespace benchmark
