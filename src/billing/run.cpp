#include "billing/run.hpp"

#include "billing/account_billing.hpp"
#include "prorata/base/version.hpp"
#include "prorata/time/zone.hpp"

#include <algorithm>

namespace prorata {

namespace {

using storage::Cell;

enum RunState : int { running = 1, finished };
constexpr int greatest_batch = 1000;
constexpr int tries = 20;

void require_valid(const RunOptions& options) {
    if (options.workers != 1) {
        throw Error(ErrorCode::unsupported, "workers is " + std::to_string(options.workers) +
                                                "; this version runs on the caller's thread: 1");
    }
    if (options.batch < 1 || options.batch > greatest_batch) {
        throw Error(ErrorCode::invalid_argument,
                    "batch is " + std::to_string(options.batch) + "; give 1 to 1000 accounts");
    }
}

/// The run that was broken off, or nothing; `mark` becomes the latest `as_of` of completed ones.
std::optional<RunRecord> broken_run(Book& book, std::optional<Instant>& mark) {
    std::optional<RunRecord> broken;
    for (RunRecord& run : book.rows<RunRecord>("run", {}, {})) {
        if (run.state == running) {
            broken = std::move(run);
        } else if (!mark || run.as_of > *mark) {
            mark = run.as_of;
        }
    }
    return broken;
}

/// One run, batch by batch.
class Run {
  public:
    Run(Book& book, RunRecord record, const RunOptions& options)
        : book_(book), record_(std::move(record)), options_(options) {}

    RunReport finish() {
        while (next_batch()) {
            const RunProgress progress{record_.accounts, record_.charges};
            if (options_.progress && !options_.progress(progress)) {
                throw Error(ErrorCode::cancelled, "the run was cancelled; run again to go on");
            }
        }
        report_.run = record_.id;
        report_.accounts = record_.accounts;
        report_.charges = record_.charges;
        return report_;
    }

  private:
    /// Bills and commits one batch; false when no account is left and the run is finished.
    bool next_batch() {
        for (int attempt = 0; attempt < tries; ++attempt) {
            const RunRecord before = record_;
            Work work(book_);
            const bool more = bill(work);
            write_run(work, before.version);
            if (work.commit()) {
                ++record_.version;
                ++report_.batches;
                return more;
            }
            record_ = before; // somebody else was first: read again, decide again
        }
        throw Error(ErrorCode::busy, "other writers keep changing the same accounts; run again");
    }

    bool bill(Work& work) {
        work.expect_catalog();
        storage::RowBatch ids(book_.table("account"), {0, next_due_column()});
        storage::ScanRequest request{&ids.table(), nullptr, {Cell(record_.next_account)}};
        request.limit = static_cast<std::size_t>(options_.batch);
        book_.storage().read(request, ids);
        if (ids.empty()) {
            record_.state = finished;
            return false;
        }
        const std::int64_t end = ids.integer(ids.rows() - 1, 0) + 1;
        if (any_due(ids)) bill(work, record_.next_account, end);
        record_.next_account = end;
        record_.accounts += static_cast<std::int64_t>(ids.rows());
        return true;
    }

    void bill(Work& work, std::int64_t from, std::int64_t to) {
        for (AccountFile& file : book_.accounts(from, to)) {
            if (!due(file.account.next_due_on)) continue;
            AccountBilling billing(work, file, record_.as_of, record_.id);
            record_.charges += billing.bill();
            work.save(file);
        }
    }

    [[nodiscard]] std::uint32_t next_due_column() const {
        return book_.table("account").column("next_due_on");
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

    void write_run(Work& work, std::int64_t version) {
        RunRecord record = record_;
        record.version = version;
        work.update(record);
    }

    Book& book_;
    RunRecord record_;
    const RunOptions& options_;
    RunReport report_;
};

RunRecord begin_run(Book& book, Instant as_of) {
    for (int attempt = 0; attempt < tries; ++attempt) {
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
    std::optional<Instant> mark;
    if (auto broken = broken_run(book, mark)) {
        const Instant was = broken->as_of;
        const RunReport report = Run(book, std::move(*broken), options).finish();
        if (was >= as_of) return report;
        mark = was;
    }
    if (mark && *mark >= as_of) return {};
    return Run(book, begin_run(book, as_of), options).finish();
}

} // namespace prorata
