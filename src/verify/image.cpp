#include "verify/image.hpp"

#include "repository/schema.hpp"

namespace prorata {

using storage::RowBatch;

Image::Image(Book& book) {
    std::vector<storage::ScanRequest> requests;
    for (const storage::Table& table : book_schema().tables()) {
        requests.push_back({&table});
        tables_.emplace_back(table);
    }
    book.storage().scan(requests, tables_);
}

const RowBatch& Image::table(std::string_view name) const {
    return tables_[book_schema().ordinal(book_schema().table(name))];
}

std::optional<std::size_t> Image::find(const RowBatch& rows, std::int64_t id) noexcept {
    std::size_t from = 0;
    std::size_t to = rows.rows();
    while (from < to) {
        const std::size_t middle = from + (to - from) / 2;
        rows.integer(middle, 0) < id ? from = middle + 1 : to = middle;
    }
    if (from == rows.rows() || rows.integer(from, 0) != id) return std::nullopt;
    return from;
}

std::int64_t Image::row_id(const RowBatch& rows, std::size_t row) {
    if (const auto id = rows.table().find("id")) return rows.integer(row, *id);
    if (rows.table().columns[0].type == storage::ColumnType::integer) return rows.integer(row, 0);
    return static_cast<std::int64_t>(row) + 1;
}

} // namespace prorata
