// A CSV file: every fault has its place, every row the cells of the header; a table without faults
// is written, quoted, and read again as the same.

#include "target.hpp"

#include "prorata/exchange/csv.hpp"

#include <string>

using namespace prorata;

namespace {

std::string quoted(const std::vector<std::string>& cells) {
    std::string line;
    for (const std::string& cell : cells) {
        line += line.empty() ? "\"" : ",\"";
        for (const char c : cell)
            line += c == '"' ? std::string("\"\"") : std::string(1, c);
        line += '"';
    }
    return line + '\n';
}

void check_form(const CsvTable& table, const Faults& faults) {
    for (const Fault& fault : faults.all()) {
        demand(fault.path.starts_with("fuzz:") && !fault.message.empty(), "a fault without place");
        demand(is_utf8(fault.message), "a fault that cannot be shown");
    }
    int number = 1;
    for (const CsvRow& row : table.rows) {
        demand(row.number > number, "rows out of order");
        number = row.number;
        demand(row.cells.size() == table.header.size(), "a row as long as it likes");
        demand(row.whole || !faults.empty(), "a row that is not whole and no fault");
    }
}

} // namespace

void fuzz(std::string_view text) {
    for (const char delimiter : {',', ';'}) {
        Faults faults;
        const CsvTable table = parse_csv(text, "fuzz", delimiter, faults);
        check_form(table, faults);
        if (!faults.empty()) continue;
        std::string written = quoted(table.header);
        for (const CsvRow& row : table.rows)
            written += quoted(row.cells);
        const CsvTable again = parse_csv(written, "fuzz", ',', faults);
        demand(faults.empty() && again.header == table.header, "another header after reading it");
        demand(again.rows.size() == table.rows.size(), "other rows after reading them");
        for (std::size_t i = 0; i < again.rows.size(); ++i)
            demand(again.rows[i].cells == table.rows[i].cells, "other cells after reading them");
    }
}
