#pragma once

#include "repository/book.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace prorata {

/// What a column of a table is to a reader, whatever is stored for it.
enum class Showing : std::uint8_t {
    text,
    whole,
    date,
    instant,
    amount,  ///< decimal, in the row's currency
    money,   ///< the same, from whole minor units
    decimal, ///< a coefficient and, in the column after it, its scale
    percent, ///< from millionths
    code,    ///< one of the column's names
    account, ///< from here on: an id that is shown by the name of what it stands for
    subscription,
    payer,
    seller,
    component,
    offer,
};

[[nodiscard]] constexpr bool is_name(Showing showing) noexcept {
    return showing >= Showing::account;
}

/// A column that readers see. A scale is part of the column before it, not one of its own.
struct ShownColumn {
    std::size_t position; ///< In the table.
    const storage::Column* column;
    Showing showing;
};

[[nodiscard]] std::vector<ShownColumn> shown_columns(const storage::Table& table);

/// Names of things that rows refer to by number; each kind is read when it is first asked for.
///
/// Threads: one at a time.
class Names {
  public:
    explicit Names(Book& book) : book_(&book) {}

    /// The name behind an id; the number itself where nothing has that id. Borrowed until the
    /// next call. Requires: is_name(kind).
    [[nodiscard]] std::string_view of(Showing kind, std::int64_t id);

  private:
    using Known = std::unordered_map<std::int64_t, std::string>;
    void read(Known& into, std::string_view table, std::string_view name_column);
    [[nodiscard]] std::string look_up(Showing kind, Known& known, std::int64_t id);

    Book* book_;
    std::unordered_map<int, Known> known_;
};

/// The cells of one row as text.
class RowText {
  public:
    RowText(const storage::RowBatch& batch, std::size_t row, Names& names)
        : batch_(batch), row_(row), names_(names) {}

    [[nodiscard]] std::string of(const ShownColumn& column) const;

  private:
    [[nodiscard]] Currency currency() const;

    const storage::RowBatch& batch_;
    std::size_t row_;
    Names& names_;
};

} // namespace prorata
