#pragma once

#include "prorata/document/line.hpp"
#include "prorata/document/series.hpp"
#include "verify/check.hpp"

#include <vector>

namespace prorata {

/// The unit that a line or charge is about, by its columns: subscription, component, start of the
/// period, rate in millionths (-1: exempt), scheme.
using UnitKey = std::array<std::int64_t, 5>;

/// A line of a document: a row, or the sum of the charges of one unit in a document without rows.
struct DocumentedLine {
    DocumentKind kind;
    std::int64_t document;
    MoneyKey key;
    UnitKey unit;
    Int128 amount; ///< Units of Amount.
    Int128 total;  ///< Minor units.
    Int128 tax;    ///< Minor units.
};

/// The table of a kind of documents; its lines are in the table of that name and "_line".
[[nodiscard]] std::string table_of(DocumentKind kind);

/// Every line of every document; invoices for orders have none.
[[nodiscard]] std::vector<DocumentedLine> documented_lines(const Check& check);

/// The unit of each row of a table that has one.
class UnitColumns {
  public:
    explicit UnitColumns(const storage::RowBatch& rows);
    [[nodiscard]] UnitKey operator[](std::size_t row) const;

  private:
    RowColumn subscription_;
    RowColumn component_;
    RowColumn period_on_;
    RowColumn rate_;
    RowColumn scheme_;
};

} // namespace prorata
