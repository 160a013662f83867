#pragma once

#include "prorata/base/error.hpp"
#include "prorata/base/id.hpp"
#include "prorata/money/currency.hpp"
#include "prorata/money/decimal.hpp"
#include "prorata/storage/row_batch.hpp"
#include "prorata/tax/tax.hpp"
#include "prorata/time/anchor.hpp"
#include "prorata/time/instant.hpp"
#include "prorata/time/period.hpp"
#include "prorata/time/term.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>

namespace prorata {

// Values of the domain as cells, and back. A row is written and read column by column in the order
// in which its table declares them, so a record's two functions read alike.

/// Appends one row to a batch, cell by cell.
class RowWriter {
  public:
    explicit RowWriter(storage::RowBatch& batch) : batch_(batch) {}

    template <class... Values>
    void operator()(const Values&... values) {
        (put(values), ...);
    }

  private:
    void put(std::int64_t value) { batch_.add(value); }
    void put(int value) { batch_.add(static_cast<std::int64_t>(value)); }
    void put(bool value) { batch_.add(static_cast<std::int64_t>(value)); }
    void put(const std::string& text) { batch_.add(std::string_view(text)); }
    void put(std::string_view text) { batch_.add(text); }
    void put(Date date) { batch_.add(static_cast<std::int64_t>(date.days())); }
    void put(Instant instant) { batch_.add(instant.micros()); }
    void put(Currency currency) { batch_.add(currency.code()); }
    void put(const Term& term) { batch_.add(term.text()); }
    void put(const Anchor& anchor) {
        const int code = anchor.year() * 10'000 + anchor.month() * 100 + anchor.day();
        put(code);
    }
    void put(const Decimal& number) {
        batch_.add(number.coefficient());
        batch_.add(static_cast<std::int64_t>(number.scale()));
    }
    void put(const Period<Date>& days) {
        put(days.start());
        put(days.end());
    }
    template <class Kind>
    void put(const Id<Kind>& id) {
        batch_.add(id.value());
    }
    template <class Code>
    requires std::is_enum_v<Code>
    void put(Code code) { batch_.add(static_cast<std::int64_t>(code)); }
    template <class Value>
    void put(const std::optional<Value>& value) {
        if (value) {
            put(*value);
        } else {
            batch_.add_null();
        }
    }

    storage::RowBatch& batch_;
};

/// Reads one row, cell by cell. Errors: Error{storage_damaged} for a cell that no writer wrote.
class RowReader {
  public:
    RowReader(const storage::RowBatch& batch, std::size_t row) : batch_(batch), row_(row) {}

    template <class Value>
    [[nodiscard]] Value take() {
        const std::size_t column = column_;
        try {
            return read(static_cast<Value*>(nullptr));
        } catch (const Error& error) {
            if (error.code() == ErrorCode::storage_damaged) throw;
            raise_damaged(column, error.what());
        }
    }
    void skip() { ++column_; }

  private:
    [[nodiscard]] const storage::Column& column(std::size_t position) const {
        return batch_.table().columns[batch_.columns()[position]];
    }
    [[noreturn]] void raise_damaged(std::size_t position, const std::string& why) const {
        throw Error(ErrorCode::storage_damaged, "the book holds a value that nobody wrote",
                    {{batch_.table().name + '.' + column(position).name, why}});
    }

    const storage::Cell& next() { return batch_.at(row_, column_++); }
    std::int64_t read(const std::int64_t* /*type*/) { return next().integer; }
    int read(const int* /*type*/) { return static_cast<int>(next().integer); }
    bool read(const bool* /*type*/) { return next().integer != 0; }
    std::string read(const std::string* /*type*/) { return std::string(next().view()); }
    Date read(const Date* /*type*/) { return Date::from_days(next().integer); }
    Instant read(const Instant* /*type*/) { return Instant::from_micros(next().integer); }
    Currency read(const Currency* /*type*/) { return Currency::of(next().view()); }
    Term read(const Term* /*type*/) { return Term::parse(next().view()); }
    Anchor read(const Anchor* /*type*/) {
        const auto code = static_cast<int>(next().integer);
        return {code / 10'000, code / 100 % 100, code % 100};
    }
    TaxRate read(const TaxRate* /*type*/) {
        const auto millionths = take<std::optional<std::int64_t>>();
        return millionths ? TaxRate(*millionths) : TaxRate();
    }
    Decimal read(const Decimal* /*type*/) {
        const std::int64_t coefficient = next().integer;
        return {coefficient, static_cast<int>(next().integer)};
    }
    Period<Date> read(const Period<Date>* /*type*/) {
        const Date start = take<Date>();
        return {start, take<Date>()};
    }
    template <class Kind>
    Id<Kind> read(const Id<Kind>* /*type*/) {
        return Id<Kind>(next().integer);
    }
    template <class Code>
    requires std::is_enum_v<Code> Code read(const Code* /*type*/) {
        const auto known = static_cast<std::int64_t>(column(column_).names.size());
        const std::int64_t code = next().integer;
        if (known > 0 && (code < 1 || code > known)) {
            raise_damaged(column_ - 1, "is " + std::to_string(code) + "; the codes are 1 to " +
                                           std::to_string(known));
        }
        return static_cast<Code>(code);
    }
    template <class Value>
    std::optional<Value> read(const std::optional<Value>* /*type*/) {
        if (batch_.at(row_, column_).is_null()) {
            ++column_;
            return std::nullopt;
        }
        return take<Value>();
    }

    const storage::RowBatch& batch_;
    std::size_t row_;
    std::size_t column_ = 0;
};

} // namespace prorata
