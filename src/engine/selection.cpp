#include "engine/selection.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <numeric>
#include <span>

namespace prorata {

using storage::Cell;
using storage::RowBatch;
using storage::Table;

namespace {

std::optional<std::int64_t> whole(const std::string& text) {
    std::int64_t value = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    const bool read = error == std::errc() && stop == end && std::to_string(value) == text;
    return read ? std::optional(value) : std::nullopt;
}

/// The value of a text as the type writes it, or nothing.
template <class Value>
std::optional<Value> exactly(const std::string& text) {
    try {
        const Value value = Value::parse(text);
        if (value.text() == text) return value;
    } catch (const Error&) { // no row has such a text
    }
    return std::nullopt;
}

std::optional<Cell> code_of(const storage::Column& column, const std::string& text) {
    const auto found = std::find(column.names.begin(), column.names.end(), text);
    if (found == column.names.end()) return std::nullopt;
    return Cell(std::int64_t{found - column.names.begin() + 1});
}

/// The cells of the leading columns that are known.
template <class Known>
std::vector<Cell> leading(const std::vector<std::uint32_t>& columns, const Known& known) {
    std::vector<Cell> cells;
    for (const std::uint32_t column : columns) {
        const auto found = known.find(column);
        if (found == known.end()) break;
        cells.push_back(found->second);
    }
    return cells;
}

/// Whether every row that has these leading cells is in the index: rows with a null are not.
bool holds_all(const Table& table, const std::vector<std::uint32_t>& columns, std::size_t bound) {
    for (std::size_t i = bound; i < columns.size(); ++i) {
        if (table.columns[columns[i]].nullable) return false;
    }
    return true;
}

std::vector<std::uint32_t> columns_of(const Table& table, const storage::Index& index) {
    std::vector<std::uint32_t> columns;
    for (const std::string& name : index.columns)
        columns.push_back(table.column(name));
    return columns;
}

} // namespace

Selection::Selection(Book& book, const Table& table, const Filter& filter, const Counters& counters)
    : table_(&table) {
    Cells known;
    add(book, table, filter, known);
    if (impossible_) return;
    std::vector<std::uint32_t> key(table.key_columns);
    std::iota(key.begin(), key.end(), 0U);
    Bound best = leading(key, known);
    const storage::Index* by = nullptr;
    for (const storage::Index& index : table.indexes) {
        const auto columns = columns_of(table, index);
        Bound cells = leading(columns, known);
        if (cells.size() <= best.size() || !holds_all(table, columns, cells.size())) continue;
        best = std::move(cells);
        by = &index;
    }
    const auto account = known.find(table.find("account").value_or(table.columns.size()));
    if (by != nullptr) {
        read_index(book, *by, std::move(best));
        return;
    }
    if (best.empty() && table.name == "charge" && account != known.end()) {
        add_charges(book, account->second.integer);
        return;
    }
    ranges_.push_back(range_of(std::move(best)));
    const auto counter = counters.all.find(table.name);
    if (table.append_only && counter != counters.all.end() && ranges_[0].to.empty())
        ranges_[0].to = {Cell(counter->second.next)};
}

void Selection::add(Book& book, const Table& table, const Filter& filter, Cells& cells) {
    const auto account = table.find("account");
    for (const auto& [column, text] : filter.wanted()) {
        const auto cell = stored(book, column, text);
        if (!cell) continue;
        cells.insert_or_assign(column.position, *cell);
        if (column.showing != Showing::subscription || column.column->name == "base") continue;
        // Its rows are those of its account, by which tables are kept together.
        if (account) cells.emplace(*account, book.subscription_id(text).first.value());
    }
}

std::optional<Cell> Selection::stored(Book& book, const ShownColumn& column,
                                      const std::string& text) {
    if (text.empty()) return std::nullopt; // perhaps a null
    std::optional<Cell> cell;
    switch (column.showing) {
    case Showing::text: return text_cell(text);
    case Showing::whole:
        if (const auto value = whole(text)) cell = Cell(*value);
        break;
    case Showing::date:
        if (const auto day = exactly<Date>(text)) cell = Cell(std::int64_t{day->days()});
        break;
    case Showing::instant:
        if (const auto moment = exactly<Instant>(text)) cell = Cell(moment->micros());
        break;
    case Showing::code: cell = code_of(*column.column, text); break;
    case Showing::account:
        if (const auto id = book.find_account(text)) return Cell(id->value());
        impossible_ = impossible_ || !whole(text); // an id without a name is shown as it is
        return std::nullopt;
    case Showing::subscription:
        if (const auto found = book.find_subscription(text)) return Cell(found->second.value());
        impossible_ = impossible_ || !whole(text);
        return std::nullopt;
    default: return std::nullopt;
    }
    impossible_ = impossible_ || !cell;
    return cell;
}

Cell Selection::text_cell(std::string_view text) {
    return Cell(std::string_view(texts_.emplace_back(text)));
}

/// From the values to behind them: the last one grows by the least step.
Selection::Range Selection::range_of(Bound values) {
    Range range{values, std::move(values)};
    if (range.to.empty()) return range;
    Cell& last = range.to.back();
    if (last.kind == storage::CellKind::text)
        last = text_cell(std::string(last.view()) + '\x01');
    else if (last.integer == std::numeric_limits<std::int64_t>::max())
        range.to.pop_back(); // nothing is behind it: up to the end of what the others say
    else
        last = Cell(last.integer + 1);
    return range;
}

void Selection::read_index(Book& book, const storage::Index& index, Bound values) {
    const Range range = range_of(std::move(values));
    RowBatch& batch = indexed_.emplace(*table_);
    book.storage().read({table_, &index, range.from, range.to}, batch);
    order_.resize(batch.rows());
    std::iota(order_.begin(), order_.end(), 0U);
    std::sort(order_.begin(), order_.end(), [&](std::size_t left, std::size_t right) {
        const auto before = [](const Cell& one, const Cell& other) {
            return storage::compare(one, other) < 0;
        };
        const std::span one = batch.row(left).first(table_->key_columns);
        const std::span other = batch.row(right).first(table_->key_columns);
        return std::lexicographical_compare(one.begin(), one.end(), other.begin(), other.end(),
                                            before);
    });
}

/// The charges of an entry are consecutive, and so are mostly those of an account in one run.
void Selection::add_charges(Book& book, std::int64_t account) {
    for (const EntryRecord& entry : book.charge_entries(AccountId(account), Date(1, 1, 1))) {
        const std::int64_t first = *entry.first_charge;
        if (!ranges_.empty() && ranges_.back().to[0].integer == first)
            ranges_.back().to[0] = Cell(first + entry.charges);
        else
            ranges_.push_back({{Cell(first)}, {Cell(first + entry.charges)}});
    }
    std::sort(ranges_.begin(), ranges_.end(), [](const Range& left, const Range& right) {
        return left.from[0].integer < right.from[0].integer;
    });
}

bool Selection::next(Book& book, RowBatch& into, std::size_t limit) {
    into.clear();
    for (; indexed_ && row_ < order_.size() && into.rows() < limit; ++row_) {
        for (const Cell& cell : indexed_->row(order_[row_]))
            into.add(cell);
    }
    while (range_ < ranges_.size() && into.rows() < limit) {
        const std::size_t before = into.rows();
        storage::ScanRequest request{table_, nullptr, ranges_[range_].from, ranges_[range_].to};
        request.limit = limit - before;
        book.storage().read(request, into);
        if (into.rows() - before < request.limit)
            ++range_;
        else
            go_on_behind(into);
    }
    return !into.empty();
}

void Selection::go_on_behind(const RowBatch& batch) {
    const auto key = batch.row(batch.rows() - 1).first(table_->key_columns);
    Bound values;
    for (const Cell& cell : key)
        values.push_back(cell.kind == storage::CellKind::text ? text_cell(cell.view()) : cell);
    ranges_[range_].from = range_of(std::move(values)).to;
}

} // namespace prorata
