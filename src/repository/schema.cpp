#include "repository/schema.hpp"

#include "repository/columns.hpp"

#include <iterator>

namespace prorata {

storage::Schema book_schema() {
    std::vector<storage::Table> tables;
    for (auto make : {party_tables, ledger_tables, document_tables, record_tables}) {
        std::vector<storage::Table> part = make();
        tables.insert(tables.end(), std::make_move_iterator(part.begin()),
                      std::make_move_iterator(part.end()));
    }
    return {book_schema_version, std::move(tables)};
}

} // namespace prorata
