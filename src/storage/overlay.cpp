#include "prorata/storage/overlay.hpp"

#include "prorata/base/error.hpp"
#include "prorata/storage/memory.hpp"
#include "storage/call_guard.hpp"
#include "storage/requests.hpp"

#include <algorithm>
#include <limits>
#include <mutex>

namespace prorata::storage {

namespace {

using Cells = std::span<const Cell>;

bool equal(Cells left, Cells right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](const Cell& a, const Cell& b) { return compare(a, b) == 0; });
}

/// The order of a request's rows: the columns of its index, then the key.
ColumnSet order_of(const ScanRequest& request) {
    ColumnSet order;
    if (request.index != nullptr) {
        for (const std::string& column : request.index->columns)
            order.push_back(request.table->column(column));
    }
    for (std::uint32_t i = 0; i < request.table->key_columns; ++i)
        order.push_back(i);
    return order;
}

/// Whether a row comes before another in that order; both rows are whole.
bool before(const ColumnSet& order, Cells left, Cells right) {
    for (const std::uint32_t column : order) {
        const int result = compare(left[column], right[column]);
        if (result != 0) return result < 0;
    }
    return false;
}

void append(Cells row, RowBatch& into) {
    for (const std::uint32_t column : into.columns())
        into.add(row[column]);
}

/// The cells of a batch's row in these columns; a column that the batch lacks is null.
std::vector<Cell> cells_of(const RowBatch& batch, std::size_t row, const ColumnSet& wanted) {
    std::vector<Cell> cells;
    for (const std::uint32_t column : wanted) {
        const auto& columns = batch.columns();
        const auto found = std::find(columns.begin(), columns.end(), column);
        cells.push_back(found == columns.end()
                            ? Cell()
                            : batch.at(row, static_cast<std::size_t>(found - columns.begin())));
    }
    return cells;
}

ColumnSet key_columns(const Table& table) {
    return order_of({&table});
}

} // namespace

/// The changes: rows taken from the base as they were there, and rows as they are now.
class OverlayStorage::Layer {
  public:
    explicit Layer(Storage& base) : base_(base) {}

    void install(const Schema& schema) {
        const std::lock_guard lock(mutex_);
        base_.install(schema);
        before_.install(schema);
        after_.install(schema);
        schema_ = &schema;
    }

    const Schema& installed() const {
        if (schema_ == nullptr) throw Error(ErrorCode::misuse, "install a schema first");
        return *schema_;
    }

    bool get(Cells key, RowBatch& into) {
        const std::lock_guard lock(mutex_);
        require_key(installed(), key, into);
        if (after_.get(key, into)) return true;
        return !holds(before_, into.table(), key) && base_.get(key, into);
    }

    void scan(std::span<const ScanRequest> requests, std::span<RowBatch> into) {
        const std::lock_guard lock(mutex_);
        require_requests(installed(), requests, into);
        std::vector<ScanRequest> below(requests.begin(), requests.end());
        std::vector<RowBatch> rows;
        for (ScanRequest& request : below) {
            request.limit = limit_below(request);
            rows.emplace_back(*request.table);
        }
        base_.scan(below, rows);
        for (std::size_t i = 0; i < requests.size(); ++i)
            merge(requests[i], rows[i], into[i]);
    }

    CommitResult commit(const Changeset& changes) {
        const std::lock_guard lock(mutex_);
        require_tables(installed(), changes);
        require_valid(changes);
        take_keys(changes);
        take_rivals(changes);
        return after_.commit(changes);
    }

    void added(RowBatch& into) {
        const std::lock_guard lock(mutex_);
        RowBatch rows(into.table());
        after_.read({&into.table()}, rows);
        for (std::size_t row = 0; row < rows.rows(); ++row) {
            if (!hidden(rows, row)) append(rows.row(row), into);
        }
    }

  private:
    static bool holds(MemoryStorage& storage, const Table& table, Cells key) {
        RowBatch found(table, key_columns(table));
        return storage.get(key, found);
    }

    /// Whether a whole row is of the base and is not to be read there any more.
    bool hidden(const RowBatch& rows, std::size_t row) {
        return holds(before_, rows.table(), rows.row(row).first(rows.table().key_columns));
    }

    /// So many rows of the base that the limit is reached without those that are hidden.
    std::size_t limit_below(const ScanRequest& request) {
        constexpr std::size_t all = std::numeric_limits<std::size_t>::max();
        if (request.limit == all) return all;
        ScanRequest range = request;
        range.limit = all;
        RowBatch taken(*request.table, key_columns(*request.table));
        before_.read(range, taken);
        return request.limit + std::min(taken.rows(), all - request.limit);
    }

    void merge(const ScanRequest& request, const RowBatch& below, RowBatch& into) {
        RowBatch above(*request.table);
        after_.read(request, above);
        const ColumnSet order = order_of(request);
        std::size_t next = 0;
        std::size_t left = request.limit;
        const auto add = [&](Cells row) {
            if (left > 0) append(row, into), --left;
        };
        for (std::size_t row = 0; row < below.rows() && left > 0; ++row) {
            if (hidden(below, row)) continue;
            for (; next < above.rows() && before(order, above.row(next), below.row(row)); ++next)
                add(above.row(next));
            add(below.row(row));
        }
        for (; next < above.rows(); ++next)
            add(above.row(next));
    }

    /// Takes the rows that a changeset names out of the base.
    void take_keys(const Changeset& changes) {
        for (const auto* step :
             {&changes.expects, &changes.erases, &changes.updates, &changes.inserts}) {
            for (const RowBatch& batch : *step) {
                const ColumnSet key = key_columns(batch.table());
                for (std::size_t row = 0; row < batch.rows(); ++row)
                    take(batch.table(), cells_of(batch, row, key));
            }
        }
    }

    void take(const Table& table, Cells key) {
        if (holds(before_, table, key) || holds(after_, table, key)) return;
        Changeset taken;
        if (!base_.get(key, taken.inserts.emplace_back(table))) return;
        (void)before_.commit(taken);
        (void)after_.commit(taken);
    }

    /// Takes the rows that have what an insert or update wants to have alone, so that the commit
    /// meets them.
    void take_rivals(const Changeset& changes) {
        for (const RowBatch& batch : changes.inserts)
            take_rivals(batch);
        for (const RowBatch& batch : changes.updates) {
            if (sets_unique(batch)) take_rivals(changed_rows(batch));
        }
    }

    void take_rivals(const RowBatch& rows) {
        for (const Index& index : rows.table().indexes) {
            if (!index.unique) continue;
            ColumnSet values = order_of({&rows.table(), &index});
            values.resize(index.columns.size());
            for (std::size_t row = 0; row < rows.rows(); ++row)
                take_rival(rows.table(), index, cells_of(rows, row, values));
        }
    }

    void take_rival(const Table& table, const Index& index, std::vector<Cell> values) {
        const auto null = [](const Cell& cell) { return cell.is_null(); };
        if (std::any_of(values.begin(), values.end(), null)) return;
        ScanRequest request{&table, &index, std::move(values)};
        request.limit = 1;
        RowBatch found(table, order_of(request));
        base_.read(request, found);
        if (found.empty()) return;
        const Cells row = found.row(0);
        if (!equal(row.first(request.from.size()), request.from)) return;
        take(table, row.subspan(request.from.size()));
    }

    /// The rows that a batch of updates makes.
    RowBatch changed_rows(const RowBatch& updates) {
        const Table& table = updates.table();
        RowBatch rows(table);
        for (std::size_t row = 0; row < updates.rows(); ++row) {
            RowBatch now(table);
            if (!after_.get(updates.row(row).first(table.key_columns), now)) continue;
            std::vector<Cell> cells(now.row(0).begin(), now.row(0).end());
            for (std::size_t i = 0; i < updates.width(); ++i)
                cells[updates.columns()[i]] = updates.at(row, i);
            append(cells, rows);
        }
        return rows;
    }

    static bool sets_unique(const RowBatch& updates) {
        const auto set = [&](const std::string& column) {
            const ColumnSet& columns = updates.columns();
            return std::find(columns.begin(), columns.end(), updates.table().column(column)) !=
                   columns.end();
        };
        const auto touched = [&](const Index& index) {
            return index.unique && std::any_of(index.columns.begin(), index.columns.end(), set);
        };
        const std::vector<Index>& indexes = updates.table().indexes;
        return std::any_of(indexes.begin(), indexes.end(), touched);
    }

    std::mutex mutex_;
    Storage& base_;
    MemoryStorage before_;
    MemoryStorage after_;
    const Schema* schema_ = nullptr;
};

class OverlayStorage::Gate : public CallGate {};

OverlayStorage::OverlayStorage(Storage& base) : OverlayStorage(std::make_shared<Layer>(base)) {}
OverlayStorage::OverlayStorage(std::shared_ptr<Layer> layer)
    : layer_(std::move(layer)), gate_(std::make_unique<Gate>()) {}
OverlayStorage::~OverlayStorage() = default;

void OverlayStorage::install(const Schema& schema) {
    const CallGate::Pass pass(*gate_);
    layer_->install(schema);
}
bool OverlayStorage::get(std::span<const Cell> key, RowBatch& into) {
    const CallGate::Pass pass(*gate_);
    return layer_->get(key, into);
}
void OverlayStorage::scan(std::span<const ScanRequest> requests, std::span<RowBatch> into) {
    const CallGate::Pass pass(*gate_);
    layer_->scan(requests, into);
}
CommitResult OverlayStorage::commit(const Changeset& changes) {
    const CallGate::Pass pass(*gate_);
    return layer_->commit(changes);
}
std::unique_ptr<Storage> OverlayStorage::another() {
    return std::unique_ptr<Storage>(new OverlayStorage(layer_));
}
void OverlayStorage::added(RowBatch& into) {
    const CallGate::Pass pass(*gate_);
    layer_->added(into);
}

} // namespace prorata::storage
