#include "storage/sqlite/install.hpp"

#include "prorata/base/error.hpp"
#include "prorata/base/version.hpp"
#include "storage/sqlite/ddl.hpp"

#include <algorithm>

namespace prorata::storage::sqlite {

namespace {

constexpr std::int64_t application_id = 0x50524F52; // "PROR"
// Who wrote the book last; the schema's version is SQLite's own user_version.
const SchemaObject meta_table{"table", "prorata_meta",
                              "CREATE TABLE prorata_meta (name TEXT PRIMARY KEY, value TEXT NOT "
                              "NULL) WITHOUT ROWID, STRICT"};

std::vector<SchemaObject> actual_objects(Connection& connection) {
    Statement statement(connection.raw(), "SELECT type, name, sql FROM sqlite_schema "
                                          "WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'");
    std::vector<SchemaObject> objects;
    int code = SQLITE_ROW;
    const auto text = [&](int column) {
        const auto* value =
            reinterpret_cast<const char*>(sqlite3_column_text(statement.raw(), column));
        return std::string(value == nullptr ? "" : value);
    };
    while ((code = statement.step()) == SQLITE_ROW)
        objects.push_back({text(0), text(1), text(2)});
    if (code != SQLITE_DONE) raise(code, connection.raw(), "read the schema");
    return objects;
}

const SchemaObject* find(const std::vector<SchemaObject>& objects, const SchemaObject& wanted) {
    const auto found = std::find_if(objects.begin(), objects.end(), [&](const SchemaObject& o) {
        return o.type == wanted.type && o.name == wanted.name;
    });
    return found == objects.end() ? nullptr : &*found;
}

std::vector<SchemaObject> expected_objects(const Schema& schema) {
    std::vector<SchemaObject> objects = schema_objects(schema);
    objects.push_back(meta_table);
    return objects;
}

/// The schema of the file must be the declared one to the letter: no column less, no trigger more.
void require_equal(const std::vector<SchemaObject>& actual,
                   const std::vector<SchemaObject>& expected) {
    Faults faults;
    for (const SchemaObject& object : expected) {
        const SchemaObject* found = find(actual, object);
        if (found == nullptr)
            faults.add(object.name, "the " + object.type + " is missing");
        else if (*found != object)
            faults.add(object.name, "the " + object.type + " was changed");
    }
    for (const SchemaObject& object : actual) {
        if (find(expected, object) == nullptr) {
            faults.add(object.name, "the " + object.type + " does not belong here");
        }
    }
    faults.raise_if_any("the tables of the book are not those it was made with",
                        ErrorCode::storage_damaged);
}

void migrate_table(Connection& connection, const Table& table, const SchemaObject& actual) {
    for (std::size_t old = 1; old < table.columns.size(); ++old) {
        if (create_table(table, old) != actual.sql) continue;
        for (std::size_t i = old; i < table.columns.size(); ++i) {
            connection.execute(add_column(table, table.columns[i]));
        }
        return;
    }
    throw Error(ErrorCode::storage_damaged,
                "table " + table.name + " of the book is no earlier form of the declared one");
}

/// Adds what the book lacks. Views and triggers hold no data and are made anew.
void migrate(Connection& connection, const Schema& schema,
             const std::vector<SchemaObject>& actual) {
    for (const SchemaObject& object : actual) {
        if (object.type == "view" || object.type == "trigger") {
            connection.execute("DROP " + object.type + " " + object.name);
        }
    }
    for (const SchemaObject& object : expected_objects(schema)) {
        const SchemaObject* found = find(actual, object);
        const bool keep = found != nullptr && object.type != "view" && object.type != "trigger";
        if (!keep)
            connection.execute(object.sql);
        else if (object.type == "table" && *found != object) {
            migrate_table(connection, schema.table(object.name), *found);
        }
    }
}

void stamp(Connection& connection, const Schema& schema) {
    connection.execute("PRAGMA application_id = " + std::to_string(application_id));
    connection.execute("PRAGMA user_version = " + std::to_string(schema.version()));
    Statement statement(connection.raw(), "INSERT INTO prorata_meta VALUES ('library_version', ?) "
                                          "ON CONFLICT DO UPDATE SET value = excluded.value");
    statement.bind(1, Cell(version()));
    const int code = statement.step();
    if (code != SQLITE_DONE) raise(code, connection.raw(), "record the library's version");
}

void install_locked(Connection& connection, const Schema& schema) {
    const std::int64_t stored = std::stoll(connection.query("PRAGMA user_version"));
    if (stored > schema.version()) {
        throw Error(ErrorCode::storage_newer,
                    "the book has schema version " + std::to_string(stored) + ", this library " +
                        std::to_string(schema.version()) + "; update the library");
    }
    if (stored < schema.version()) {
        migrate(connection, schema, actual_objects(connection));
        stamp(connection, schema);
    }
    require_equal(actual_objects(connection), expected_objects(schema));
}

void require_setting(Connection& connection, const std::string& name, const std::string& wanted) {
    const std::string value = connection.query("PRAGMA " + name);
    if (value == wanted) return;
    throw Error(ErrorCode::storage_unsafe,
                "the file could not be set to " + name + " = " + wanted + " (it is " + value +
                    "); keep the book on a local file system that takes it");
}

} // namespace

void require_ours(Connection& connection) {
    const std::string id = connection.query("PRAGMA application_id");
    const bool empty = connection.query("SELECT count(*) FROM sqlite_schema") == "0";
    if (id == std::to_string(application_id) || (empty && id == "0")) return;
    throw Error(ErrorCode::storage_foreign, "the file is a SQLite database, but no prorata book");
}

void make_safe(Connection& connection) {
    sqlite3* database = connection.raw();
    sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_limit(database, SQLITE_LIMIT_LENGTH, 64 * 1024 * 1024);
    sqlite3_limit(database, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(database, SQLITE_LIMIT_TRIGGER_DEPTH, 1);
    connection.execute("PRAGMA page_size = 4096");
    connection.execute("PRAGMA cell_size_check = ON");
    connection.execute("PRAGMA mmap_size = 0");
    connection.execute("PRAGMA cache_size = -16384");
    connection.execute("PRAGMA secure_delete = ON"); // erased is overwritten (R62)
    connection.execute("PRAGMA temp_store = MEMORY");
    connection.execute("PRAGMA journal_mode = WAL");
    connection.execute("PRAGMA synchronous = FULL");
    connection.execute("PRAGMA wal_autocheckpoint = 4000");
    connection.execute("PRAGMA journal_size_limit = 67108864");
    require_setting(connection, "journal_mode", "wal");
    require_setting(connection, "synchronous", "2");
}

void install(Connection& connection, const Schema& schema) {
    connection.execute("BEGIN IMMEDIATE");
    try {
        install_locked(connection, schema);
        connection.execute("COMMIT");
    } catch (...) {
        connection.rollback();
        throw;
    }
}

} // namespace prorata::storage::sqlite
