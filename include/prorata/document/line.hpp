#pragma once

#include "prorata/base/id.hpp"
#include "prorata/rating/charge.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace prorata {

/// What a line of a document is about: one unit (R2) of one subscription (R48).
struct LineUnit {
    SubscriptionId subscription;
    Unit unit;

    friend bool operator==(const LineUnit&, const LineUnit&) = default;
};

/// What of one charge a document takes up.
///
/// Units: amount and tax in units of Amount.
struct CoveredCharge {
    LineUnit of;
    Period<Date> days;
    std::int64_t amount;
    std::int64_t tax;
};

/// One line of a document: the sum of the charges of one unit in it (R48).
struct DocumentLine {
    LineUnit of;
    Period<Date> days;   ///< From the first to the last service day, the gaps included.
    std::int64_t amount; ///< Exact, in units of Amount.
    std::int64_t total;  ///< As the document says, in minor units, tax included (R7).
    std::int64_t tax;    ///< Contained in the total, in minor units.
};

/// The part of a charge whose service days lie from `from` to before `to`, in units of Amount:
/// R(served up to the end) − R(served up to the start), in the digits of the charge (R3, R13), so
/// that the parts of a charge add up to it.
[[nodiscard]] std::int64_t served(const Charge& charge, Date from, Date to);

/// The tax in a sum with tax, in minor units, half up: the tax of a unit of which documents hold
/// this much (R13, R48). For a whole unit it is the unit's tax, in either scheme.
///
/// Units: `gross` in units of Amount. Errors: Error{overflow}.
[[nodiscard]] std::int64_t tax_contained(std::int64_t gross, const TaxRate& rate);

/// Lines by unit, in the order in which units first appear; totals are still to be rounded.
[[nodiscard]] std::vector<DocumentLine> lines_of(std::span<const CoveredCharge> charges);

/// What documents of a family say less than the charges in them, for one tax (R7).
struct Rest {
    TaxRate rate;
    TaxScheme scheme;
    std::int64_t units; ///< Charges minus documents, in units of Amount.
};

/// Gives the lines their totals: for each tax rate and scheme the documented sum so far is the
/// rounded sum of all charges documented so far, and the increase is given to the lines by largest
/// remainder (R7, R30). What is left moves into the rests. Returns the document's total.
///
/// Units: minor units. Errors: Error{overflow}.
[[nodiscard]] std::int64_t round_totals(std::span<DocumentLine> lines, std::vector<Rest>& rests);

/// Takes a voided document out of the rests again (R7).
void take_out(std::span<const DocumentLine> lines, std::vector<Rest>& rests);

} // namespace prorata
