#include "billing/run.hpp"

#include "billing/account_billing.hpp"
#include "prorata/base/version.hpp"
#include "prorata/time/zone.hpp"
#include "repository/row_io.hpp"

#include <future>
#include <memory>

namespace prorata {

namespace {

using storage::Cell;

enum RunState : int { running = 1, finished };
constexpr int greatest_batch = 1000;
constexpr int most_workers = 2;
constexpr int tries = 20;

void require_valid(const RunOptions& options) {
    Faults faults;
    if (options.workers < 1 || options.workers > most_workers) {
        faults.add("workers", "is " + std::to_string(options.workers) + "; give 1 or 2 threads");
    }
    if (options.batch < 1 || options.batch > greatest_batch) {
        faults.add("batch", "is " + std::to_string(options.batch) + "; give 1 to 1000 accounts");
    }
    faults.raise_if_any("the options of the run are not right");
}

/// What the book says about runs: the one that was broken off, and the latest completed one.
struct KnownRuns {
    std::optional<RunRecord> broken;
    std::optional<RunRecord> latest;
};

KnownRuns known_runs(Book& book) {
    KnownRuns known;
    for (RunRecord& run : book.rows<RunRecord>("run", {}, {})) {
        if (run.state == running) {
            known.broken = std::move(run);
        } else if (!known.latest || run.as_of > known.latest->as_of) {
            known.latest = std::move(run);
        }
    }
    return known;
}

/// Some accounts as the run leaves them, made but perhaps not committed.
struct Batch {
    Work work;
    RunRecord run; ///< As it is when the batch is committed.

    [[nodiscard]] bool last() const noexcept { return run.state == finished; }
};

/// One run, batch by batch. With two workers a batch is made while the one before it is committed,
/// on what the book will be then; if that commit conflicts, both are made again.
class Run {
  public:
    Run(Book& book, RunRecord record, const RunOptions& options)
        : storage_(book.storage()), record_(std::move(record)), options_(options),
          second_(options.workers > 1 ? storage_.another() : nullptr),
          beside_(second_ ? std::make_unique<Book>(book, *second_) : nullptr),
          book_(beside_ ? *beside_ : book) {}

    RunReport finish() {
        storage::Reservation reservation(storage_);
        std::unique_ptr<Batch> batch = first();
        for (int conflicts = 0; batch;) {
            std::unique_ptr<Batch> next;
            if (commit_beside(*batch, next)) {
                take(*batch);
                conflicts = 0;
                const bool last = batch->last();
                batch = std::move(next);
                if (!batch && !last) batch = first();
            } else { // somebody else was first: read again, decide again
                if (++conflicts == tries) give_up();
                book_.forget();
                reservation.take();
                batch = first();
            }
        }
        report_.run = record_.id;
        report_.accounts = record_.accounts;
        report_.charges = record_.charges;
        return report_;
    }

  private:
    /// Commits a batch; a second worker does it while this thread makes the `next` one.
    bool commit_beside(Batch& batch, std::unique_ptr<Batch>& next) {
        batch.work.conclude();
        const auto commit = [&] { return batch.work.commit(storage_); };
        if (!second_ || batch.last()) return commit();
        // Whatever is thrown here, the future waits for the commit.
        std::future<bool> committed = std::async(std::launch::async, commit);
        next = make(Work(book_, batch.work), batch.run);
        return committed.get();
    }

    /// Counts a committed batch and reports it.
    void take(const Batch& batch) {
        record_ = batch.run;
        ++report_.batches;
        const RunProgress progress{record_.accounts, record_.charges};
        if (!batch.last() && options_.progress && !options_.progress(progress)) {
            throw Error(ErrorCode::cancelled, "the run was cancelled; run again to go on");
        }
    }

    [[noreturn]] static void give_up() {
        throw Error(ErrorCode::busy, "other writers keep changing the same accounts; run again");
    }

    /// A batch on what the book is now.
    std::unique_ptr<Batch> first() { return make(Work(book_), record_); }

    std::unique_ptr<Batch> make(Work work, const RunRecord& before) {
        auto batch = std::make_unique<Batch>(Batch{std::move(work), before});
        bill(*batch);
        batch->work.update(batch->run);
        ++batch->run.version;
        return batch;
    }

    void bill(Batch& batch) {
        RunRecord& run = batch.run;
        batch.work.expect_catalog();
        storage::RowBatch ids(Book::table("account"), {0, next_due_column()});
        storage::ScanRequest request{&ids.table(), nullptr, {Cell(run.next_account)}};
        request.limit = static_cast<std::size_t>(options_.batch);
        book_.storage().read(request, ids);
        if (ids.empty()) {
            run.state = finished;
            return;
        }
        const auto last = RowReader(ids, ids.rows() - 1).take<AccountId>();
        const std::int64_t end = last.value() + 1;
        if (any_due(ids)) bill(batch, run.next_account, end);
        run.next_account = end;
        run.accounts += static_cast<std::int64_t>(ids.rows());
    }

    void bill(Batch& batch, std::int64_t from, std::int64_t to) {
        for (AccountFile& file : book_.accounts(from, to)) {
            if (!due(file.account.next_due_on)) continue;
            AccountBilling billing(batch.work, file, record_.as_of, record_.id);
            batch.run.charges += billing.bill();
            batch.work.save(file);
        }
    }

    [[nodiscard]] static std::uint32_t next_due_column() {
        return Book::table("account").column("next_due_on");
    }

    /// Due in any zone: today is at most one day after the date in UTC (R28).
    [[nodiscard]] bool due(const std::optional<Date>& day) const {
        return day && *day <= record_.as_of.utc_date() + 1;
    }

    [[nodiscard]] bool any_due(const storage::RowBatch& ids) const {
        for (std::size_t row = 0; row < ids.rows(); ++row) {
            if (!ids.at(row, 1).is_null() && due(Date::from_days(ids.integer(row, 1)))) return true;
        }
        return false;
    }

    storage::Storage& storage_; // the caller's: every commit goes through it
    RunRecord record_;          // as it is in the book
    const RunOptions& options_;
    std::unique_ptr<storage::Storage> second_;
    std::unique_ptr<Book> beside_;
    Book& book_; // what batches are made from
    RunReport report_;
};

RunRecord begin_run(Book& book, Instant as_of) {
    storage::Reservation reservation(book.storage());
    for (int attempt = 0; attempt < tries; ++attempt) {
        if (attempt > 0) reservation.take();
        Work work(book);
        RunRecord record{work.draw("run"),
                         1,
                         running,
                         as_of,
                         0,
                         1,
                         0,
                         0,
                         book.epoch(),
                         std::string(tzdata_version()),
                         std::string(version())};
        work.insert(record);
        if (work.commit()) return record;
    }
    throw Error(ErrorCode::busy, "other writers keep beginning runs");
}

} // namespace

RunReport run_billing(Book& book, Instant as_of, const RunOptions& options) {
    require_valid(options);
    (void)book.refresh();
    auto [broken, latest] = known_runs(book);
    if (broken) {
        const Instant was = broken->as_of;
        const RunReport report = Run(book, std::move(*broken), options).finish();
        if (was >= as_of) return report;
    } else if (latest && latest->as_of == as_of) {
        return {latest->id, latest->accounts, latest->charges, 0};
    } else if (latest && latest->as_of > as_of) {
        return {};
    }
    return Run(book, begin_run(book, as_of), options).finish();
}

} // namespace prorata
