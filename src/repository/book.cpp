#include "repository/book.hpp"

#include "repository/row_io.hpp"
#include "repository/schema.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace prorata {

using storage::Cell;
using storage::RowBatch;
using storage::ScanRequest;

namespace {

constexpr std::array<std::string_view, 19> counted{
    "seller",   "account",      "payer", "contract",       "publication", "component", "offer",
    "discount", "subscription", "usage", "purchase_order", "payment",     "charge",    "entry",
    "posting",  "allocation",   "event", "journal",        "quote"};
constexpr std::array<std::string_view, 9> counted_documents{
    "invoice",         "invoice_line", "act",     "act_line", "correction",
    "correction_line", "series",       "closing", "run"};

const Date first_day(1, 1, 1);

/// Files rows of one table under their accounts; rows and files are ordered by account.
template <class Record>
void file_under(std::vector<AccountFile>& files, const RowBatch& batch,
                std::vector<Tracked<Record>> AccountFile::*into) {
    std::size_t at = 0;
    for (std::size_t row = 0; row < batch.rows(); ++row) {
        auto record = read<Record>(batch, row);
        while (at < files.size() && files[at].account.id < record.account)
            ++at;
        if (at < files.size() && files[at].account.id == record.account) {
            (files[at].*into).push_back({std::move(record)});
        }
    }
}

/// Several indexes lead to a receivable; it is kept once.
void drop_twins(std::vector<Tracked<ReceivableRecord>>& rows) {
    std::stable_sort(rows.begin(), rows.end(), [](const auto& left, const auto& right) {
        return left.row.entry < right.row.entry;
    });
    const auto twins =
        std::unique(rows.begin(), rows.end(), [](const auto& left, const auto& right) {
            return left.row.entry == right.row.entry;
        });
    rows.erase(twins, rows.end());
}

/// What the domain refuses cannot have been written by it: then the book is at fault.
template <class Use>
void understood(const std::string& what, const Use& use) {
    try {
        use();
    } catch (const Error& error) {
        throw Error(ErrorCode::storage_damaged, "the book holds " + what + " that nobody wrote",
                    error.faults());
    }
}

template <class Record>
std::vector<Tracked<Record>> tracked(std::vector<Record> records) {
    std::vector<Tracked<Record>> rows;
    rows.reserve(records.size());
    for (Record& record : records)
        rows.push_back({std::move(record)});
    return rows;
}

} // namespace

Counters::Counter& Counters::of(std::string_view name) {
    const auto found = all.find(name);
    if (found != all.end()) return found->second;
    throw Error(ErrorCode::storage_damaged, "the book has no counter of " + std::string(name));
}

Tracked<Subscription>& AccountFile::subscription(SubscriptionId id) {
    for (Tracked<Subscription>& subscription : subscriptions) {
        if (subscription.row.id == id) return subscription;
    }
    throw Error(ErrorCode::not_found, "there is no subscription " + std::to_string(id.value()));
}

std::vector<Change> AccountFile::changes_of(SubscriptionId id) const {
    std::vector<Change> found;
    found.reserve(static_cast<std::size_t>(
        std::count_if(changes.begin(), changes.end(),
                      [id](const auto& change) { return change.row.subscription == id; })));
    for (const auto& change : changes) {
        if (change.row.subscription == id) found.push_back(change.row.change);
    }
    return found;
}

void AccountFile::add_change(SubscriptionId id, Change change, Instant recorded_at) {
    const std::int64_t last = changes.empty() ? 0 : changes.back().row.change.sequence;
    if (last >= max_id) throw Error(ErrorCode::storage_damaged, "a change has no right number");
    change.sequence = last + 1;
    changes.push_back({{account.id, id, change, recorded_at}, RowState::fresh});
}

const PayerRecord& AccountFile::payer(std::string_view code) const {
    for (const auto& payer : payers) {
        if (payer.row.code == code) return payer.row;
    }
    throw Error(
        ErrorCode::not_found, "the account has no such payer",
        {{"payer", "account " + account.number + " has no payer \"" + std::string(code) + "\""}});
}

Book::Book(storage::Storage& storage, CatalogParser parse)
    : storage_(&storage), parse_(std::move(parse)), catalog_(std::make_shared<const Catalog>()),
      taxes_(std::make_shared<const TaxTable>()) {
    storage.install(book_schema());
    RowBatch counters(table("counter"));
    scan(counters, {}, {}, {});
    storage::Changeset changes;
    changes.inserts.emplace_back(table("counter"));
    const auto add = [&changes, &counters](std::string_view name) {
        for (std::size_t row = 0; row < counters.rows(); ++row) {
            if (counters.at(row, 0).view() == name) return; // an older book has those of its time
        }
        RowWriter{changes.inserts[0]}(name, 1, 1);
    };
    std::for_each(counted.begin(), counted.end(), add);
    std::for_each(counted_documents.begin(), counted_documents.end(), add);
    if (changes.inserts[0].empty()) return;
    (void)storage.commit(changes); // a conflict: another process made them first
}

Book::Book(const Book& like, storage::Storage& storage) : Book(like) {
    storage_ = &storage;
    storage.install(book_schema());
}

const storage::Table& Book::table(std::string_view name) {
    return book_schema().table(name);
}

void Book::scan(RowBatch& into, std::vector<Cell> from, std::vector<Cell> to,
                std::string_view index) {
    ScanRequest request{&into.table(), nullptr, std::move(from), std::move(to)};
    if (!index.empty()) request.index = &into.table().index(index);
    storage_->read(request, into);
}

Counters Book::refresh() {
    RowBatch batch(table("counter"));
    scan(batch, {}, {}, {});
    Counters counters;
    for (std::size_t row = 0; row < batch.rows(); ++row) {
        RowReader in(batch, row);
        const auto name = in.take<std::string>();
        const auto version = in.take<std::int64_t>();
        counters.all[name] = {version, in.take<std::int64_t>()};
    }
    const auto mark = [&counters](std::string_view name) { return counters.of(name).version; };
    if (mark("publication") != catalog_mark_) {
        load_catalog();
        catalog_mark_ = mark("publication");
    }
    epoch_ = counters.of("publication").next - 1;
    if (mark("discount") != discount_mark_) {
        load_discounts();
        discount_mark_ = mark("discount");
    }
    if (mark("seller") != seller_mark_) {
        sellers_ = rows<SellerRecord>("seller", {}, {});
        seller_mark_ = mark("seller");
    }
    return counters;
}

void Book::load_catalog() {
    RowBatch publications(table("publication"));
    scan(publications, {}, {}, {});
    if (publications.empty()) return;
    Catalog::Numbering numbering;
    RowBatch components(table("component"));
    scan(components, {}, {}, {});
    for (std::size_t row = 0; row < components.rows(); ++row) {
        RowReader in(components, row);
        const auto id = in.take<ComponentId>();
        numbering.components.emplace_back(in.take<std::string>(), id);
    }
    RowBatch offers(table("offer"));
    scan(offers, {}, {}, {});
    for (std::size_t row = 0; row < offers.rows(); ++row) {
        RowReader in(offers, row);
        const auto id = in.take<OfferId>();
        const auto tariff = in.take<std::string>();
        const auto valid_from = in.take<Date>();
        const auto term = in.take<std::optional<Term>>();
        const auto billing_period = in.take<Term>();
        const auto currency = in.take<Currency>();
        numbering.offers.push_back(
            {tariff, valid_from, term, billing_period, currency, in.take<std::string>(), id});
    }
    understood("a catalogue", [&] {
        CatalogSource source = parse_(publications.at(publications.rows() - 1, 1).view());
        taxes_ = std::make_shared<const TaxTable>(source.tax_rates);
        catalog_ = std::make_shared<const Catalog>(std::move(source), numbering);
    });
    numbering_ = std::move(numbering);
}

void Book::load_discounts() {
    RowBatch batch(table("discount"));
    scan(batch, {}, {}, {});
    std::vector<std::vector<DiscountStep>> sets;
    for (std::size_t row = 0; row < batch.rows(); ++row) {
        RowReader in(batch, row);
        const auto id = static_cast<std::size_t>(in.take<std::int64_t>());
        in.skip();
        if (id < 1 || id > sets.size() + 1) {
            throw Error(ErrorCode::storage_damaged, "the sets of discounts are not 1, 2, 3, …");
        }
        sets.resize(std::max(sets.size(), id));
        const auto cause = in.take<DiscountCause>();
        const auto basis = in.take<DiscountBasis>();
        sets[id - 1].push_back({cause, basis, in.take<Decimal>()});
    }
    discounts_ = DiscountBook();
    understood("a discount", [&] {
        for (auto& steps : sets)
            discounts_.add(std::move(steps));
    });
}

const SellerRecord& Book::seller(SellerId id) const {
    for (const SellerRecord& seller : sellers_) {
        if (seller.id == id) return seller;
    }
    throw Error(ErrorCode::storage_damaged, "a row names seller " + std::to_string(id.value()) +
                                                ", whom the book does not have");
}

const SellerRecord& Book::seller(std::string_view code) const {
    for (const SellerRecord& seller : sellers_) {
        if (seller.code == code) return seller;
    }
    throw Error(ErrorCode::not_found, "there is no seller \"" + std::string(code) + "\"");
}

const Zone& Book::zone(const std::string& name) {
    const auto known = zones_.find(name);
    if (known != zones_.end()) return known->second;
    return zones_.emplace(name, Zone::of(name)).first->second;
}

template <class Record>
std::optional<Record> Book::find(std::string_view of, std::string_view index,
                                 std::string_view text) {
    RowBatch batch(table(of));
    const storage::Index& by = batch.table().index(index);
    ScanRequest request{&batch.table(), &by, {Cell(text)}};
    request.limit = 1;
    storage_->read(request, batch);
    if (batch.empty()) return std::nullopt;
    const Cell& found = batch.at(0, batch.table().column(by.columns.front()));
    if (found.is_null() || found.view() != text) return std::nullopt;
    return prorata::read<Record>(batch, 0);
}

std::optional<AccountId> Book::find_account(std::string_view number) {
    const auto found = find<AccountRecord>("account", "account_number", number);
    return found ? std::optional(found->id) : std::nullopt;
}

AccountId Book::account_id(std::string_view number) {
    if (const auto found = find_account(number)) return *found;
    throw Error(ErrorCode::not_found, "there is no account \"" + std::string(number) + "\"");
}

std::optional<std::pair<AccountId, SubscriptionId>> Book::find_subscription(std::string_view key) {
    const auto found = find<Subscription>("subscription", "subscription_key", key);
    if (!found) return std::nullopt;
    return std::pair(found->account, found->id);
}

std::pair<AccountId, SubscriptionId> Book::subscription_id(std::string_view key) {
    if (const auto found = find_subscription(key)) return *found;
    throw Error(ErrorCode::not_found, "there is no subscription \"" + std::string(key) + "\"");
}

bool Book::has_payment(std::string_view number) {
    return find<PaymentRecord>("payment", "payment_number", number).has_value();
}

std::vector<AccountFile> Book::accounts(std::int64_t from, std::int64_t to) {
    std::vector<RowBatch> batches;
    std::vector<ScanRequest> requests;
    const auto range = [&](std::string_view name, std::string_view index = {}) {
        const storage::Table& of = table(name);
        batches.emplace_back(of);
        requests.push_back(
            {&of, index.empty() ? nullptr : &of.index(index), {Cell(from)}, {Cell(to)}});
    };
    range("account");
    range("subscription");
    range("change");
    range("receivable", "receivable_invoice");
    range("receivable", "receivable_act");
    range("balance");
    range("carry");
    range("purchase_order");
    range("payment", "payment_open");
    storage_->scan(requests, batches);
    std::vector<AccountFile> files;
    for (std::size_t row = 0; row < batches[0].rows(); ++row) {
        files.push_back({read<AccountRecord>(batches[0], row)});
    }
    file_under(files, batches[1], &AccountFile::subscriptions);
    file_under(files, batches[2], &AccountFile::changes);
    file_under(files, batches[3], &AccountFile::receivables);
    file_under(files, batches[4], &AccountFile::receivables);
    file_under(files, batches[5], &AccountFile::balances);
    file_under(files, batches[6], &AccountFile::carries);
    file_under(files, batches[7], &AccountFile::orders);
    file_under(files, batches[8], &AccountFile::payments);
    for (AccountFile& file : files)
        drop_twins(file.receivables);
    return files;
}

AccountFile Book::account(AccountId id) {
    auto files = accounts(id.value(), id.value() + 1);
    if (files.empty()) {
        throw Error(ErrorCode::not_found, "there is no account " + std::to_string(id.value()));
    }
    AccountFile file = std::move(files.front());
    read_money(file);
    return file;
}

void Book::read_money(AccountFile& file) {
    if (std::exchange(file.with_money, true)) return;
    const std::vector<Cell> from{Cell(file.account.id.value())};
    const std::vector<Cell> to{Cell(file.account.id.value() + 1)};
    auto open = tracked(rows<ReceivableRecord>("receivable", from, to, "receivable_open"));
    // What the work has changed already comes first and wins over what is read again.
    file.receivables.insert(file.receivables.end(), open.begin(), open.end());
    drop_twins(file.receivables);
    file.payers = tracked(rows<PayerRecord>("payer", from, to));
}

std::vector<ChargeRecord> Book::charges(std::int64_t first, std::int64_t count) {
    if (first > max_id || count > max_id) return {};
    return rows<ChargeRecord>("charge", {Cell(first)}, {Cell(first + count)});
}

std::vector<EntryRecord> Book::charge_entries(AccountId account, Date since) {
    auto entries = rows<EntryRecord>(
        "entry", {Cell(account.value()), Cell(static_cast<std::int64_t>(since.days()))},
        {Cell(account.value() + 1)}, "entry_account");
    std::erase_if(entries, [](const EntryRecord& entry) {
        return entry.kind != 1 || !entry.first_charge; // 1: a charge entry
    });
    std::sort(entries.begin(), entries.end(),
              [](const auto& left, const auto& right) { return left.id < right.id; });
    return entries;
}

std::vector<ChargeRecord> Book::charges_of(AccountId account, SubscriptionId id) {
    std::vector<ChargeRecord> found;
    for (const EntryRecord& entry : charge_entries(account, first_day)) {
        for (const ChargeRecord& charge : charges(*entry.first_charge, entry.charges)) {
            if (charge.subscription == id) found.push_back(charge);
        }
    }
    return found;
}

void Book::read_receivable(AccountFile& file, std::int64_t entry) {
    const auto is_it = [entry](const auto& known) { return known.row.entry == entry; };
    if (std::any_of(file.receivables.begin(), file.receivables.end(), is_it)) return;
    for (const auto& row : rows<ReceivableRecord>("receivable", {Cell(entry)}, {Cell(entry + 1)}))
        file.receivables.push_back({row});
}

void Book::read_payment(AccountFile& file, PaymentId id) {
    const auto is_it = [id](const auto& known) { return known.row.id == id; };
    if (std::any_of(file.payments.begin(), file.payments.end(), is_it)) return;
    const std::int64_t account = file.account.id.value();
    for (auto& row : rows<PaymentRecord>("payment", {Cell(account), Cell(id.value())},
                                         {Cell(account), Cell(id.value() + 1)})) {
        file.payments.push_back({std::move(row)});
    }
}

std::vector<AllocationRecord> Book::allocations_of(std::int64_t entry) {
    auto found =
        rows<AllocationRecord>("allocation", {Cell(entry)}, {Cell(entry + 1)}, "allocation_entry");
    std::sort(found.begin(), found.end(),
              [](const auto& left, const auto& right) { return left.id < right.id; });
    return found;
}

std::vector<UsageRecord> Book::usage(AccountId account, SubscriptionId id,
                                     const Period<Date>& days) {
    std::vector<UsageRecord> found;
    for (UsageEntry& entry :
         rows<UsageEntry>("usage",
                          {Cell(account.value()), Cell(id.value()),
                           Cell(static_cast<std::int64_t>(days.start().days()))},
                          {Cell(account.value()), Cell(id.value()),
                           Cell(static_cast<std::int64_t>(days.end().days()))})) {
        found.push_back(std::move(entry.record));
    }
    return found;
}

std::optional<QuoteRecord> Book::find_quote(std::string_view key) {
    auto quote = find<QuoteRecord>("quote", "quote_key", key);
    if (!quote) return quote;
    const Cell account(quote->account.value());
    for (const auto& line : rows<QuoteLineRecord>("quote_line", {account, Cell(quote->id.value())},
                                                  {account, Cell(quote->id.value() + 1)})) {
        quote->quantities.emplace_back(line.component, line.quantity);
    }
    return quote;
}

std::optional<JournalRecord> Book::journal_of(std::string_view key) {
    return find<JournalRecord>("journal", "journal_key", key);
}

} // namespace prorata
