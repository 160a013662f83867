#include "prorata/storage/changeset.hpp"

#include "prorata/base/error.hpp"

#include <algorithm>
#include <cstring>

namespace prorata::storage {

namespace {

constexpr std::size_t most_faults = 20; // enough to mend; a broken batch has one fault a row

/// The columns that a step needs at the front of its batches.
ColumnSet leading_columns(Step step, const Table& table) {
    return step == Step::insert ? ColumnSet{} : condition_columns(table);
}

void check_columns(const RowBatch& batch, Step step, const std::string& path, Faults& faults) {
    const Table& table = batch.table();
    const ColumnSet& columns = batch.columns();
    const ColumnSet leading = leading_columns(step, table);
    const bool prefix = columns.size() >= leading.size() &&
                        std::equal(leading.begin(), leading.end(), columns.begin());
    const bool exact =
        step == Step::update || step == Step::insert || columns.size() == leading.size();
    if (!prefix || !exact) faults.add(path, "does not begin with the key and the version");
    if (step == Step::update && prefix && columns.size() == leading.size() && !table.version()) {
        faults.add(path, "sets no column");
    }
    ColumnSet sorted = columns;
    std::sort(sorted.begin(), sorted.end());
    const bool twice = std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end();
    if (twice || sorted.empty() || sorted.back() >= table.columns.size()) {
        faults.add(path, "names a column twice, or one that the table does not have");
        return;
    }
    if (step != Step::insert) return;
    for (std::uint32_t i = 0; i < table.columns.size(); ++i) {
        if (!table.columns[i].nullable && !std::binary_search(sorted.begin(), sorted.end(), i)) {
            faults.add(path, "leaves out " + table.columns[i].name + ", which is not nullable");
        }
    }
}

const char* fault_of(const Cell& cell, const Column& column) {
    switch (cell.kind) {
    case CellKind::null: return column.nullable ? nullptr : "is null";
    case CellKind::integer:
        if (column.type != ColumnType::integer) return "is an integer, not text";
        if (column.format == Format::enumeration &&
            (cell.integer < 1 || cell.integer > static_cast<std::int64_t>(column.names.size()))) {
            return "is a code that the enumeration does not have";
        }
        return nullptr;
    case CellKind::text:
        if (column.type != ColumnType::text) return "is text, not an integer";
        return cell.size != 0 && std::memchr(cell.text, 0, cell.size) != nullptr
                   ? "holds a NUL byte"
                   : nullptr;
    }
    return "is of no kind";
}

void check_cells(const RowBatch& batch, const std::string& path, Faults& faults) {
    for (std::size_t row = 0; row < batch.rows(); ++row) {
        const std::span<const Cell> cells = batch.row(row);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const Column& column = batch.table().columns[batch.columns()[i]];
            const char* fault = fault_of(cells[i], column);
            if (fault == nullptr) continue;
            if (faults.all().size() >= most_faults) return;
            faults.add(path + "[" + std::to_string(row) + "]." + column.name, fault);
        }
    }
}

void check_step(const std::vector<RowBatch>& batches, Step step, const char* name, Faults& faults) {
    for (std::size_t i = 0; i < batches.size(); ++i) {
        const RowBatch& batch = batches[i];
        if (batch.empty()) continue;
        const std::string path =
            std::string(name) + "[" + std::to_string(i) + "] " + batch.table().name;
        const std::size_t before = faults.all().size();
        const bool changes_rows = step == Step::update || step == Step::erase;
        if (changes_rows && batch.table().append_only) faults.add(path, "the table is append-only");
        check_columns(batch, step, path, faults);
        if (!batch.complete()) faults.add(path, "the last row lacks cells");
        if (faults.all().size() == before) check_cells(batch, path, faults);
    }
}

} // namespace

bool Changeset::empty() const noexcept {
    const auto all_empty = [](const std::vector<RowBatch>& batches) {
        return std::all_of(batches.begin(), batches.end(),
                           [](const RowBatch& batch) { return batch.empty(); });
    };
    return all_empty(expects) && all_empty(erases) && all_empty(updates) && all_empty(inserts);
}

void Changeset::clear() noexcept {
    for (auto* step : {&expects, &erases, &updates, &inserts}) {
        for (RowBatch& batch : *step)
            batch.clear();
    }
}

ColumnSet condition_columns(const Table& table) {
    ColumnSet set(table.key_columns);
    for (std::uint32_t i = 0; i < table.key_columns; ++i)
        set[i] = i;
    if (const auto version = table.version()) set.push_back(*version);
    return set;
}

ColumnSet update_columns(const Table& table, std::span<const std::string_view> names) {
    ColumnSet set = condition_columns(table);
    for (const std::string_view name : names)
        set.push_back(table.column(name));
    return set;
}

void require_valid(const Changeset& changes) {
    Faults faults;
    check_step(changes.expects, Step::expect, "expects", faults);
    check_step(changes.erases, Step::erase, "erases", faults);
    check_step(changes.updates, Step::update, "updates", faults);
    check_step(changes.inserts, Step::insert, "inserts", faults);
    faults.raise_if_any("the changeset was refused", ErrorCode::misuse);
}

} // namespace prorata::storage
