#pragma once

#include "prorata/storage/changeset.hpp"
#include "storage/sqlite/connection.hpp"

#include <map>
#include <memory>
#include <string>

namespace benchmark {

/// Writes rows that are given ready, by raw SQLite, a prepared statement and one step a row: the
/// physical limit that a run is compared with. It reads, rates and checks nothing.
class PlainFloor {
  public:
    explicit PlainFloor(const std::string& path);

    /// One durable transaction.
    void commit(const prorata::storage::Changeset& changes);

  private:
    using RowBatch = prorata::storage::RowBatch;
    using Statement = prorata::storage::sqlite::Statement;

    void write(const RowBatch& batch, const std::string& sql);

    prorata::storage::sqlite::Connection connection_;
    std::map<std::string, std::unique_ptr<Statement>> statements_; // by text
};

} // namespace benchmark
