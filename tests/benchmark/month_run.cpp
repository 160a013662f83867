#include "month_run.hpp"

#include "repository/schema.hpp"

#include <future>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace benchmark {

namespace {

using namespace prorata::storage;
__extension__ typedef __int128 Wide;

constexpr std::int64_t units = 10'000; // of an amount in one minor unit
constexpr std::int64_t vat_rate = 200'000;
constexpr std::array<std::string_view, 6> inserted{"charge",  "entry", "posting",
                                                   "invoice", "act",   "event"};
enum Inserted : std::size_t { charge, entry, posting, invoice, act, event };
enum Updated : std::size_t { subscription_row, account_row, run_row, counter_row, series_row };
enum Read : std::size_t { account, subscription, extension, segment };

const Table& table(std::string_view name) {
    return prorata::book_schema().table(name);
}

RowBatch update_of(std::string_view name, std::initializer_list<std::string_view> columns) {
    return {table(name), update_columns(table(name), std::span(columns.begin(), columns.size()))};
}

RowBatch part_of(std::string_view name, std::initializer_list<std::string_view> names) {
    return {table(name), columns(table(name), std::span(names.begin(), names.size()))};
}

std::int64_t round_half_up(Wide numerator, Wide denominator) {
    return static_cast<std::int64_t>((2 * numerator + denominator) / (2 * denominator));
}

/// The tax in a gross amount, in units of whole minor units.
std::int64_t tax_in(std::int64_t gross) {
    return round_half_up(Wide(gross / units) * vat_rate, 1'000'000 + vat_rate) * units;
}

} // namespace

/// What is charged for a month, rounded cumulatively from the start of the period (R3).
struct MonthRun::Item {
    std::int64_t account, subscription, extension, payer, seller;
    std::int64_t component = 0, price_version = 0, quantity = 0;
    std::int64_t line = 0;
    Wide exact = 0; // minor units times days of the month, up to the last line
    Sum recorded{};
};

MonthRun::MonthRun(Storage& book, int month_number)
    : book_(book), month_(month(month_number)), run_(month_number + 1),
      next_due_on_(month(month_number + 1).ends_on) {
    read_.push_back(part_of("account", {"id", "version"}));
    read_.push_back(
        part_of("subscription", {"account", "id", "version", "payer", "seller", "billed_through"}));
    read_.push_back(part_of(
        "extension", {"account", "id", "subscription", "component", "price_version", "quantity"}));
    read_.push_back(part_of("segment", {"account", "subscription", "starts_on", "component",
                                        "price_version", "quantity"}));
    for (const RowBatch& batch : read_)
        requests_.push_back({&batch.table()});
    start();
}

void MonthRun::start() {
    for (std::size_t i = 0; i < inserted.size(); ++i) {
        RowBatch counter = part_of("counter", {"version", "next"});
        const Cell key(inserted[i]);
        if (!book_.get({&key, 1}, counter)) throw std::runtime_error("the book has no counters");
        ids_[i] = {counter.integer(0, 0), counter.integer(0, 1)};
    }
    for (std::size_t i = 0; i < numbers_.size(); ++i) {
        RowBatch series = part_of("series", {"version", "next_number"});
        const Cell key(static_cast<std::int64_t>(i + 1));
        if (!book_.get({&key, 1}, series)) throw std::runtime_error("the book has no series");
        numbers_[i] = {series.integer(0, 0), series.integer(0, 1)};
    }
    Changeset begin;
    begin.inserts.emplace_back(table("run"));
    begin.inserts[0].add(run_).add(1).add(1).add(month_.ends_on).add(1).add(std::int64_t{0});
    begin.inserts[0].add(std::int64_t{0});
    if (!book_.commit(begin).committed()) throw std::runtime_error("the run has begun already");
}

Changeset MonthRun::empty_changeset() {
    Changeset changes;
    changes.updates.push_back(update_of("subscription", {"billed_through"}));
    changes.updates.push_back(update_of("account", {"next_due_on"}));
    changes.updates.push_back(update_of("run", {"next_account", "accounts", "charges"}));
    changes.updates.push_back(update_of("counter", {"next"}));
    changes.updates.push_back(update_of("series", {"next_number"}));
    for (const std::string_view name : inserted)
        changes.inserts.emplace_back(table(name));
    return changes;
}

bool MonthRun::build(Changeset& changes) {
    changes.clear();
    into_ = &changes;
    read(next_account_, next_account_ + accounts_a_batch);
    const std::size_t rows = read_[account].rows();
    if (rows == 0) return false;
    for (std::size_t row = 0; row < rows; ++row)
        bill_account(row);
    accounts_ += static_cast<std::int64_t>(rows);
    next_account_ += accounts_a_batch;
    draw_ids();
    return true;
}

void MonthRun::read(std::int64_t from, std::int64_t to) {
    for (std::size_t i = 0; i < read_.size(); ++i) {
        requests_[i].from = {Cell(from)};
        requests_[i].to = {Cell(to)};
        read_[i].clear();
    }
    book_.scan(requests_, read_);
    at_ = end_ = {};
}

/// Moves the three cursors to the rows of the account; all are ordered by account.
void MonthRun::bill_account(std::size_t row) {
    const std::int64_t id = read_[account].integer(row, 0);
    for (const std::size_t cursor : {subscription, extension, segment}) {
        at_[cursor] = end_[cursor];
        while (end_[cursor] < read_[cursor].rows() && read_[cursor].integer(end_[cursor], 0) == id)
            ++end_[cursor];
    }
    account_sum_ = {};
    const std::int64_t first_charge = ids_[charge].next;
    for (std::size_t s = at_[subscription]; s < end_[subscription]; ++s)
        bill_subscription(s);
    into_->updates[account_row].add(id).add(read_[account].integer(row, 1));
    into_->updates[account_row].add(next_due_on_);
    if (ids_[charge].next != first_charge) book(id, first_charge);
}

void MonthRun::bill_subscription(std::size_t row) {
    const RowBatch& rows = read_[subscription];
    Item item{rows.integer(row, 0), rows.integer(row, 1), 0, rows.integer(row, 3),
              rows.integer(row, 4)};
    if (rows.integer(row, 5) != month_.starts_on) return; // charged already
    const RowBatch& segments = read_[segment];
    std::int64_t from = month_.starts_on;
    for (std::size_t s = at_[segment]; s < end_[segment]; ++s) { // in order of entry
        if (segments.integer(s, 1) != item.subscription) continue;
        const std::int64_t starts_on = segments.integer(s, 2);
        if (starts_on > from) add_charge(item, std::exchange(from, starts_on), starts_on);
        item.component = segments.integer(s, 3);
        item.price_version = segments.integer(s, 4);
        item.quantity = segments.integer(s, 5);
    }
    add_charge(item, from, month_.ends_on);
    bill_extensions(item);
    into_->updates[subscription_row].add(item.account).add(item.subscription);
    into_->updates[subscription_row].add(rows.integer(row, 2)).add(month_.ends_on);
}

void MonthRun::bill_extensions(const Item& item) {
    const RowBatch& rows = read_[extension];
    for (std::size_t e = at_[extension]; e < end_[extension]; ++e) {
        if (rows.integer(e, 2) != item.subscription) continue;
        Item added{item.account, item.subscription,  rows.integer(e, 1), item.payer,
                   item.seller,  rows.integer(e, 3), rows.integer(e, 4), rows.integer(e, 5)};
        add_charge(added, month_.starts_on, month_.ends_on);
    }
}

void MonthRun::add_charge(Item& item, std::int64_t from, std::int64_t to) {
    item.exact += Wide(price_minor(item.price_version)) * item.quantity * (to - from);
    const std::int64_t gross = round_half_up(item.exact, month_.days()) * units;
    const Sum total{gross, tax_in(gross)};
    const Sum line{total.amount - item.recorded.amount, total.tax - item.recorded.tax};
    item.recorded = total;
    account_sum_.amount += line.amount;
    account_sum_.tax += line.tax;
    ++charges_;
    RowBatch& row = into_->inserts[charge];
    row.add(ids_[charge].next++).add(item.account).add(item.subscription);
    item.extension == 0 ? row.add_null() : row.add(item.extension);
    row.add(item.payer).add(item.seller).add(item.component).add(1).add(1);
    row.add(month_.starts_on).add(from).add(to).add(to - from).add(month_.days());
    row.add(item.price_version).add(item.quantity).add(std::int64_t{0}).add("RUB").add_null();
    row.add(std::int64_t{0}).add(line.amount).add(vat_rate).add(line.tax).add(month_.ends_on);
    row.add(run_).add(++item.line);
}

void MonthRun::book(std::int64_t id, std::int64_t first) {
    const std::int64_t count = ids_[charge].next - first;
    add_document(invoice, id, first, 0);
    add_entry(id, 1, first, count);
    add_posting(id, 2, account_sum_.amount);
    add_posting(id, 3, -account_sum_.amount);
    add_document(act, id, first, ids_[entry].next);
    add_entry(id, 2, first, count);
    add_posting(id, 3, account_sum_.amount);
    add_posting(id, 4, account_sum_.tax - account_sum_.amount);
    add_posting(id, 5, -account_sum_.tax);
    RowBatch& row = into_->inserts[event];
    row.add(ids_[event].next++).add(id).add(1).add("invoice.issued");
    row.add(ids_[invoice].next - 1).add(recorded_at()).add(recorded_at()).add_null();
}

std::int64_t MonthRun::recorded_at() const {
    return month_.ends_on * 86'400'000'000;
}

void MonthRun::add_entry(std::int64_t id, std::int64_t kind, std::int64_t first,
                         std::int64_t count) {
    RowBatch& row = into_->inserts[entry];
    row.add(ids_[entry].next++).add(id).add(kind).add(month_.ends_on).add(run_);
    row.add(first).add(count).add(recorded_at());
}

/// To the entry that was added last.
void MonthRun::add_posting(std::int64_t id, std::int64_t ledger, std::int64_t amount) {
    RowBatch& row = into_->inserts[posting];
    row.add(ids_[posting].next++).add(ids_[entry].next - 1).add(id).add(ledger).add(id).add(1);
    row.add("RUB").add(amount);
}

void MonthRun::add_document(std::size_t kind, std::int64_t id, std::int64_t first,
                            std::int64_t booked) {
    const std::size_t series = kind - invoice;
    RowBatch& row = into_->inserts[kind];
    row.add(ids_[kind].next++).add(id).add(1).add(id);
    row.add(static_cast<std::int64_t>(series + 1)).add(numbers_[series].next++);
    row.add(month_.ends_on).add(month_.starts_on).add(month_.ends_on).add("RUB");
    row.add(account_sum_.amount / units).add(account_sum_.tax / units).add(first);
    row.add(ids_[charge].next - first).add(booked);
}

/// The rows that the ids, the numbers and the cursor come from, in the commit that uses them.
void MonthRun::draw_ids() {
    for (std::size_t i = 0; i < ids_.size(); ++i)
        into_->updates[counter_row].add(inserted[i]).add(ids_[i].version++).add(ids_[i].next);
    for (std::size_t i = 0; i < numbers_.size(); ++i) {
        into_->updates[series_row].add(static_cast<std::int64_t>(i + 1));
        into_->updates[series_row].add(numbers_[i].version++).add(numbers_[i].next);
    }
    into_->updates[run_row].add(run_).add(run_version_++).add(next_account_);
    into_->updates[run_row].add(accounts_).add(charges_);
}

void run_on_one_thread(MonthRun& run, const Commit& commit) {
    Changeset changes = MonthRun::empty_changeset();
    while (run.build(changes))
        commit(changes);
}

void run_on_two_threads(MonthRun& run, const Commit& commit) {
    Changeset current = MonthRun::empty_changeset();
    Changeset following = MonthRun::empty_changeset();
    bool more = run.build(current);
    while (more) {
        auto built = std::async(std::launch::async, [&] { return run.build(following); });
        commit(current);
        more = built.get();
        std::swap(current, following);
    }
}

} // namespace benchmark
