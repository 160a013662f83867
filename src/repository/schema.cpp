#include "repository/schema.hpp"

#include "repository/columns.hpp"

#include <iterator>

namespace prorata {

namespace {

constexpr std::int64_t schema_version = 1;

std::vector<storage::Table> all_tables() {
    std::vector<storage::Table> tables;
    for (auto* part : {schema_words::timeline_tables, schema_words::fact_tables,
                       schema_words::document_tables, schema_words::process_tables}) {
        std::vector<storage::Table> more = part();
        tables.insert(tables.end(), std::make_move_iterator(more.begin()),
                      std::make_move_iterator(more.end()));
    }
    return tables;
}

} // namespace

const storage::Schema& book_schema() {
    static const storage::Schema schema(schema_version, all_tables());
    return schema;
}

} // namespace prorata
