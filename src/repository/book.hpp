#pragma once

#include "prorata/catalog/catalog.hpp"
#include "prorata/discount/discount_book.hpp"
#include "prorata/rating/part.hpp"
#include "prorata/storage/storage.hpp"
#include "prorata/time/zone.hpp"
#include "repository/records.hpp"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace prorata {

/// What a unit of work has to do about a row.
enum class RowState : std::uint8_t {
    clean,   ///< As read.
    billed,  ///< Update the columns that a run changes (subscriptions).
    changed, ///< Update all columns.
    fresh,   ///< Insert.
};

/// A row as a value, and what has become of it.
template <class Record>
struct Tracked {
    Record row;
    RowState state = RowState::clean;

    /// The row, to be changed: it will be updated, or inserted if it is new.
    [[nodiscard]] Record& edit(RowState as = RowState::changed) {
        if (state < as) state = as;
        return row;
    }
};

/// Everything of one account that a run or a command may need, and what it did about it.
struct AccountFile {
    AccountRecord account;
    std::vector<Tracked<Subscription>> subscriptions = {};
    std::vector<Tracked<ChangeRecord>> changes = {}; ///< In the order of entry.
    std::vector<Tracked<ReceivableRecord>> receivables = {};
    std::vector<Tracked<BalanceRecord>> balances = {};
    std::vector<Tracked<CarryRecord>> carries = {};
    std::vector<Tracked<OrderRecord>> orders = {};
    std::vector<Tracked<PaymentRecord>> payments = {}; ///< Not wholly allocated.
    std::vector<Tracked<PayerRecord>> payers = {};
    bool with_money = false; ///< Whether open receivables and payers were read.

    /// Errors: Error{not_found}.
    [[nodiscard]] Tracked<Subscription>& subscription(SubscriptionId id);
    /// The changes of one subscription, in the order of entry.
    [[nodiscard]] std::vector<Change> changes_of(SubscriptionId id) const;
    /// Adds a change with the next sequence number.
    void add_change(SubscriptionId id, Change change, Instant recorded_at);
    /// Errors: Error{not_found}.
    [[nodiscard]] const PayerRecord& payer(std::string_view code) const;
};

/// The next ids of all tables, as they were when a unit of work began.
struct Counters {
    struct Counter {
        std::int64_t version;
        std::int64_t next;
    };
    std::map<std::string, Counter, std::less<>> all;

    /// Errors: Error{storage_damaged} if the book has none of that name.
    [[nodiscard]] Counter& of(std::string_view name);
};

/// A book as the domain sees it: reads rows as values, keeps the catalogue at hand.
///
/// Threads: one at a time.
class Book {
  public:
    using CatalogParser = std::function<CatalogSource(std::string_view)>;

    /// Installs the schema; makes the counters of a new book.
    Book(storage::Storage& storage, CatalogParser parse);
    /// The same book through another storage: knows what `like` knows, and reads for itself.
    Book(const Book& like, storage::Storage& storage);

    [[nodiscard]] storage::Storage& storage() const noexcept { return *storage_; }

    /// Reads the counters, and what they say has changed: catalogue, discounts, sellers.
    Counters refresh();

    /// Forgets what a unit of work that was not committed may have added to the discounts.
    void forget() noexcept { discount_mark_ = 0; }

    [[nodiscard]] const Catalog& catalog() const noexcept { return *catalog_; }
    [[nodiscard]] const TaxTable& taxes() const noexcept { return *taxes_; }
    [[nodiscard]] DiscountBook& discounts() noexcept { return discounts_; }
    [[nodiscard]] const std::vector<SellerRecord>& sellers() const noexcept { return sellers_; }
    [[nodiscard]] RatingContext rating() const { return {*catalog_, *taxes_, discounts_}; }
    [[nodiscard]] const Catalog::Numbering& numbering() const noexcept { return numbering_; }
    [[nodiscard]] std::int64_t epoch() const noexcept { return epoch_; }

    /// Errors: Error{storage_damaged}: ids come from rows of the book.
    [[nodiscard]] const SellerRecord& seller(SellerId id) const;
    /// Errors: Error{not_found}.
    [[nodiscard]] const SellerRecord& seller(std::string_view code) const;
    [[nodiscard]] const Zone& zone(const std::string& name);

    /// Id of the account with that number, or nothing.
    [[nodiscard]] std::optional<AccountId> find_account(std::string_view number);
    /// Id of the account with that number. Errors: Error{not_found}.
    [[nodiscard]] AccountId account_id(std::string_view number);
    /// Account and id of the subscription with that key. Errors: Error{not_found}.
    [[nodiscard]] std::pair<AccountId, SubscriptionId> subscription_id(std::string_view key);
    /// Account and id of the subscription with that key, or nothing.
    [[nodiscard]] std::optional<std::pair<AccountId, SubscriptionId>>
    find_subscription(std::string_view key);
    /// The quote with that key and its quantities, or nothing.
    [[nodiscard]] std::optional<QuoteRecord> find_quote(std::string_view key);
    [[nodiscard]] bool has_payment(std::string_view number);

    /// The accounts with from <= id < to, in order, with what a run needs.
    [[nodiscard]] std::vector<AccountFile> accounts(std::int64_t from, std::int64_t to);
    /// One account with everything. Errors: Error{not_found}.
    [[nodiscard]] AccountFile account(AccountId id);
    /// Adds what is owed and who pays to a file that was read in a range.
    void read_money(AccountFile& file);
    /// Every charge of a subscription, by the entries of its account, in the order of booking.
    [[nodiscard]] std::vector<ChargeRecord> charges_of(AccountId account, SubscriptionId id);
    /// The charge entries of an account booked since a day, in the order of booking.
    [[nodiscard]] std::vector<EntryRecord> charge_entries(AccountId account, Date since);
    /// Adds what is owed of an entry to the file, unless it is there.
    void read_receivable(AccountFile& file, std::int64_t entry);
    /// Adds a payment of the account to the file, unless it is there.
    void read_payment(AccountFile& file, PaymentId id);
    /// What covers an entry, in the order made.
    [[nodiscard]] std::vector<AllocationRecord> allocations_of(std::int64_t entry);
    /// `count` charges from `first` on.
    [[nodiscard]] std::vector<ChargeRecord> charges(std::int64_t first, std::int64_t count);
    /// Usage of a subscription on these days.
    [[nodiscard]] std::vector<UsageRecord> usage(AccountId account, SubscriptionId id,
                                                 const Period<Date>& days);
    /// The answer that a command with this key was given, if there was one.
    [[nodiscard]] std::optional<JournalRecord> journal_of(std::string_view key);

    /// All rows of a range of a table or index, as records.
    template <class Record>
    [[nodiscard]] std::vector<Record> rows(std::string_view table, std::vector<storage::Cell> from,
                                           std::vector<storage::Cell> to,
                                           std::string_view index = {}) {
        storage::RowBatch batch(this->table(table));
        scan(batch, std::move(from), std::move(to), index);
        return read_all<Record>(batch);
    }
    [[nodiscard]] static const storage::Table& table(std::string_view name);

  private:
    Book(const Book&) = default;
    /// The row that a unique index of one text column has for that text, or nothing.
    template <class Record>
    [[nodiscard]] std::optional<Record> find(std::string_view of, std::string_view index,
                                             std::string_view text);
    void scan(storage::RowBatch& into, std::vector<storage::Cell> from,
              std::vector<storage::Cell> to, std::string_view index);
    void load_catalog();
    void load_discounts();

    storage::Storage* storage_;
    CatalogParser parse_;
    std::int64_t epoch_ = 0;
    std::int64_t catalog_mark_ = 0;
    std::int64_t discount_mark_ = 0;
    std::int64_t seller_mark_ = 0;
    std::shared_ptr<const Catalog> catalog_; // replaced, never changed
    std::shared_ptr<const TaxTable> taxes_;
    DiscountBook discounts_;
    Catalog::Numbering numbering_;
    std::vector<SellerRecord> sellers_;
    std::map<std::string, Zone, std::less<>> zones_;
};

} // namespace prorata
