#include "storage/requests.hpp"

#include "prorata/base/error.hpp"

namespace prorata::storage {

namespace {

void check_bound(const Table& table, const Index* index, std::span<const Cell> bound,
                 const std::string& path, Faults& faults) {
    const std::size_t most = index == nullptr ? table.key_columns : index->columns.size();
    if (bound.size() > most) {
        faults.add(path, "has " + std::to_string(bound.size()) + " cells, the index " +
                             std::to_string(most));
        return;
    }
    for (std::size_t i = 0; i < bound.size(); ++i) {
        const Column& column =
            table.columns[index == nullptr ? i : table.column(index->columns[i])];
        const CellKind kind =
            column.type == ColumnType::integer ? CellKind::integer : CellKind::text;
        if (bound[i].kind != kind) faults.add(path, column.name + " is of another type");
    }
}

void check_request(const Schema& schema, const ScanRequest& request, const RowBatch& into,
                   const std::string& path, Faults& faults) {
    if (request.table == nullptr || request.table != &into.table()) {
        faults.add(path, "the batch is of another table");
        return;
    }
    (void)schema.ordinal(*request.table);
    const std::vector<Index>& indexes = request.table->indexes;
    if (request.index != nullptr && (indexes.empty() || request.index < indexes.data() ||
                                     request.index >= indexes.data() + indexes.size())) {
        faults.add(path, "the index is of another table");
        return;
    }
    check_bound(*request.table, request.index, request.from, path + ".from", faults);
    check_bound(*request.table, request.index, request.to, path + ".to", faults);
}

} // namespace

void require_key(const Schema& schema, std::span<const Cell> key, const RowBatch& into) {
    (void)schema.ordinal(into.table());
    Faults faults;
    if (key.size() != into.table().key_columns)
        faults.add("key", "has not one cell a key column");
    else
        check_bound(into.table(), nullptr, key, "key", faults);
    faults.raise_if_any("the read was refused", ErrorCode::misuse);
}

void require_requests(const Schema& schema, std::span<const ScanRequest> requests,
                      std::span<const RowBatch> into) {
    Faults faults;
    if (requests.size() != into.size()) faults.add("into", "has not one batch a request");
    for (std::size_t i = 0; faults.empty() && i < requests.size(); ++i) {
        check_request(schema, requests[i], into[i], "requests[" + std::to_string(i) + "]", faults);
    }
    faults.raise_if_any("the read was refused", ErrorCode::misuse);
}

void require_tables(const Schema& schema, const Changeset& changes) {
    for (const auto* step :
         {&changes.expects, &changes.erases, &changes.updates, &changes.inserts}) {
        for (const RowBatch& batch : *step)
            (void)schema.ordinal(batch.table());
    }
}

} // namespace prorata::storage
