#pragma once

#include "engine/filter.hpp"

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace prorata {

/// Where in a table the rows of a filter are: a range of its key, what an index points at, or, for
/// the charges of an account, what its entries book. All of the table if nothing narrows it.
///
/// It only narrows, and reads on in the order of the key; Filter::keeps decides about each row.
///
/// Threads: one at a time.
class Selection {
  public:
    /// A table that only grows is read as `counters` say it is.
    Selection(Book& book, const storage::Table& table, const Filter& filter,
              const Counters& counters);
    Selection(Selection&&) = default;

    /// Puts the next rows, at most `limit`, into the batch, which is cleared; false if none is
    /// left.
    bool next(Book& book, storage::RowBatch& into, std::size_t limit);

  private:
    using Bound = std::vector<storage::Cell>;
    struct Range {
        Bound from;
        Bound to;
    };
    /// By position in the table, what a column must hold.
    using Cells = std::map<std::size_t, storage::Cell>;

    void add(Book& book, const storage::Table& table, const Filter& filter, Cells& cells);
    /// What a row holds where readers see the text. Nothing: it is not known, or there is none.
    std::optional<storage::Cell> stored(Book& book, const ShownColumn& column,
                                        const std::string& text);
    std::optional<storage::Cell> account_of(Book& book, const std::string& number);
    storage::Cell text_cell(std::string_view text);
    Range range_of(Bound values);
    void read_index(Book& book, const storage::Index& index, Bound values);
    void add_charges(Book& book, std::int64_t account);
    void go_on_behind(const storage::RowBatch& batch);

    const storage::Table* table_;
    bool impossible_ = false; // no row can have what is wanted
    std::vector<Range> ranges_;
    std::size_t range_ = 0;                    // the next one
    std::optional<storage::RowBatch> indexed_; // or the rows that an index gave
    std::vector<std::size_t> order_;           // of them, by key
    std::size_t row_ = 0;                      // the next one
    std::deque<std::string> texts_;            // what cells point to
};

} // namespace prorata
