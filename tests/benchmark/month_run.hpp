#pragma once

#include "prorata/storage/storage.hpp"
#include "world.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

namespace benchmark {

using prorata::storage::Changeset;
using prorata::storage::RowBatch;
using prorata::storage::Storage;

/// Reads a range of accounts, rates its month and builds the changeset that books it: the run
/// without the rooms of the domain.
class MonthRun {
  public:
    static constexpr std::int64_t accounts_a_batch = 500;

    /// Starts the run of a month, from 0. Requires: the book has the world.
    MonthRun(Storage& book, int month_number);

    /// Batches in the form in which build() fills them.
    [[nodiscard]] static Changeset empty_changeset();

    /// Fills `changes` for the next accounts; false when there are none left.
    [[nodiscard]] bool build(Changeset& changes);

  private:
    struct Item; // what is being charged: a subscription, or an extension of it
    struct Sum {
        std::int64_t amount = 0;
        std::int64_t tax = 0;
    };
    struct Drawn { // a row that ids or numbers are drawn from
        std::int64_t version;
        std::int64_t next;
    };

    void start();
    void read(std::int64_t from, std::int64_t to);
    void bill_account(std::size_t row);
    void bill_subscription(std::size_t row);
    void bill_extensions(const Item& item);
    void add_charge(Item& item, std::int64_t from, std::int64_t to);
    void book(std::int64_t account, std::int64_t first_charge);
    void add_entry(std::int64_t account, std::int64_t kind, std::int64_t first, std::int64_t count);
    void add_posting(std::int64_t account, std::int64_t ledger, std::int64_t amount);
    void add_document(std::size_t document, std::int64_t account, std::int64_t first,
                      std::int64_t entry);
    void draw_ids();
    [[nodiscard]] std::int64_t recorded_at() const;

    Storage& book_;
    Month month_;
    std::int64_t run_;
    std::int64_t next_due_on_;
    std::vector<prorata::storage::ScanRequest> requests_;
    std::vector<RowBatch> read_;       // account, subscription, extension, segment
    std::array<std::size_t, 4> at_{};  // the first row of the current account in each
    std::array<std::size_t, 4> end_{}; // the first row after it
    std::array<Drawn, 6> ids_{};       // in the order of the inserts
    std::array<Drawn, 2> numbers_{};   // of invoices and acts
    std::int64_t run_version_ = 1;
    std::int64_t next_account_ = 1;
    std::int64_t accounts_ = 0;
    std::int64_t charges_ = 0;
    Sum account_sum_;
    Changeset* into_ = nullptr;
};

/// What makes a changeset durable.
using Commit = std::function<void(const Changeset&)>;

/// Builds and commits in turn, on one thread.
void run_on_one_thread(MonthRun& run, const Commit& commit);

/// Builds the next changeset while the last one is committed. Requires: the run reads through
/// another Storage than `commit` writes through.
void run_on_two_threads(MonthRun& run, const Commit& commit);

} // namespace benchmark
