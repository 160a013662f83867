#pragma once

#include "repository/book.hpp"

#include <array>
#include <cstdint>
#include <optional>
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
    std::optional<std::uint32_t>
        beside; ///< Of a payer its account's column, of money its currency's.
};

[[nodiscard]] std::vector<ShownColumn> shown_columns(const storage::Table& table);

/// Names of things that rows refer to by number. The first ones are looked up one by one, as a
/// query of one account needs them; when many are asked for, all of the kind are read at once.
///
/// Threads: one at a time.
class Names {
  public:
    explicit Names(Book& book) : book_(&book) {}

    /// The name behind the id in a column of that row; the number itself where nothing has that id.
    /// It lives as long as this. Requires: is_name(column.showing).
    [[nodiscard]] std::string_view of(const ShownColumn& column, const storage::RowBatch& batch,
                                      std::size_t row);

  private:
    struct Known {
        std::unordered_map<std::int64_t, std::string> names;
        int lookups = 0; // one by one
        bool whole = false;
    };
    /// Where the names of a kind are, and how the row of an id is found.
    struct Place {
        std::string_view table;
        std::string_view name;
        std::string_view index; // by id; none: the key
    };
    [[nodiscard]] std::string look_up(Showing kind, Known& known, std::int64_t id,
                                      std::int64_t key);
    void read(Known& known, const Place& place, std::int64_t key);

    Book* book_;
    std::array<Known, 16> known_; // by kind
};

/// The cells of one row as text.
class RowText {
  public:
    RowText(const storage::RowBatch& batch, std::size_t row, Names& names)
        : batch_(batch), row_(row), names_(names) {}

    [[nodiscard]] std::string of(const ShownColumn& column) const;

  private:
    [[nodiscard]] Currency currency(const ShownColumn& column) const;

    const storage::RowBatch& batch_;
    std::size_t row_;
    Names& names_;
};

} // namespace prorata
