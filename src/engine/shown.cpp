#include "engine/shown.hpp"

#include "prorata/tax/tax.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace prorata {

namespace {

using storage::Cell;
using storage::ColumnType;
using storage::Format;
using storage::RowBatch;
using storage::Table;

constexpr std::array<std::pair<std::string_view, Showing>, 10> named_columns{
    {{"account", Showing::account},
     {"used_by", Showing::account},
     {"parent", Showing::account},
     {"subscription", Showing::subscription},
     {"base", Showing::subscription},
     {"payer", Showing::payer},
     {"seller", Showing::seller},
     {"component", Showing::component},
     {"offer", Showing::offer},
     {"tax_rate", Showing::percent}}};

bool has_scale(const Table& table, std::size_t position) {
    const auto next = position + 1;
    return next < table.columns.size() &&
           table.columns[next].name == table.columns[position].name + "_scale";
}

Showing showing_of(const Table& table, std::size_t position) {
    const storage::Column& column = table.columns[position];
    if (column.type == ColumnType::text) return Showing::text;
    switch (column.format) {
    case Format::amount: return Showing::amount;
    case Format::money: return Showing::money;
    case Format::date: return Showing::date;
    case Format::instant: return Showing::instant;
    case Format::enumeration: return Showing::code;
    case Format::plain: break;
    }
    if (has_scale(table, position)) return Showing::decimal;
    const auto* const named = std::find_if(named_columns.begin(), named_columns.end(),
                                           [&](const auto& at) { return at.first == column.name; });
    return named == named_columns.end() ? Showing::whole : named->second;
}

std::optional<std::uint32_t> beside(const Table& table, Showing showing) {
    if (showing == Showing::payer) return table.find("account");
    const bool money = showing == Showing::amount || showing == Showing::money;
    return money ? table.find("currency") : std::nullopt;
}

std::string without_currency(const std::string& text) {
    return text.substr(0, text.find(' '));
}

} // namespace

std::vector<ShownColumn> shown_columns(const Table& table) {
    std::vector<ShownColumn> shown;
    for (std::size_t position = 0; position < table.columns.size(); ++position) {
        const Showing showing = showing_of(table, position);
        shown.push_back({position, &table.columns[position], showing, beside(table, showing)});
        if (has_scale(table, position)) ++position;
    }
    return shown;
}

std::string_view Names::of(const ShownColumn& column, const RowBatch& batch, std::size_t row) {
    const std::int64_t id = batch.integer(row, column.position);
    Known& known = known_.at(static_cast<std::size_t>(column.showing));
    const auto found = known.names.find(id);
    if (found != known.names.end()) return found->second;
    const std::int64_t key = column.beside ? batch.integer(row, *column.beside) : id;
    return known.names.emplace(id, look_up(column.showing, known, id, key)).first->second;
}

/// `key` is what a row of the kind is found by: the account of a payer, else the id.
std::string Names::look_up(Showing kind, Known& known, std::int64_t id, std::int64_t key) {
    switch (kind) {
    case Showing::account: read(known, {"account", "number", ""}, key); break;
    case Showing::subscription: read(known, {"subscription", "key", "subscription_id"}, key); break;
    case Showing::payer: read(known, {"payer", "code", ""}, key); break;
    case Showing::seller:
        for (const SellerRecord& seller : book_->sellers())
            known.names.emplace(seller.id.value(), seller.code);
        break;
    case Showing::component: return std::string(book_->catalog().component_code(ComponentId(id)));
    case Showing::offer: return book_->catalog().offer(OfferId(id)).tariff->code;
    default: break;
    }
    const auto found = known.names.find(id);
    return found == known.names.end() ? std::to_string(id) : found->second;
}

void Names::read(Known& known, const Place& place, std::int64_t key) {
    constexpr int few = 64;
    if (known.whole) return;
    known.whole = ++known.lookups > few;
    const Table& of = Book::table(place.table);
    RowBatch batch(of, {of.column("id"), of.column(place.name)});
    storage::ScanRequest request{&of};
    if (!known.whole) {
        if (!place.index.empty()) request.index = &of.index(place.index);
        request.from = {Cell(key)};
        request.to = {Cell(key + 1)};
    }
    book_->storage().read(request, batch);
    for (std::size_t row = 0; row < batch.rows(); ++row)
        known.names.emplace(batch.integer(row, 0), batch.at(row, 1).view());
}

std::string RowText::of(const ShownColumn& column) const {
    const Cell& cell = batch_.at(row_, column.position);
    if (cell.is_null()) return "";
    switch (column.showing) {
    case Showing::text: return std::string(cell.view());
    case Showing::whole: return std::to_string(cell.integer);
    case Showing::date: return Date::from_days(cell.integer).text();
    case Showing::instant: return Instant::from_micros(cell.integer).text();
    case Showing::amount: return without_currency(Amount(cell.integer, currency(column)).text());
    case Showing::money: return without_currency(Money(cell.integer, currency(column)).text());
    case Showing::decimal: {
        const auto scale = batch_.integer(row_, column.position + 1);
        return Decimal(cell.integer, static_cast<int>(scale)).text();
    }
    case Showing::percent: return TaxRate(cell.integer).text();
    case Showing::code: return column.column->names.at(static_cast<std::size_t>(cell.integer - 1));
    default: return std::string(names_.of(column, batch_, row_));
    }
}

Currency RowText::currency(const ShownColumn& column) const {
    return Currency::of(batch_.at(row_, column.beside.value()).view());
}

} // namespace prorata
