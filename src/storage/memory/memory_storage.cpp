#include "prorata/storage/memory.hpp"

#include "prorata/base/error.hpp"
#include "storage/call_guard.hpp"
#include "storage/requests.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <string>

namespace prorata::storage {

namespace {

/// A cell that owns its text; null < integer < text. Not a variant: that of libstdc++ 12 destroys
/// what it did not make when a copied text finds no memory.
struct Value {
    CellKind kind = CellKind::null;
    std::int64_t integer = 0;
    std::string text = {};

    friend auto operator<=>(const Value&, const Value&) = default;
};
using Values = std::vector<Value>;
using Rows = std::map<Values, Values>; // key columns → the whole row

Value value_of(const Cell& cell) {
    switch (cell.kind) {
    case CellKind::integer: return {cell.kind, cell.integer};
    case CellKind::text: return {cell.kind, 0, std::string(cell.view())};
    default: return {};
    }
}

void append(const Value& value, RowBatch& into) {
    switch (value.kind) {
    case CellKind::integer: into.add(value.integer); break;
    case CellKind::text: into.add(std::string_view(value.text)); break;
    default: into.add_null();
    }
}

Values values_of(std::span<const Cell> cells) {
    Values values;
    values.reserve(cells.size());
    for (const Cell& cell : cells)
        values.push_back(value_of(cell));
    return values;
}

/// Compares the first bound.size() values; −1, 0 or 1.
int compare_prefix(const Values& row, const Values& bound) {
    for (std::size_t i = 0; i < bound.size(); ++i) {
        if (row[i] != bound[i]) return row[i] < bound[i] ? -1 : 1;
    }
    return 0;
}

/// The values by which an index sorts a row: its columns, then the key.
Values index_values(const Table& table, const Index& index, const Values& row) {
    Values values;
    for (const std::string& column : index.columns)
        values.push_back(row[table.column(column)]);
    values.insert(values.end(), row.begin(), row.begin() + table.key_columns);
    return values;
}

bool is_indexed(const Table& table, const Index& index, const Values& row) {
    return std::none_of(index.columns.begin(), index.columns.end(), [&](const std::string& column) {
        return row[table.column(column)].kind == CellKind::null;
    });
}

/// One table: its rows by key, and for each index the keys in its order.
struct Store {
    Rows rows;
    std::vector<std::map<Values, Values>> indexes;
};

void add_row(const Table& table, Store& store, const Values& key, const Values& row) {
    store.rows.emplace(key, row);
    for (std::size_t i = 0; i < table.indexes.size(); ++i) {
        if (is_indexed(table, table.indexes[i], row)) {
            store.indexes[i].emplace(index_values(table, table.indexes[i], row), key);
        }
    }
}

void remove_row(const Table& table, Store& store, Rows::iterator place) {
    for (std::size_t i = 0; i < table.indexes.size(); ++i) {
        store.indexes[i].erase(index_values(table, table.indexes[i], place->second));
    }
    store.rows.erase(place);
}

/// True if another row has the same values in the columns of a unique index.
bool breaks_unique(const Table& table, const Store& store, const Values& row) {
    for (std::size_t i = 0; i < table.indexes.size(); ++i) {
        const Index& index = table.indexes[i];
        if (!index.unique || !is_indexed(table, index, row)) continue;
        Values bound = index_values(table, index, row);
        bound.resize(index.columns.size());
        const auto found = store.indexes[i].lower_bound(bound);
        if (found != store.indexes[i].end() && compare_prefix(found->first, bound) == 0)
            return true;
    }
    return false;
}

/// What a row was before a commit touched it; without values it was not there.
struct Before {
    const Table* table;
    std::size_t store;
    Values key;
    std::optional<Values> row;
};

} // namespace

/// The committed rows. One mutex guards them: a scan copies what it wants while it holds it.
class MemoryBook {
  public:
    std::mutex mutex;
    std::vector<Store> stores;
    /// Of the commit under way; what is left of it when memory ran out, the next call puts back.
    std::vector<Before> undo;
    std::vector<std::string> names; // of the tables, in order: the schema the book was made with
};

std::shared_ptr<MemoryBook> memory_book() {
    return std::make_shared<MemoryBook>();
}

class MemoryStorage::Connection {
  public:
    explicit Connection(std::shared_ptr<MemoryBook> book) : book_(std::move(book)) {}

    void install(const Schema& schema) {
        const CallGate::Pass pass(gate_);
        const std::lock_guard lock(book_->mutex);
        undo();
        for (std::size_t i = 0; i < book_->names.size(); ++i) {
            const bool same =
                i < schema.tables().size() && schema.tables()[i].name == book_->names[i];
            if (!same) throw Error(ErrorCode::storage_foreign, "the book has other tables");
        }
        for (std::size_t i = book_->names.size(); i < schema.tables().size(); ++i) {
            book_->names.push_back(schema.tables()[i].name);
            book_->stores.emplace_back();
            book_->stores.back().indexes.resize(schema.tables()[i].indexes.size());
        }
        schema_ = &schema;
    }

    bool get(std::span<const Cell> key, RowBatch& into) {
        const CallGate::Pass pass(gate_);
        require_key(installed(), key, into);
        const std::lock_guard lock(book_->mutex);
        undo();
        const Rows& rows = store(into.table()).rows;
        const auto found = rows.find(values_of(key));
        if (found == rows.end()) return false;
        append_row(found->second, into);
        return true;
    }

    void scan(std::span<const ScanRequest> requests, std::span<RowBatch> into) {
        const CallGate::Pass pass(gate_);
        require_requests(installed(), requests, into);
        const std::lock_guard lock(book_->mutex);
        undo();
        for (std::size_t i = 0; i < requests.size(); ++i)
            read(requests[i], into[i]);
    }

    CommitResult commit(const Changeset& changes) {
        const CallGate::Pass pass(gate_);
        require_tables(installed(), changes);
        require_valid(changes);
        const std::lock_guard lock(book_->mutex);
        undo();
        try {
            CommitResult result = apply(changes);
            if (!result.committed()) undo();
            book_->undo.clear();
            return result;
        } catch (...) {
            undo(); // if that runs out of memory too, the next call goes on with it
            throw;
        }
    }

    std::unique_ptr<Storage> another() {
        const CallGate::Pass pass(gate_);
        auto made = std::make_unique<MemoryStorage>(book_);
        if (schema_ != nullptr) made->install(*schema_);
        return made;
    }

  private:
    const Schema& installed() const {
        if (schema_ == nullptr) throw Error(ErrorCode::misuse, "install a schema first");
        return *schema_;
    }
    Store& store(const Table& table) { return book_->stores[schema_->ordinal(table)]; }

    static void append_row(const Values& row, RowBatch& into) {
        for (const std::uint32_t column : into.columns())
            append(row[column], into);
    }

    void read(const ScanRequest& request, RowBatch& into) {
        Store& table = store(*request.table);
        const Values from = values_of(request.from);
        const Values to = values_of(request.to);
        std::size_t left = request.limit;
        const auto walk = [&](const auto& rows, const auto& row_of) {
            for (auto at = rows.lower_bound(from); at != rows.end() && left > 0; ++at, --left) {
                if (!to.empty() && compare_prefix(at->first, to) >= 0) return;
                append_row(row_of(at), into);
            }
        };
        if (request.index == nullptr) {
            walk(table.rows, [](auto at) -> const Values& { return at->second; });
            return;
        }
        const auto position =
            static_cast<std::size_t>(request.index - request.table->indexes.data());
        walk(table.indexes[position],
             [&](auto at) -> const Values& { return table.rows.find(at->second)->second; });
    }

    CommitResult apply(const Changeset& changes) {
        const auto each = [&](const std::vector<RowBatch>& batches, Step step, auto&& one) {
            for (std::size_t b = 0; b < batches.size(); ++b) {
                for (std::size_t row = 0; row < batches[b].rows(); ++row) {
                    if (one(batches[b], row)) continue;
                    return CommitResult{Outcome::conflict, step, &batches[b].table(), b, row};
                }
            }
            return CommitResult{};
        };
        using Batch = const RowBatch&;
        auto result = each(changes.expects, Step::expect,
                           [&](Batch b, std::size_t row) { return holds(b, row); });
        if (result.committed()) {
            result = each(changes.erases, Step::erase,
                          [&](Batch b, std::size_t row) { return erase(b, row); });
        }
        if (result.committed()) {
            result = each(changes.updates, Step::update,
                          [&](Batch b, std::size_t row) { return update(b, row); });
        }
        if (result.committed()) {
            result = each(changes.inserts, Step::insert,
                          [&](Batch b, std::size_t row) { return insert(b, row); });
        }
        return result;
    }

    static Values key_of(const RowBatch& batch, std::size_t row) {
        return values_of(batch.row(row).first(batch.table().key_columns));
    }

    /// The row with the key and the expected version, or the end.
    Rows::iterator expected(const RowBatch& batch, std::size_t row) {
        Rows& rows = store(batch.table()).rows;
        const auto found = rows.find(key_of(batch, row));
        const auto version = batch.table().version();
        if (found == rows.end() || !version) return found;
        const std::int64_t wanted = batch.integer(row, batch.table().key_columns);
        return found->second[*version].integer == wanted ? found : rows.end();
    }

    bool holds(const RowBatch& batch, std::size_t row) {
        return expected(batch, row) != store(batch.table()).rows.end();
    }

    bool erase(const RowBatch& batch, std::size_t row) {
        const auto found = expected(batch, row);
        if (found == store(batch.table()).rows.end()) return false;
        remember(batch.table(), found->first, found->second);
        remove_row(batch.table(), store(batch.table()), found);
        return true;
    }

    bool update(const RowBatch& batch, std::size_t row) {
        const Table& table = batch.table();
        const auto found = expected(batch, row);
        if (found == store(table).rows.end()) return false;
        Values changed = found->second;
        if (const auto version = table.version()) ++changed[*version].integer;
        const std::size_t leading = table.key_columns + (table.version() ? 1U : 0U);
        for (std::size_t i = leading; i < batch.width(); ++i) {
            changed[batch.columns()[i]] = value_of(batch.at(row, i));
        }
        remember(table, found->first, found->second);
        const Values key = found->first;
        remove_row(table, store(table), found);
        if (breaks_unique(table, store(table), changed)) return false;
        add_row(table, store(table), key, changed);
        return true;
    }

    bool insert(const RowBatch& batch, std::size_t row) {
        const Table& table = batch.table();
        Values values(table.columns.size());
        for (std::size_t i = 0; i < batch.width(); ++i) {
            values[batch.columns()[i]] = value_of(batch.at(row, i));
        }
        const Values key(values.begin(), values.begin() + table.key_columns);
        Store& rows = store(table);
        if (rows.rows.contains(key) || breaks_unique(table, rows, values)) return false;
        remember(table, key, std::nullopt);
        add_row(table, rows, key, values);
        return true;
    }

    void remember(const Table& table, const Values& key, std::optional<Values> row) {
        book_->undo.push_back({&table, schema_->ordinal(table), key, std::move(row)});
    }

    /// Puts every touched row back, the last one first. Each step can be broken off and repeated.
    void undo() {
        for (; !book_->undo.empty(); book_->undo.pop_back()) {
            const Before& before = book_->undo.back();
            Store& rows = book_->stores[before.store];
            const auto now = rows.rows.find(before.key);
            if (now != rows.rows.end()) remove_row(*before.table, rows, now);
            if (before.row) add_row(*before.table, rows, before.key, *before.row);
        }
    }

    CallGate gate_;
    std::shared_ptr<MemoryBook> book_;
    const Schema* schema_ = nullptr;
};

MemoryStorage::MemoryStorage(std::shared_ptr<MemoryBook> book)
    : connection_(std::make_unique<Connection>(std::move(book))) {}
MemoryStorage::~MemoryStorage() = default;
void MemoryStorage::install(const Schema& schema) {
    connection_->install(schema);
}
bool MemoryStorage::get(std::span<const Cell> key, RowBatch& into) {
    return connection_->get(key, into);
}
void MemoryStorage::scan(std::span<const ScanRequest> requests, std::span<RowBatch> into) {
    connection_->scan(requests, into);
}
CommitResult MemoryStorage::commit(const Changeset& changes) {
    return connection_->commit(changes);
}
std::unique_ptr<Storage> MemoryStorage::another() {
    return connection_->another();
}

} // namespace prorata::storage
