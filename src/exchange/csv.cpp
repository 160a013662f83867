#include "prorata/exchange/csv.hpp"

#include <algorithm>

namespace prorata {

namespace {

/// Walks over a CSV file, one row at a time.
class CsvReader {
  public:
    CsvReader(std::string_view text, std::string_view name, char delimiter, Faults& faults)
        : text_(text), name_(name), delimiter_(delimiter), faults_(faults) {
        if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
    }

    [[nodiscard]] bool more() const noexcept { return at_ < text_.size(); }

    CsvRow row() {
        CsvRow row{++number_, {}, true};
        bool last = false;
        while (!last) {
            row.cells.push_back(more() && text_[at_] == '"' ? quoted() : bare());
            last = !more() || text_[at_] != delimiter_;
            if (!last) ++at_;
        }
        end_of_line();
        return row;
    }

    void fault(int row, std::string message) {
        faults_.add(std::string(name_) + ':' + std::to_string(row), std::move(message));
    }

  private:
    [[nodiscard]] bool at_cell_end() const noexcept {
        return !more() || text_[at_] == delimiter_ || text_[at_] == '\n' || text_[at_] == '\r';
    }

    std::string bare() {
        const std::size_t from = at_;
        while (!at_cell_end())
            ++at_;
        std::string cell(text_.substr(from, at_ - from));
        if (cell.find('"') != std::string::npos)
            fault(number_, "has a quote inside a cell without quotes; put the whole cell in quotes "
                           "and double the quotes in it");
        return cell;
    }

    std::string quoted() {
        std::string cell;
        for (++at_; more(); ++at_) {
            if (text_[at_] == '"') {
                ++at_;
                if (!more() || text_[at_] != '"') return closed(std::move(cell));
            }
            cell += text_[at_];
        }
        fault(number_, "has a cell whose quote is not closed before the end of the file");
        return cell;
    }

    std::string closed(std::string cell) {
        if (at_cell_end()) return cell;
        fault(number_, "has text behind a closing quote; double the quotes inside a cell");
        while (!at_cell_end())
            ++at_;
        return cell;
    }

    void end_of_line() {
        if (more() && text_[at_] == '\r') ++at_;
        if (more() && text_[at_] == '\n') ++at_;
    }

    std::string_view text_;
    std::string_view name_;
    char delimiter_;
    Faults& faults_;
    std::size_t at_ = 0;
    int number_ = 0;
};

/// A name that cannot be shown is cleared, so that no later fault shows it.
void check_header(CsvReader& reader, std::vector<std::string>& header) {
    for (std::size_t i = 0; i < header.size(); ++i) {
        const auto here = header.begin() + static_cast<std::ptrdiff_t>(i);
        if (header[i].empty()) {
            reader.fault(1, "has no name for column " + std::to_string(i + 1));
        } else if (!is_utf8(header[i])) {
            reader.fault(1, "has a name that is not UTF-8 for column " + std::to_string(i + 1) +
                                "; save the file as UTF-8");
            header[i].clear();
        } else if (std::find(header.begin(), here, header[i]) != here) {
            reader.fault(1, "names the column \"" + header[i] + "\" twice");
        }
    }
}

/// Bytes that follow the first one of a character; −1 for a byte that cannot begin one.
int following(unsigned char first) noexcept {
    if (first == 0) return -1;
    if (first < 0x80) return 0;
    if (first >= 0xC2 && first < 0xE0) return 1;
    if (first >= 0xE0 && first < 0xF0) return 2;
    if (first >= 0xF0 && first < 0xF5) return 3;
    return -1;
}

/// Longer than needed, a surrogate, or behind the last character.
bool misplaced(unsigned char first, unsigned char second) noexcept {
    return (first == 0xE0 && second < 0xA0) || (first == 0xED && second >= 0xA0) ||
           (first == 0xF0 && second < 0x90) || (first == 0xF4 && second >= 0x90);
}

} // namespace

bool is_utf8(std::string_view text) noexcept {
    for (std::size_t i = 0; i < text.size();) {
        const auto first = static_cast<unsigned char>(text[i]);
        const int more = following(first);
        if (more < 0 || i + static_cast<std::size_t>(more) >= text.size()) return false;
        for (int k = 1; k <= more; ++k) {
            const auto next = static_cast<unsigned char>(text[i + static_cast<std::size_t>(k)]);
            if ((next & 0xC0) != 0x80 || (k == 1 && misplaced(first, next))) return false;
        }
        i += static_cast<std::size_t>(more) + 1;
    }
    return true;
}

CsvTable parse_csv(std::string_view text, std::string_view name, char delimiter, Faults& faults) {
    CsvReader reader(text, name, delimiter, faults);
    CsvTable table;
    while (reader.more()) {
        CsvRow row = reader.row();
        if (row.number == 1) {
            table.header = std::move(row.cells);
            check_header(reader, table.header);
            continue;
        }
        if (row.cells.size() == 1 && row.cells[0].empty()) continue;
        const std::size_t wanted = table.header.size();
        if (row.cells.size() != wanted) {
            reader.fault(row.number, "has " + std::to_string(row.cells.size()) +
                                         " cells; the header has " + std::to_string(wanted));
            row.cells.resize(wanted);
            row.whole = false;
        }
        if (!std::all_of(row.cells.begin(), row.cells.end(), is_utf8)) {
            reader.fault(row.number, "is not UTF-8; save the file as UTF-8");
            row.whole = false;
        }
        table.rows.push_back(std::move(row));
    }
    if (table.header.empty()) reader.fault(1, "is missing: the header that names the columns");
    return table;
}

} // namespace prorata
