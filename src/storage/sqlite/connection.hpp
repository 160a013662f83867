#pragma once

#include "prorata/storage/row_batch.hpp"

#include <sqlite3.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace prorata::storage::sqlite {

/// Throws the Error that a SQLite result code stands for; `what` says what was being done.
[[noreturn]] void raise(int code, sqlite3* database, std::string_view what);

/// A prepared statement, kept for many executions.
class Statement {
  public:
    Statement(sqlite3* database, const std::string& sql);

    void bind(int position, const Cell& cell);
    /// SQLITE_ROW, SQLITE_DONE, or an error code.
    [[nodiscard]] int step() noexcept { return sqlite3_step(statement_.get()); }
    void reset() noexcept { sqlite3_reset(statement_.get()); }
    [[nodiscard]] sqlite3_stmt* raw() const noexcept { return statement_.get(); }

  private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
    };
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// An open file.
class Connection {
  public:
    /// Waits for other writers in steps of a millisecond, `busy_timeout` in all.
    Connection(const std::string& path, bool create, std::chrono::milliseconds busy_timeout);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    [[nodiscard]] sqlite3* raw() const noexcept { return database_.get(); }
    void execute(const std::string& sql);
    /// The first column of the first row, as text; empty if there is no row.
    [[nodiscard]] std::string query(const std::string& sql);
    [[nodiscard]] bool in_transaction() const noexcept {
        return sqlite3_get_autocommit(database_.get()) == 0;
    }
    /// Ends a transaction that failed; keeps quiet, because the reason is already known.
    void rollback() noexcept;
    /// Refuses a file that was moved, replaced or deleted under the open handle: what would be
    /// written to it, nobody would find again.
    void require_in_place();
    /// Ends a transaction whose rollback failed, too, so that nothing half-done is read or written.
    void settle();
    /// Leaves the handle alone: a forked child must not close its parent's file.
    void abandon() noexcept { (void)database_.release(); }

  private:
    static int wait(void* connection, int waits) noexcept;

    struct Close {
        void operator()(sqlite3* database) const noexcept { sqlite3_close_v2(database); }
    };
    int patience_; ///< Milliseconds.
    std::unique_ptr<sqlite3, Close> database_;
    std::optional<Statement> rollback_; // made in good time: a rollback must not need memory
};

} // namespace prorata::storage::sqlite
