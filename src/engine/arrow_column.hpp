#pragma once

#include "engine/shown.hpp"
#include "prorata/engine/arrow.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace prorata {

/// An Arrow struct that is released with its owner.
template <class Struct>
struct Owned {
    Struct arrow{};

    Owned() = default;
    Owned(Owned&& other) noexcept : arrow(std::exchange(other.arrow, Struct{})) {}
    Owned& operator=(Owned&&) = delete;
    ~Owned() {
        if (arrow.release != nullptr) arrow.release(&arrow);
    }
};

/// One column of a batch in Arrow's layout, filled cell by cell into buffers that grow.
///
/// | shown as | Arrow |
/// | --- | --- |
/// | text, name | utf8 |
/// | whole number | int64 |
/// | date, instant | date32, timestamp[us, UTC] |
/// | amount | decimal128(38, 8), money: (38, 4): any currency's digits, exact |
/// | decimal, percent | decimal128(38, 18), (38, 4) |
/// | code | dictionary<int32, utf8> |
class ArrowColumn {
  public:
    /// `rows`: how many are to be expected.
    ArrowColumn(const ShownColumn& shown, std::size_t rows);

    /// Appends the column's cell of one row. Errors: Error{overflow} beyond 2 GiB of text.
    void add(const storage::RowBatch& batch, std::size_t row, Names& names);
    /// Hands the buffers over; the column is spent.
    void move_into(ArrowArray& out) &&;

    /// Describes the column.
    static void describe(const ShownColumn& shown, ArrowSchema& out);

  private:
    void add_null();
    void add_text(std::string_view text);
    /// The digits of the row's currency.
    int digits(const storage::RowBatch& batch, std::size_t row);
    /// A decimal of `from` digits after the point as one of `to`.
    void add_decimal(std::int64_t coefficient, int from, int to);
    template <class Value>
    void append(Value value);
    void mark(bool valid);

    ShownColumn shown_;
    std::int64_t rows_ = 0;
    std::int64_t nulls_ = 0;
    std::vector<std::uint8_t> validity_;
    std::vector<std::uint8_t> values_; // or the bytes of the texts
    std::vector<std::int32_t> offsets_ = {0};
    std::string currency_; // of the row before, with its digits
    int currency_digits_ = 0;
    std::int64_t id_ = 0; // of the row before, with its name
    std::string_view name_;
};

/// The struct of so many columns, as data and as description. It owns its children.
void make_struct(std::vector<Owned<ArrowArray>> children, std::int64_t length, ArrowArray& out);
void make_struct(std::vector<Owned<ArrowSchema>> children, ArrowSchema& out);

} // namespace prorata
