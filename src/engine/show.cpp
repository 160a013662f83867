#include "engine/show.hpp"

#include "engine/filter.hpp"
#include "engine/views.hpp"

namespace prorata {

using storage::RowBatch;

Rows rows_of(Book& book, const RowBatch& batch, const Arguments& filter) {
    Rows rows;
    Names names(book);
    const auto shown = shown_columns(batch.table());
    const Filter kept(batch.table(), filter);
    rows.columns.reserve(shown.size());
    for (const ShownColumn& column : shown)
        rows.columns.push_back(column.column->name);
    for (std::size_t row = 0; row < batch.rows(); ++row) {
        const RowText text(batch, row, names);
        if (!kept.keeps(text)) continue;
        std::vector<std::string> cells;
        cells.reserve(shown.size());
        for (const ShownColumn& column : shown)
            cells.push_back(text.of(column));
        rows.rows.push_back(std::move(cells));
    }
    return rows;
}

Rows show(Book& book, std::string_view table, const Arguments& filter, Instant as_of) {
    (void)book.refresh();
    if (const auto computed = view(book, table, filter, as_of)) return rows_of(book, *computed, {});
    RowBatch batch(Book::table(table));
    book.storage().read({&batch.table()}, batch);
    return rows_of(book, batch, filter);
}

} // namespace prorata
