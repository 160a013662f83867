#include "storage/sqlite/batch_source.hpp"

#include "storage/sqlite/connection.hpp"

#include <new>
#include <string>

namespace prorata::storage::sqlite {

namespace {

// SQLite's own structs come first, so that its pointers to them are pointers to ours.
struct Table : sqlite3_vtab {
    BatchSource* source;
};

struct Cursor : sqlite3_vtab_cursor {
    BatchSource* source;
};

std::string declared() {
    std::string text = "CREATE TABLE batch (";
    for (std::size_t i = 0; i < batch_width; ++i)
        text += (i == 0 ? "c" : ", c") + std::to_string(i);
    return text + ")";
}

// Made ahead: what SQLite calls must not throw, and this would when memory runs out.
const std::string declaration = declared();

int connect(sqlite3* database, void* source, int, const char* const*, sqlite3_vtab** table_out,
            char**) {
    const int code = sqlite3_declare_vtab(database, declaration.c_str());
    if (code != SQLITE_OK) return code;
    auto* table = new (std::nothrow) Table{};
    if (table == nullptr) return SQLITE_NOMEM;
    table->source = static_cast<BatchSource*>(source);
    *table_out = table;
    return SQLITE_OK;
}

int disconnect(sqlite3_vtab* table) {
    delete static_cast<Table*>(table);
    return SQLITE_OK;
}

int best_index(sqlite3_vtab*, sqlite3_index_info*) {
    return SQLITE_OK;
}

int open(sqlite3_vtab* table, sqlite3_vtab_cursor** cursor_out) {
    auto* cursor = new (std::nothrow) Cursor{};
    if (cursor == nullptr) return SQLITE_NOMEM;
    cursor->source = static_cast<Table*>(table)->source;
    *cursor_out = cursor;
    return SQLITE_OK;
}

int close(sqlite3_vtab_cursor* cursor) {
    delete static_cast<Cursor*>(cursor);
    return SQLITE_OK;
}

BatchSource& source_of(sqlite3_vtab_cursor* cursor) {
    return *static_cast<Cursor*>(cursor)->source;
}

int filter(sqlite3_vtab_cursor* cursor, int, const char*, int, sqlite3_value**) {
    source_of(cursor).row = 0;
    return SQLITE_OK;
}

int next(sqlite3_vtab_cursor* cursor) {
    ++source_of(cursor).row;
    return SQLITE_OK;
}

int at_end(sqlite3_vtab_cursor* cursor) {
    const BatchSource& source = source_of(cursor);
    return static_cast<int>(source.batch == nullptr || source.row >= source.batch->rows());
}

int column(sqlite3_vtab_cursor* cursor, sqlite3_context* result, int position) {
    const BatchSource& source = source_of(cursor);
    const Cell& cell = source.batch->at(source.row, static_cast<std::size_t>(position));
    switch (cell.kind) {
    case CellKind::null: sqlite3_result_null(result); break;
    case CellKind::integer: sqlite3_result_int64(result, cell.integer); break;
    case CellKind::text:
        sqlite3_result_text64(result, cell.text, cell.size, SQLITE_STATIC, SQLITE_UTF8);
        break;
    }
    return SQLITE_OK;
}

int row_id(sqlite3_vtab_cursor* cursor, sqlite3_int64* id_out) {
    *id_out = static_cast<sqlite3_int64>(source_of(cursor).row);
    return SQLITE_OK;
}

sqlite3_module module_of_batches() {
    sqlite3_module module{};
    module.iVersion = 1; // no xCreate: the table exists by itself, under its own name only
    module.xConnect = connect;
    module.xBestIndex = best_index;
    module.xDisconnect = disconnect;
    module.xOpen = open;
    module.xClose = close;
    module.xFilter = filter;
    module.xNext = next;
    module.xEof = at_end;
    module.xColumn = column;
    module.xRowid = row_id;
    return module;
}

const sqlite3_module batch_module = module_of_batches();

} // namespace

void register_batch_table(sqlite3* database, BatchSource& source) {
    const int code =
        sqlite3_create_module_v2(database, batch_table, &batch_module, &source, nullptr);
    if (code != SQLITE_OK) raise(code, database, "register the table of the batch");
}

} // namespace prorata::storage::sqlite
