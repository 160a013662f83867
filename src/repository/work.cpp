#include "repository/work.hpp"

#include "repository/digest.hpp"
#include "repository/row_io.hpp"

#include <array>
#include <utility>

namespace prorata {

using storage::Cell;
using storage::ColumnSet;
using storage::RowBatch;

namespace {

/// The template of a seller who chose none: I000001, A000001, C000001.
const std::string& default_format(int kind) {
    static const std::array<std::string, 3> formats{"I%06d", "A%06d", "C%06d"};
    return formats.at(static_cast<std::size_t>(kind) - 1);
}

} // namespace

Work::Work(Book& book, const Work& before)
    : book_(book), counters_(before.counters_), series_(before.series_) {
    for (const auto& [name, next] : before.drawn_) {
        Counters::Counter& counter = counters_.of(name);
        counter = {counter.version + 1, next};
    }
    for (auto& [row, state] : series_) {
        if (state == RowState::changed) ++row.version;
        state = RowState::clean;
    }
}

std::int64_t Work::draw(std::string_view counter, std::int64_t count) {
    auto drawn = drawn_.find(counter);
    if (drawn == drawn_.end()) {
        const std::string name(counter);
        drawn = drawn_.emplace(name, counters_.of(name).next).first;
    }
    return std::exchange(drawn->second, drawn->second + count);
}

RowBatch& Work::batch_of(std::vector<RowBatch>& batches, const storage::Table& table,
                         const ColumnSet& columns) {
    for (RowBatch& batch : batches) {
        if (&batch.table() == &table && batch.columns() == columns) return batch;
    }
    return batches.emplace_back(table, columns);
}

RowBatch& Work::insert_batch(std::string_view table) {
    const storage::Table& of = book_.table(table);
    for (RowBatch& batch : changes_.inserts) {
        if (&batch.table() == &of) return batch;
    }
    return changes_.inserts.emplace_back(of);
}

RowBatch& Work::erase_batch(std::string_view table) {
    const storage::Table& of = book_.table(table);
    return batch_of(changes_.erases, of, storage::condition_columns(of));
}

// In every table with a version it follows the key, so a whole row is an update of all columns.
RowBatch& Work::update_batch(std::string_view table) {
    const storage::Table& of = book_.table(table);
    return batch_of(changes_.updates, of, storage::all_columns(of));
}

void Work::update_billed(const Subscription& record) {
    static constexpr std::array<std::string_view, 4> names{"state", "term_ends_on",
                                                           "billed_through", "changed_from"};
    const storage::Table& table = book_.table("subscription");
    RowBatch& batch = batch_of(changes_.updates, table, storage::update_columns(table, names));
    RowWriter{batch}(record.account, record.id, record.version, record.state, record.term_ends_on,
                     record.billed_through, record.changed_from);
}

template <class Rows>
void Work::save_rows(const Rows& rows) {
    using Record = decltype(Rows::value_type::row);
    for (const auto& [row, state] : rows) {
        if (state == RowState::fresh) insert(row);
        if constexpr (!std::is_same_v<Record, ChangeRecord>) {
            if (state == RowState::changed) update(row);
        }
        if constexpr (std::is_same_v<Record, Subscription>) {
            if (state == RowState::billed) update_billed(row);
        }
    }
}

void Work::save(const AccountFile& file) {
    static constexpr std::array<std::string_view, 1> names{"next_due_on"};
    const storage::Table& table = book_.table("account");
    RowBatch& account = batch_of(changes_.updates, table, storage::update_columns(table, names));
    RowWriter{account}(file.account.id, file.account.version, file.account.next_due_on);
    save_rows(file.subscriptions);
    save_rows(file.changes);
    save_rows(file.receivables);
    save_rows(file.balances);
    save_rows(file.carries);
    save_rows(file.orders);
    save_rows(file.payments);
    save_rows(file.payers);
}

SeriesRecord& Work::series(SellerId seller, int kind, int year) {
    for (auto& known : series_) {
        const SeriesRecord& row = known.row;
        if (row.seller == seller && row.kind == kind && row.year == year) return known.edit();
    }
    const std::vector<Cell> from{Cell(seller.value()), Cell(std::int64_t{kind})};
    const std::vector<Cell> to{Cell(seller.value()), Cell(std::int64_t{kind}),
                               Cell(std::int64_t{year} + 1)};
    const auto known = book_.rows<SeriesRecord>("series", from, to, "series_kind"); // by year
    if (!known.empty() && known.back().year == year) {
        return series_.emplace_back(Tracked<SeriesRecord>{known.back()}).edit();
    }
    const std::string& format = known.empty() ? default_format(kind) : known.back().format;
    const SeriesRecord made{draw("series"), 1, seller, kind, year, format, 1};
    return series_.emplace_back(Tracked<SeriesRecord>{made, RowState::fresh}).row;
}

std::pair<std::int64_t, std::int64_t> Work::number(SellerId seller, int kind, int year) {
    SeriesRecord& of = series(seller, kind, year);
    return {of.id, of.next_number++};
}

void Work::journal(JournalRecord record) {
    const std::int64_t account = record.account ? record.account->value() : 0;
    const auto known = book_.rows<ChainRecord>("chain", {Cell(account)}, {Cell(account + 1)});
    ChainRecord chain = known.empty() ? ChainRecord{account, 1, 0, ""} : known.front();
    RowBatch row(book_.table("journal"));
    write(row, record);
    record.link = link_of(chain.head, row, 0);
    chain.head = record.link;
    ++chain.links;
    insert(record);
    if (known.empty())
        insert(chain);
    else
        update(chain);
}

void Work::conclude() {
    if (std::exchange(concluded_, true)) return;
    save_rows(series_);
    for (const auto& [name, next] : drawn_) {
        RowWriter{update_batch("counter")}(name, counters_.of(name).version, next);
    }
    const auto expected = [this](std::string_view name) {
        return expect_counters_ || (expect_catalog_ && name == "publication") ||
               (expect_sellers_ && name == "seller");
    };
    for (const auto& [name, counter] : counters_.all) {
        if (drawn_.contains(name) || !expected(name)) continue;
        const storage::Table& table = book_.table("counter");
        RowBatch& batch = batch_of(changes_.expects, table, storage::condition_columns(table));
        RowWriter{batch}(std::string_view(name), counter.version);
    }
}

bool Work::commit(storage::Storage& storage) {
    conclude();
    const storage::CommitResult result = storage.commit(changes_);
    if (result.outcome == storage::Outcome::failed) {
        throw Error(ErrorCode::storage_failed,
                    "it is not known whether the change was stored; read before trying again");
    }
    return result.committed();
}

} // namespace prorata
