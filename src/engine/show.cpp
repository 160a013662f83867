#include "engine/show.hpp"

#include "engine/selection.hpp"
#include "engine/views.hpp"

#include <limits>

namespace prorata {

using storage::RowBatch;

Rows rows_of(Book& book, const RowBatch& batch, const Filter& kept) {
    Rows rows;
    Names names(book);
    const auto shown = shown_columns(batch.table());
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
    const Counters counters = book.refresh();
    if (const auto computed = view(book, table, filter, as_of))
        return rows_of(book, *computed, Filter(computed->table(), {}));
    RowBatch batch(Book::table(table));
    const Filter kept(batch.table(), filter);
    Selection selection(book, batch.table(), kept, counters);
    (void)selection.next(book, batch, std::numeric_limits<std::size_t>::max());
    return rows_of(book, batch, kept);
}

} // namespace prorata
