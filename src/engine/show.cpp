#include "engine/show.hpp"

#include "billing/account_billing.hpp"
#include "engine/commands.hpp"
#include "prorata/ledger/credit.hpp"
#include "repository/schema.hpp"

#include <algorithm>

namespace prorata {

namespace {

using storage::Cell;
using storage::Format;
using storage::RowBatch;

/// Names of things that other tables refer to by number, read once per query.
class Names {
  public:
    explicit Names(Book& book) : book_(book) {}

    /// The name behind a column's number, or nothing if it has none.
    [[nodiscard]] std::optional<std::string> of(std::string_view column, std::int64_t id) {
        if (column == "account" || column == "used_by" || column == "parent") {
            return look_up("account", 0, 2, id);
        }
        if (column == "subscription" || column == "base") return look_up("subscription", 1, 6, id);
        if (column == "payer") return look_up("payer", 1, 3, id);
        if (column == "seller" && id != 0) return book_.seller(SellerId(id)).code;
        if (column == "component") {
            return std::string(book_.catalog().component_code(ComponentId(id)));
        }
        if (column == "offer") return book_.catalog().offer(OfferId(id)).tariff->code;
        return std::nullopt;
    }

  private:
    std::optional<std::string> look_up(std::string_view table, std::size_t id_column,
                                       std::size_t name_column, std::int64_t id) {
        auto& known = names_[std::string(table)];
        if (known.empty()) {
            RowBatch batch(book_.table(table));
            book_.storage().read({&batch.table()}, batch);
            for (std::size_t row = 0; row < batch.rows(); ++row) {
                known[batch.integer(row, id_column)] =
                    std::string(batch.at(row, name_column).view());
            }
        }
        const auto found = known.find(id);
        return found == known.end() ? std::nullopt : std::optional(found->second);
    }

    Book& book_;
    std::map<std::string, std::map<std::int64_t, std::string>> names_;
};

std::string without_currency(const std::string& text) {
    return text.substr(0, text.find(' '));
}

/// One row as text, column by column; a scale column is shown with its coefficient.
class RowText {
  public:
    RowText(const RowBatch& batch, std::size_t row, Names& names)
        : batch_(batch), row_(row), names_(names) {}

    [[nodiscard]] std::string of(std::size_t column) const {
        const storage::Column& described = batch_.table().columns[column];
        const Cell& cell = batch_.at(row_, column);
        if (cell.is_null()) return "";
        if (described.type == storage::ColumnType::text) return std::string(cell.view());
        switch (described.format) {
        case Format::amount: return without_currency(Amount(cell.integer, currency()).text());
        case Format::money: return without_currency(Money(cell.integer, currency()).text());
        case Format::date: return Date::from_days(cell.integer).text();
        case Format::instant: return Instant::from_micros(cell.integer).text();
        case Format::enumeration:
            return described.names[static_cast<std::size_t>(cell.integer - 1)];
        case Format::plain: break;
        }
        return plain(column, described.name, cell.integer);
    }

  private:
    [[nodiscard]] std::string plain(std::size_t column, const std::string& name,
                                    std::int64_t value) const {
        const auto& columns = batch_.table().columns;
        if (column + 1 < columns.size() && columns[column + 1].name == name + "_scale") {
            return Decimal(value, static_cast<int>(batch_.integer(row_, column + 1))).text();
        }
        if (name == "tax_rate") return TaxRate(value).text();
        return names_.of(name, value).value_or(std::to_string(value));
    }

    [[nodiscard]] Currency currency() const {
        return Currency::of(batch_.at(row_, batch_.table().column("currency")).view());
    }

    const RowBatch& batch_;
    std::size_t row_;
    Names& names_;
};

bool is_scale(const std::string& column) {
    return column.ends_with("_scale");
}

bool kept(const Rows& rows, const std::vector<std::string>& row, const Arguments& filter) {
    return std::all_of(filter.begin(), filter.end(), [&rows, &row](const auto& wanted) {
        const auto column = std::find(rows.columns.begin(), rows.columns.end(), wanted.first);
        if (column == rows.columns.end()) {
            throw Error(ErrorCode::not_found, "there is no column \"" + wanted.first + "\"");
        }
        return row[static_cast<std::size_t>(column - rows.columns.begin())] == wanted.second;
    });
}

std::string option(const Arguments& filter, std::string_view name) {
    for (const auto& [key, text] : filter) {
        if (key == name) return text;
    }
    throw Error(ErrorCode::invalid_argument, "the query lacks arguments",
                {{std::string(name), "is missing"}});
}

/// R39: what of an account's credit limit is overdue, awaiting, spent, available.
Rows credit(Book& book, const Arguments& filter, Instant as_of) {
    Work work(book);
    AccountFile file = book.account(book.account_id(option(filter, "account")));
    AccountBilling billing(work, file, as_of, 0);
    const CreditPartition parts = billing.money().credit(std::nullopt, billing.today());
    const auto text = [](const Amount& amount) { return without_currency(amount.text()); };
    return {{"limit", "overdue", "awaiting", "spent", "available", "unavailable", "own_funds",
             "blocked"},
            {{text(parts.limit), text(parts.overdue), text(parts.awaiting), text(parts.spent),
              text(parts.available), text(parts.unavailable), text(parts.own_funds),
              parts.blocked ? "yes" : "no"}}};
}

/// FR-06: the base's quantity and what its active extensions add, by component, on the day.
Rows entitlement(Book& book, const Arguments& filter, Instant as_of) {
    const auto [account, id] = book.subscription_id(option(filter, "subscription"));
    Work work(book);
    AccountFile file = book.account(account);
    AccountBilling billing(work, file, as_of, 0);
    std::map<std::string, Decimal> sums;
    for (const auto& known : file.subscriptions) {
        if (known.row.id != id && known.row.base != id) continue;
        const Timeline life = billing.timeline(known.row);
        const Date day = billing.today();
        if (known.row.state == SubscriptionState::ordered || day < life.start() ||
            (life.end() && day >= *life.end()) || life.stopped_on(day)) {
            continue;
        }
        for (const ComponentId component : life.components()) {
            auto& sum = sums[std::string(book.catalog().component_code(component))];
            sum = sum + life.terms_on(component, day).quantity;
        }
    }
    Rows rows{{"component", "quantity"}, {}};
    for (const auto& [component, sum] : sums)
        rows.rows.push_back({component, sum.text()});
    return rows;
}

} // namespace

Rows rows_of(Book& book, const RowBatch& batch, const Arguments& filter) {
    Rows rows;
    Names names(book);
    const auto& columns = batch.table().columns;
    for (const auto& column : columns) {
        if (!is_scale(column.name)) rows.columns.push_back(column.name);
    }
    for (std::size_t row = 0; row < batch.rows(); ++row) {
        const RowText text(batch, row, names);
        std::vector<std::string> cells;
        for (std::size_t column = 0; column < columns.size(); ++column) {
            if (!is_scale(columns[column].name)) cells.push_back(text.of(column));
        }
        if (kept(rows, cells, filter)) rows.rows.push_back(std::move(cells));
    }
    return rows;
}

Rows show(Book& book, std::string_view table, const Arguments& filter, Instant as_of) {
    (void)book.refresh();
    if (table == "credit") return credit(book, filter, as_of);
    if (table == "entitlement") return entitlement(book, filter, as_of);
    RowBatch batch(book.table(table));
    book.storage().read({&batch.table()}, batch);
    return rows_of(book, batch, filter);
}

} // namespace prorata
