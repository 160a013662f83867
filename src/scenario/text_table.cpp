#include "prorata/scenario/text_table.hpp"

#include "prorata/base/error.hpp"
#include "scenario/words.hpp"

#include <algorithm>
#include <set>

namespace prorata {

namespace {

using Row = std::vector<std::string>;

/// Code points, as near to the width on a screen as a text file needs.
std::size_t width(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

std::string escaped(std::string_view cell) {
    std::string text;
    for (const char c : cell) {
        if (c == '\n') {
            text += "\\n";
            continue;
        }
        if (c == '|' || c == '\\') text += '\\';
        text += c;
    }
    return text;
}

Row cells(std::string_view line) {
    line = scenario::trimmed(line);
    Row row;
    std::string cell;
    for (std::size_t i = 1; i < line.size(); ++i) {
        if (line[i] == '\\' && i + 1 < line.size()) {
            const char next = line[++i];
            cell += next == 'n' ? '\n' : next;
        } else if (line[i] == '|') {
            row.emplace_back(scenario::trimmed(cell));
            cell.clear();
        } else {
            cell += line[i];
        }
    }
    if (!cell.empty()) throw Error(ErrorCode::invalid_argument, "does not end with |");
    return row;
}

std::vector<std::size_t> widths(const Row& columns, const std::vector<const TextTable*>& tables) {
    std::vector<std::size_t> result;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        std::size_t widest = width(escaped(columns[i]));
        for (const TextTable* table : tables) {
            for (const Row& row : table->rows)
                widest = std::max(widest, width(escaped(row[i])));
        }
        result.push_back(widest);
    }
    return result;
}

std::string line(const Row& row, const std::vector<std::size_t>& wide) {
    std::string text = "|";
    for (std::size_t i = 0; i < row.size(); ++i) {
        const std::string cell = escaped(row[i]);
        text += " " + cell + std::string(wide[i] - width(cell), ' ') + " |";
    }
    return text + "\n";
}

void check_columns(const Row& columns, const std::string& place, Faults& faults) {
    if (columns.empty()) faults.add(place, "the table names no column");
    std::set<std::string> seen;
    for (const std::string& column : columns) {
        if (column.empty()) faults.add(place, "a column has no name");
        if (!seen.insert(column).second) faults.add(place, "names column " + column + " twice");
    }
}

/// longest[i][j]: rows that left from i and right from j have in common, in order.
std::vector<std::vector<std::size_t>> common(const std::vector<Row>& left,
                                             const std::vector<Row>& right) {
    std::vector longest(left.size() + 1, std::vector<std::size_t>(right.size() + 1));
    for (std::size_t i = left.size(); i-- > 0;) {
        for (std::size_t j = right.size(); j-- > 0;) {
            longest[i][j] = left[i] == right[j] ? longest[i + 1][j + 1] + 1
                                                : std::max(longest[i + 1][j], longest[i][j + 1]);
        }
    }
    return longest;
}

} // namespace

TextTable TextTable::parse(const std::vector<std::string_view>& lines, int first_line) {
    TextTable table;
    Faults faults;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string place = "line " + std::to_string(first_line + static_cast<int>(i));
        if (!scenario::trimmed(lines[i]).starts_with('|')) {
            faults.add(place, "does not start with |");
            continue;
        }
        try {
            Row row = cells(lines[i]);
            if (i == 0) {
                check_columns(row, place, faults);
                table.columns = std::move(row);
            } else if (row.size() != table.columns.size()) {
                faults.add(place, "has " + std::to_string(row.size()) + " cells; the table has " +
                                      std::to_string(table.columns.size()) + " columns");
            } else {
                table.rows.push_back(std::move(row));
            }
        } catch (const Error& error) {
            faults.add(place, error.message());
        }
    }
    faults.raise_if_any("the table is malformed");
    return table;
}

std::string TextTable::text(std::string_view indent) const {
    const std::vector<std::size_t> wide = widths(columns, {this});
    std::string result = std::string(indent) + line(columns, wide);
    for (const Row& row : rows)
        result += std::string(indent) + line(row, wide);
    return result;
}

TextTable TextTable::only(const std::vector<std::string>& names) const {
    TextTable result{names, std::vector<Row>(rows.size())};
    for (const std::string& name : names) {
        const auto found = std::find(columns.begin(), columns.end(), name);
        const auto index = static_cast<std::size_t>(found - columns.begin());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const bool known = found != columns.end();
            result.rows[i].emplace_back(known ? scenario::trimmed(rows[i][index]) : "(no column)");
        }
    }
    return result;
}

std::string difference(const TextTable& expected, const TextTable& actual) {
    const TextTable seen = actual.only(expected.columns);
    if (seen == expected) return "";
    const std::vector<std::size_t> wide = widths(expected.columns, {&expected, &seen});
    const auto longest = common(expected.rows, seen.rows);
    std::string text = "  " + line(expected.columns, wide);
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < expected.rows.size() || j < seen.rows.size()) {
        const bool both = i < expected.rows.size() && j < seen.rows.size();
        if (both && expected.rows[i] == seen.rows[j]) {
            text += "  " + line(expected.rows[i++], wide);
            ++j;
        } else if (j == seen.rows.size() || (both && longest[i + 1][j] >= longest[i][j + 1])) {
            text += "- " + line(expected.rows[i++], wide);
        } else {
            text += "+ " + line(seen.rows[j++], wide);
        }
    }
    return text;
}

} // namespace prorata
