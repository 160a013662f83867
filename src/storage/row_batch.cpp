#include "prorata/storage/row_batch.hpp"

#include <algorithm>
#include <cstring>
#include <numeric>

namespace prorata::storage {

int compare(const Cell& left, const Cell& right) noexcept {
    if (left.kind != right.kind) return left.kind < right.kind ? -1 : 1;
    if (left.kind == CellKind::integer) {
        return left.integer < right.integer ? -1 : static_cast<int>(left.integer > right.integer);
    }
    return left.kind == CellKind::text ? left.view().compare(right.view()) : 0;
}

ColumnSet all_columns(const Table& table) {
    ColumnSet set(table.columns.size());
    std::iota(set.begin(), set.end(), 0U);
    return set;
}

ColumnSet columns(const Table& table, std::span<const std::string_view> names) {
    ColumnSet set;
    set.reserve(names.size());
    for (const std::string_view name : names)
        set.push_back(table.column(name));
    return set;
}

RowBatch::RowBatch(const Table& table, ColumnSet columns)
    : table_(&table), columns_(std::move(columns)) {}

RowBatch& RowBatch::add(const Cell& cell) {
    if (cell.kind == CellKind::text) return add(cell.view());
    cells_.push_back(cell);
    return *this;
}

std::string_view RowBatch::keep(std::string_view text) {
    constexpr std::size_t block_size = std::size_t{16} * 1024;
    if (text.empty()) return std::string_view(""); // not null
    while (block_ < blocks_.size() && block_sizes_[block_] - used_ < text.size()) {
        ++block_;
        used_ = 0;
    }
    if (block_ == blocks_.size()) {
        block_sizes_.push_back(std::max(block_size, text.size()));
        blocks_.push_back(std::make_unique<char[]>(block_sizes_.back()));
    }
    char* place = blocks_[block_].get() + used_;
    std::memcpy(place, text.data(), text.size());
    used_ += text.size();
    return {place, text.size()};
}

void RowBatch::clear() noexcept {
    cells_.clear();
    block_ = 0;
    used_ = 0;
}

} // namespace prorata::storage
