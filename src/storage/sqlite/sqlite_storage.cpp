#include "prorata/storage/sqlite.hpp"

#include "prorata/base/error.hpp"
#include "storage/call_guard.hpp"
#include "storage/requests.hpp"
#include "storage/sqlite/batch_source.hpp"
#include "storage/sqlite/connection.hpp"
#include "storage/sqlite/install.hpp"
#include "storage/sqlite/statements.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <utility>

namespace prorata::storage {

namespace {

using sqlite::Statement;
using sqlite::StatementKey;

/// Resets a statement when its use is over, so that it holds no lock and borrows no text.
class Use {
  public:
    explicit Use(Statement& statement) : statement_(statement) {}
    ~Use() { statement_.reset(); }
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;

  private:
    Statement& statement_;
};

Cell cell_of(sqlite3_stmt* row, int column) {
    switch (sqlite3_column_type(row, column)) {
    case SQLITE_INTEGER: return {static_cast<std::int64_t>(sqlite3_column_int64(row, column))};
    case SQLITE_TEXT: {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(row, column));
        if (text == nullptr) sqlite::raise(SQLITE_NOMEM, nullptr, "read a text");
        return {
            std::string_view(text, static_cast<std::size_t>(sqlite3_column_bytes(row, column)))};
    }
    default: return {};
    }
}

void append_row(sqlite3_stmt* row, RowBatch& into) {
    const int width = static_cast<int>(into.width());
    for (int i = 0; i < width; ++i)
        into.add(cell_of(row, i));
}

bool is_conflict(int code) {
    return code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY ||
           code == SQLITE_CONSTRAINT_ROWID;
}

} // namespace

class SqliteStorage::Book {
  public:
    Book(const std::string& path, const SqliteOptions& options)
        : options_(options), connection_(path, options.create, options.busy_timeout),
          statements_(connection_.raw()) {
        sqlite::require_ours(connection_);
        sqlite::make_safe(connection_);
        sqlite::register_batch_table(connection_.raw(), source_);
    }

    ~Book() {
        if (gate_.forked()) connection_.abandon();
    }

    void install(const Schema& schema) {
        const CallGate::Pass pass(gate_);
        connection_.settle();
        sqlite::install(connection_, schema);
        schema_ = &schema;
    }

    bool get(std::span<const Cell> key, RowBatch& into) {
        const CallGate::Pass pass(gate_);
        settle();
        require_key(installed(), key, into);
        ScanRequest request{&into.table()};
        request.from.assign(key.begin(), key.end());
        request.limit = 1;
        // The first row from the key on has the key, or no row has it.
        RowBatch found(into.table(), condition_key_and(into));
        read(request, found);
        if (found.empty() ||
            !std::equal(key.begin(), key.end(), found.row(0).begin(),
                        [](const Cell& a, const Cell& b) { return compare(a, b) == 0; })) {
            return false;
        }
        for (const Cell& cell : found.row(0).subspan(key.size()))
            into.add(cell);
        return true;
    }

    void scan(std::span<const ScanRequest> requests, std::span<RowBatch> into) {
        const CallGate::Pass pass(gate_);
        settle();
        require_requests(installed(), requests, into);
        const bool several = requests.size() > 1 && !reserved_;
        if (several) connection_.execute("BEGIN"); // one snapshot for all ranges
        try {
            for (std::size_t i = 0; i < requests.size(); ++i)
                read(requests[i], into[i]);
            if (several) connection_.execute("COMMIT");
        } catch (...) {
            connection_.rollback();
            throw;
        }
    }

    CommitResult commit(const Changeset& changes) {
        const CallGate::Pass pass(gate_);
        settle();
        require_tables(installed(), changes);
        require_valid(changes);
        if (changes.empty()) return {};
        connection_.require_in_place();
        if (!std::exchange(reserved_, false)) connection_.execute("BEGIN IMMEDIATE");
        try {
            CommitResult result = apply(changes);
            if (result.committed()) return finish();
            connection_.rollback();
            return result;
        } catch (...) {
            connection_.rollback();
            throw;
        }
    }

    void reserve() {
        const CallGate::Pass pass(gate_);
        settle();
        if (!reserved_) connection_.execute("BEGIN IMMEDIATE");
        reserved_ = true;
    }

    void release() noexcept {
        if (!gate_.forked() && std::exchange(reserved_, false)) connection_.rollback();
    }

    std::unique_ptr<Storage> another() {
        const CallGate::Pass pass(gate_);
        auto made = std::make_unique<SqliteStorage>(sqlite3_db_filename(connection_.raw(), "main"),
                                                    options_);
        if (schema_ != nullptr) made->install(*schema_);
        return made;
    }

    void snapshot(const std::string& path) {
        const CallGate::Pass pass(gate_);
        settle();
        if (std::filesystem::exists(path)) {
            throw Error(ErrorCode::already_exists, "there is a file where the copy should go");
        }
        sqlite::Connection copy(path, true, std::chrono::seconds(10));
        sqlite3_backup* backup = sqlite3_backup_init(copy.raw(), "main", connection_.raw(), "main");
        if (backup == nullptr)
            sqlite::raise(sqlite3_errcode(copy.raw()), copy.raw(), "copy the book");
        sqlite3_backup_step(backup, -1); // one read transaction: writers go on, the copy is whole
        const int code = sqlite3_backup_finish(backup);
        if (code == SQLITE_OK) return;
        std::error_code ignored;
        std::filesystem::remove(path, ignored);
        sqlite::raise(code, nullptr, "copy the book");
    }

  private:
    /// Only what was reserved may be open between two calls.
    void settle() {
        if (!reserved_) connection_.settle();
    }

    const Schema& installed() const {
        if (schema_ == nullptr) throw Error(ErrorCode::misuse, "install a schema first");
        return *schema_;
    }

    /// The key's columns, then those that the caller wants.
    static ColumnSet condition_key_and(const RowBatch& into) {
        ColumnSet set;
        for (std::uint32_t i = 0; i < into.table().key_columns; ++i)
            set.push_back(i);
        set.insert(set.end(), into.columns().begin(), into.columns().end());
        return set;
    }

    void read(const ScanRequest& request, RowBatch& into) {
        Statement& statement = statements_.find(request, into);
        const Use use(statement);
        int position = 0;
        for (const Cell& cell : request.from)
            statement.bind(++position, cell);
        for (const Cell& cell : request.to)
            statement.bind(++position, cell);
        const std::size_t most = std::min<std::size_t>(request.limit, INT64_MAX);
        statement.bind(++position, Cell(static_cast<std::int64_t>(most)));
        int code = SQLITE_ROW;
        while ((code = statement.step()) == SQLITE_ROW)
            append_row(statement.raw(), into);
        if (code != SQLITE_DONE) sqlite::raise(code, connection_.raw(), "read rows");
    }

    CommitResult apply(const Changeset& changes) {
        using Kind = StatementKey::Kind;
        CommitResult result = each_row(changes.expects, Step::expect, Kind::expect);
        if (result.committed()) result = each_row(changes.erases, Step::erase, Kind::erase);
        if (result.committed()) result = each_row(changes.updates, Step::update, Kind::update);
        if (result.committed()) result = insert(changes.inserts);
        return result;
    }

    CommitResult each_row(const std::vector<RowBatch>& batches, Step step,
                          StatementKey::Kind kind) {
        for (std::size_t b = 0; b < batches.size(); ++b) {
            if (batches[b].empty()) continue;
            Statement& statement = statements_.find(kind, batches[b]);
            const Use use(statement);
            for (std::size_t row = 0; row < batches[b].rows(); ++row) {
                if (!applied(statement, batches[b].row(row), step)) {
                    return {Outcome::conflict, step, &batches[b].table(), b, row};
                }
            }
        }
        return {};
    }

    bool applied(Statement& statement, std::span<const Cell> cells, Step step) {
        int position = 0;
        for (const Cell& cell : cells)
            statement.bind(++position, cell);
        const int code = statement.step();
        const bool found =
            step == Step::expect ? code == SQLITE_ROW : sqlite3_changes(connection_.raw()) == 1;
        statement.reset();
        if (is_conflict(code)) return false;
        if (code != SQLITE_DONE && code != SQLITE_ROW) {
            sqlite::raise(code, connection_.raw(), "change a row");
        }
        return found;
    }

    CommitResult insert(const std::vector<RowBatch>& batches) {
        for (std::size_t b = 0; b < batches.size(); ++b) {
            if (batches[b].empty()) continue;
            source_.batch = &batches[b];
            Statement& statement = statements_.find(StatementKey::Kind::insert, batches[b]);
            const Use use(statement);
            const int code = statement.step();
            source_.batch = nullptr;
            if (is_conflict(code)) {
                return {Outcome::conflict, Step::insert, &batches[b].table(), b, source_.row};
            }
            if (code != SQLITE_DONE) sqlite::raise(code, connection_.raw(), "insert rows");
        }
        return {};
    }

    /// A commit that fails in its last step is unknown: the log may have reached the disk or not.
    CommitResult finish() {
        const int code = sqlite3_exec(connection_.raw(), "COMMIT", nullptr, nullptr, nullptr);
        if (code == SQLITE_OK) return {};
        if ((code & 0xff) == SQLITE_IOERR) {
            connection_.rollback();
            return {Outcome::failed};
        }
        sqlite::raise(code, connection_.raw(), "commit");
    }

    CallGate gate_;
    SqliteOptions options_;
    sqlite::BatchSource source_; // outlives the connection, which points to it
    sqlite::Connection connection_;
    sqlite::Statements statements_;
    const Schema* schema_ = nullptr;
    bool reserved_ = false; ///< A transaction is open, with nothing written in it.
};

SqliteStorage::SqliteStorage(const std::string& path, const SqliteOptions& options) {
    if (path.empty() || path == ":memory:") {
        throw Error(ErrorCode::invalid_argument,
                    "a SQLite book needs the path of a file; for memory use MemoryStorage");
    }
    if (!options.create && !std::filesystem::exists(path)) {
        throw Error(ErrorCode::not_found, "there is no book of that name");
    }
    book_ = std::make_unique<Book>(path, options);
}

SqliteStorage::~SqliteStorage() = default;
void SqliteStorage::install(const Schema& schema) {
    book_->install(schema);
}
bool SqliteStorage::get(std::span<const Cell> key, RowBatch& into) {
    return book_->get(key, into);
}
void SqliteStorage::scan(std::span<const ScanRequest> requests, std::span<RowBatch> into) {
    book_->scan(requests, into);
}
CommitResult SqliteStorage::commit(const Changeset& changes) {
    return book_->commit(changes);
}
void SqliteStorage::reserve() {
    book_->reserve();
}
void SqliteStorage::release() noexcept {
    book_->release();
}
std::unique_ptr<Storage> SqliteStorage::another() {
    return book_->another();
}
void SqliteStorage::snapshot(const std::string& path) {
    book_->snapshot(path);
}

} // namespace prorata::storage
