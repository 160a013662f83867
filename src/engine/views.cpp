#include "engine/views.hpp"

#include "base/assert.hpp"
#include "engine/arguments.hpp"
#include "verify/verify.hpp"

#include <algorithm>
#include <array>

namespace prorata {

using storage::RowBatch;
using storage::Table;

RowBatch rows(Book& book, const VerifyQuery& query, Instant) {
    RowBatch batch(view_table("verify"));
    for (const Finding& finding : verify(book, query.anchor.value_or("")))
        batch.add(finding.rule).add(finding.table).add(finding.row).add(finding.message);
    return batch;
}

const Table& view_table(std::string_view name) {
#define PRORATA_VIEW_TABLE(view, Type, FIELDS, meaning) table_of(Type{}),
    static const std::array tables{PRORATA_VIEWS(PRORATA_VIEW_TABLE)};
#undef PRORATA_VIEW_TABLE
    const auto* const found = std::find_if(tables.begin(), tables.end(),
                                           [name](const Table& at) { return at.name == name; });
    PRORATA_ASSERT(found != tables.end(), "a view that is described has columns");
    return *found;
}

std::optional<RowBatch> view(Book& book, std::string_view name, const Arguments& arguments,
                             Instant as_of) {
#define PRORATA_VIEW(known, Type, FIELDS, meaning)                                                 \
    if (name == #known) {                                                                          \
        const Type query = parsed<Type>(arguments);                                                \
        require_known(book, names_in(query));                                                      \
        return rows(book, query, as_of);                                                           \
    }
    PRORATA_VIEWS(PRORATA_VIEW)
#undef PRORATA_VIEW
    return std::nullopt;
}

} // namespace prorata
