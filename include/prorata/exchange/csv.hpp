#pragma once

#include "prorata/base/error.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace prorata {

/// A row of a CSV file, its cells as they are written, without the quotes.
struct CsvRow {
    int number; ///< As spreadsheets count: the header is row 1.
    std::vector<std::string> cells;
    bool whole = true; ///< It had as many cells as the header, in UTF-8.
};

/// A table from a CSV file, for example "account,seats" and below it "acme,5".
///
/// RFC 4180 and what spreadsheets make of it: quoted cells may hold line ends, a byte order mark is
/// skipped, lines end as they like, empty lines say nothing. Spaces belong to the cell.
///
/// Range:   UTF-8. Every row has as many cells as the header.
/// Threads: a value; safe to read from many threads.
/// See:     docs/concepts/import.md.
struct CsvTable {
    std::vector<std::string> header;
    std::vector<CsvRow> rows;
};

/// Reads a CSV file. What is wrong with its form is added to `faults`, each at "name:row"; rows
/// with another number of cells than the header are cut or filled with empty cells to its length.
///
/// Requires: `delimiter` is one ASCII character that is neither a quote nor a line end.
[[nodiscard]] CsvTable parse_csv(std::string_view text, std::string_view name, char delimiter,
                                 Faults& faults);

/// Whether the text is well-formed UTF-8 without NUL.
[[nodiscard]] bool is_utf8(std::string_view text) noexcept;

} // namespace prorata
