#pragma once

#include "prorata/base/error.hpp"
#include "prorata/engine/engine.hpp"
#include "prorata/exchange/csv.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace prorata {

/// One CSV file of an import: what its rows are, and which of its columns is which field.
struct ImportFile {
    std::string name;
    std::string command; ///< Of every row; empty: the row's field "command" says it.
    CsvTable table;
    std::vector<std::string> fields; ///< By column of the table; empty: it means nothing.
    Arguments shared;                ///< Fields that all rows have alike.

    /// "payers.csv:12:INN", or "payers.csv:12" where no column is meant.
    [[nodiscard]] std::string place(int row, std::string_view field) const;
};

/// A row as the command that it is. Beside the command's own fields a row may have "command",
/// "entered_at" (its moment) and "external_id" (what makes it the same row in a later import).
struct ImportRow {
    const ImportFile* file;
    int number;
    std::string command;
    Context context;
    Arguments arguments;
    bool right = true; ///< Its form: the command exists and can read its arguments.

    [[nodiscard]] std::string value(std::string_view field) const;
};

/// The files of an import. Faults: files that are not there, columns that no command has.
[[nodiscard]] std::vector<ImportFile> import_files(const ImportRows& request, Faults& faults);

/// All rows, in the order in which they are carried out: by moment, then file, then row. Faults:
/// every cell that its command cannot read.
///
/// Requires: the files outlive the rows.
[[nodiscard]] std::vector<ImportRow> import_rows_of(const std::vector<ImportFile>& files,
                                                    const Context& context, Faults& faults);

/// Adds what a command said about a row, each fault at its cell.
void add_faults(Faults& faults, const ImportRow& row, const Error& error);

} // namespace prorata
