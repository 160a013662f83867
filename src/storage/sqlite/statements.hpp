#pragma once

#include "prorata/storage/changeset.hpp"
#include "prorata/storage/storage.hpp"
#include "storage/sqlite/connection.hpp"

#include <memory>
#include <string>
#include <vector>

namespace prorata::storage::sqlite {

/// What a statement does: which step on which columns, or which form of range.
struct StatementKey {
    enum class Kind : std::uint8_t { expect, erase, update, insert, scan } kind;
    const Table* table;
    const Index* index = nullptr;
    std::size_t from = 0; ///< Cells of the lower bound.
    std::size_t to = 0;   ///< Cells of the upper bound.
    ColumnSet columns;

    friend bool operator==(const StatementKey&, const StatementKey&) = default;
};

/// The statements of a connection: each is written once, from names of the schema only, prepared
/// once, and found again by what it does. Values are always bound.
class Statements {
  public:
    explicit Statements(sqlite3* database) : database_(database) {}

    [[nodiscard]] Statement& find(StatementKey::Kind kind, const RowBatch& batch);
    [[nodiscard]] Statement& find(const ScanRequest& request, const RowBatch& into);

  private:
    struct Entry {
        StatementKey key;
        std::unique_ptr<Statement> statement;
    };
    Statement& prepared(const StatementKey& key);

    sqlite3* database_;
    std::vector<Entry> entries_; // a few dozen
};

} // namespace prorata::storage::sqlite
