#pragma once

#include "prorata/storage/changeset.hpp"
#include "repository/book.hpp"

#include <deque>
#include <string>
#include <string_view>

namespace prorata {

/// A unit of work: what one command or one batch of a run will commit, all or nothing.
///
/// Whatever a decision read is checked again in the commit: rows by the version they were read
/// with, the catalogue and the ids by their counters. On a conflict nothing is stored, and the
/// command decides again.
///
/// Threads: one at a time.
class Work {
  public:
    explicit Work(Book& book) : book_(book), counters_(book.refresh()) {}
    /// Work on what the book will be when `before` is committed, for rows that `before` does not
    /// change: only ids and document numbers follow it. If `before` is not committed, this
    /// conflicts.
    ///
    /// Requires: `before` is complete: conclude() was called.
    Work(Book& book, const Work& before);

    [[nodiscard]] Book& book() const noexcept { return book_; }

    /// The next id of a table; the ids of one table are consecutive.
    [[nodiscard]] std::int64_t draw(std::string_view counter, std::int64_t count = 1);

    /// The id that the table's next row will have; the commit fails if another row was first.
    [[nodiscard]] std::int64_t next(std::string_view counter) { return draw(counter, 0); }

    template <class Record>
    void insert(const Record& record) {
        write(insert_batch(Record::table), record);
    }
    void insert(const Subscription& record) { write(insert_batch("subscription"), record); }
    /// Into a table that shares its record with another one.
    template <class Record>
    void insert_into(std::string_view table, const Record& record) {
        write(insert_batch(table), record);
    }
    [[nodiscard]] storage::RowBatch& insert_batch(std::string_view table);
    /// Rows to erase: the key, then the version if the table has one.
    [[nodiscard]] storage::RowBatch& erase_batch(std::string_view table);

    /// Updates all columns of the row, which must still have the record's version.
    template <class Record>
    void update(const Record& record) {
        write(update_batch(Record::table), record);
    }
    void update(const Subscription& record) { write(update_batch("subscription"), record); }
    /// Writes what became of an account: every row that is new or changed, once. The account's own
    /// row is updated always, so that of two writers inside an account one loses.
    void save(const AccountFile& file);
    /// Reads the counters again, after another unit of work has committed; nothing is drawn yet.
    void reread() { counters_ = book_.refresh(); }
    /// The published catalogue must still be the one that was read.
    void expect_catalog() { expect_catalog_ = true; }
    /// No id may have been drawn since this work began: the whole book must be as it was read.
    void expect_counters() { expect_counters_ = true; }
    /// Nobody may have closed a month, or changed a seller otherwise, since they were read (R60).
    void expect_sellers() { expect_sellers_ = true; }

    /// The series of a kind of documents and year; that of a new year begins with 1 and has the
    /// template of the year before. What is changed in it is committed.
    [[nodiscard]] SeriesRecord& series(SellerId seller, int kind, int year);
    /// The next number of a series of documents: its id and the number.
    [[nodiscard]] std::pair<std::int64_t, std::int64_t> number(SellerId seller, int kind, int year);

    /// Writes the row, linked to the one before it of its account (C1).
    void journal(JournalRecord record);

    [[nodiscard]] bool empty() const noexcept { return changes_.empty(); }
    [[nodiscard]] const storage::Changeset& changes() const noexcept { return changes_; }
    /// Commits everything. false: somebody else was first, nothing is stored.
    ///
    /// Errors: as Storage::commit; Error{storage_failed} if the outcome is unknown.
    [[nodiscard]] bool commit() { return commit(book_.storage()); }
    /// The same through another storage of the book, perhaps on another thread.
    [[nodiscard]] bool commit(storage::Storage& storage);
    /// Nothing more is drawn or written; commit() does it if it was not done.
    void conclude();

  private:
    void update_billed(const Subscription& record);
    template <class Rows>
    void save_rows(const Rows& rows);
    [[nodiscard]] storage::RowBatch& update_batch(std::string_view table);
    [[nodiscard]] static storage::RowBatch& batch_of(std::vector<storage::RowBatch>& batches,
                                                     const storage::Table& table,
                                                     const storage::ColumnSet& columns);
    Book& book_;
    Counters counters_;                                      // as they are in the book
    std::map<std::string, std::int64_t, std::less<>> drawn_; // the next of those that are drawn
    std::deque<Tracked<SeriesRecord>> series_;               // references to it stay
    storage::Changeset changes_;
    bool expect_catalog_ = false;
    bool expect_counters_ = false;
    bool expect_sellers_ = false;
    bool concluded_ = false;
};

} // namespace prorata
