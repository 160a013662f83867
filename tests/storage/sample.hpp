#pragma once

#include "prorata/storage/storage.hpp"

#include <initializer_list>
#include <string>

// A small schema with one table of each kind, and short ways to fill it.

namespace sample {

using namespace prorata::storage;

inline Column integer(std::string name, bool nullable = false) {
    return {std::move(name), ColumnType::integer, "a number", Format::plain, nullable};
}
inline Column text(std::string name, bool nullable = false) {
    return {std::move(name), ColumnType::text, "a text", Format::plain, nullable};
}

/// account: one integer key, version, unique index, nullable index. subscription: clustered.
/// charge: append-only.
inline std::vector<Table> tables() {
    return {
        {"account",
         "who buys",
         1,
         {integer("id"), integer("version"), text("number"), integer("due_on", true)},
         {{"account_number", {"number"}, true}, {"account_due", {"due_on"}}}},
        {"subscription",
         "what is bought",
         2,
         {integer("account"), integer("id"), integer("version"), text("name"),
          integer("quantity", true)}},
        {"charge",
         "what is owed",
         1,
         {integer("id"), integer("account"), integer("amount"), text("note", true)},
         {},
         true},
        {"label", "text as key", 2, {text("kind"), text("code"), integer("n")}},
    };
}

/// Adds a batch of rows to a step; the reference is good until the next one is added.
inline RowBatch& batch(std::vector<RowBatch>& step, const Table& table, ColumnSet columns = {}) {
    step.emplace_back(table, columns.empty() ? all_columns(table) : std::move(columns));
    return step.back();
}

} // namespace sample
