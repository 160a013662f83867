#include "engine/export.hpp"

#include "engine/arrow_stream.hpp"
#include "engine/views.hpp"

namespace prorata {

void export_arrow(Book& book, std::string_view query, const Arguments& arguments, Instant as_of,
                  std::size_t batch_rows, const WithBook& with_book, ArrowArrayStream& out) {
    (void)book.refresh();
    if (auto computed = view(book, query, arguments, as_of)) {
        return make_stream(StreamRows(*std::move(computed)), with_book, out);
    }
    const storage::Table& table = Book::table(query);
    make_stream(StreamRows(book, table, Filter(table, arguments), batch_rows), with_book, out);
}

} // namespace prorata
