#include "storage/sqlite/connection.hpp"

#include "prorata/base/error.hpp"

namespace prorata::storage::sqlite {

namespace {

ErrorCode error_code(int code) {
    switch (code & 0xff) {
    case SQLITE_FULL: return ErrorCode::storage_full;
    case SQLITE_CORRUPT: return ErrorCode::storage_damaged;
    case SQLITE_NOTADB: return ErrorCode::storage_foreign;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return ErrorCode::busy;
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG: return ErrorCode::invalid_argument;
    default: return ErrorCode::storage_failed;
    }
}

} // namespace

void raise(int code, sqlite3* database, std::string_view what) {
    std::string message = "SQLite could not " + std::string(what) + ": " + sqlite3_errstr(code);
    if (database != nullptr && sqlite3_errcode(database) != SQLITE_OK) {
        message += std::string(" (") + sqlite3_errmsg(database) + ")";
    }
    throw Error(error_code(code), message);
}

Statement::Statement(sqlite3* database, const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(database, sql.c_str(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) raise(code, database, "prepare a statement");
    statement_.reset(statement);
}

// What these change lies behind the handle, so they are not const.
// NOLINTBEGIN(readability-make-member-function-const)
void Statement::bind(int position, const Cell& cell) {
    int code = SQLITE_OK;
    switch (cell.kind) {
    case CellKind::null: code = sqlite3_bind_null(raw(), position); break;
    case CellKind::integer: code = sqlite3_bind_int64(raw(), position, cell.integer); break;
    case CellKind::text: // the batch outlives the step
        code =
            sqlite3_bind_text64(raw(), position, cell.text, cell.size, SQLITE_STATIC, SQLITE_UTF8);
        break;
    }
    if (code != SQLITE_OK) raise(code, sqlite3_db_handle(raw()), "bind a value");
}

Connection::Connection(const std::string& path, bool create, std::chrono::milliseconds busy_timeout)
    : patience_(static_cast<int>(busy_timeout.count())) {
    // sqlite3_open_v2 gives a handle even when it fails; it is closed all the same.
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                      (create ? SQLITE_OPEN_CREATE : 0);
    sqlite3* database = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &database, flags, nullptr);
    database_.reset(database);
    if (code != SQLITE_OK) raise(code, database, "open the file");
    sqlite3_busy_handler(database, wait, this);
    rollback_.emplace(database, "ROLLBACK");
}

/// SQLite's own handler sleeps longer each time, up to 100 ms, and whoever comes later overtakes; a
/// commit takes a millisecond or two.
int Connection::wait(void* connection, int waits) noexcept {
    if (waits >= static_cast<Connection*>(connection)->patience_) return 0;
    sqlite3_sleep(1);
    return 1;
}

void Connection::execute(const std::string& sql) {
    const int code = sqlite3_exec(raw(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) raise(code, raw(), "execute a statement");
}

std::string Connection::query(const std::string& sql) {
    Statement statement(raw(), sql);
    const int code = statement.step();
    if (code == SQLITE_DONE) return {};
    if (code != SQLITE_ROW) raise(code, raw(), "read a setting");
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement.raw(), 0));
    return text == nullptr ? std::string() : std::string(text);
}

void Connection::rollback() noexcept {
    if (!in_transaction()) return;
    (void)rollback_->step();
    rollback_->reset();
}

void Connection::require_in_place() {
    int moved = 0;
    const int code = sqlite3_file_control(raw(), "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    if (code == SQLITE_OK && moved != 0) {
        throw Error(ErrorCode::storage_failed,
                    "the file was moved, replaced or deleted while it was open; open it again");
    }
}

void Connection::settle() {
    rollback();
    if (in_transaction()) {
        throw Error(ErrorCode::storage_failed, "a change could not be taken back; close the book");
    }
}
// NOLINTEND(readability-make-member-function-const)

} // namespace prorata::storage::sqlite
