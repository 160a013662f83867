#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace prorata {

/// A table as text, as a scenario writes it: `| column | column |`, then one line a row.
///
/// A cell is text without spaces at its ends; `\|`, `\\` and `\n` stand for themselves and a new
/// line.
/// Threads: a value; safe to read from many threads.
/// See:     docs/reference/scenario-format.md.
struct TextTable {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows; ///< Each as long as `columns`.

    /// Reads lines of pipes; the first one names the columns.
    ///
    /// Errors: Error{invalid_argument} with every fault, path "line N", from `first_line` on.
    [[nodiscard]] static TextTable parse(const std::vector<std::string_view>& lines,
                                         int first_line = 1);
    /// The lines of pipes, columns aligned, each after `indent` and with a new line at its end.
    [[nodiscard]] std::string text(std::string_view indent = "") const;
    /// These columns in this order, cells as parse() would read them. A column that the table does
    /// not have becomes "(no column)".
    [[nodiscard]] TextTable only(const std::vector<std::string>& names) const;

    friend bool operator==(const TextTable&, const TextTable&) = default;
};

/// What differs, for a reader: expected rows that are not there with -, unexpected ones with +,
/// common ones with a space, all aligned. The order of rows matters; `actual` may have more
/// columns, which are not compared.
///
/// Ensures: empty if there is no difference.
[[nodiscard]] std::string difference(const TextTable& expected, const TextTable& actual);

} // namespace prorata
