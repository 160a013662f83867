#pragma once

#include "prorata/explain/explanation.hpp"
#include "prorata/money/amount.hpp"

#include <vector>

namespace prorata {

// What the derivation of one line has to know of the others: selections of recorded lines.

/// The recorded lines of a subscription, and the one that is explained.
struct Recorded {
    const RatingContext& context;
    std::span<const BookedLine> lines;
    std::size_t at;

    [[nodiscard]] const Charge& line() const { return lines[at].charge; }
    [[nodiscard]] const Charge& charge(std::size_t i) const { return lines[i].charge; }
    [[nodiscard]] bool before(std::size_t i) const { return lines[i].booking < lines[at].booking; }
    [[nodiscard]] bool with(std::size_t i) const { return lines[i].booking == lines[at].booking; }
    [[nodiscard]] Recorded of(std::size_t other) const { return {context, lines, other}; }
};

/// What is sold by the offer of a charge: the component and its price row.
struct Sold {
    const Offer* offer;
    const Component* component;
    const Price* row;
};

/// Errors: Error{not_found}.
[[nodiscard]] Sold sold_as(const RatingContext& context, const Charge& charge);

/// The amount in the price's own scheme: with exclusive prices, without the tax.
inline Exact in_scheme(const Charge& charge) {
    const bool on_top = charge.unit.scheme == TaxScheme::exclusive;
    return Amount(charge.amount - (on_top ? charge.tax : 0), charge.currency).exact();
}

inline Exact tax_in_major(const Charge& charge) {
    return Amount(charge.tax, charge.currency).exact();
}

inline bool same_period(const Charge& left, const Charge& right) {
    return left.unit.component == right.unit.component &&
           left.unit.period_on == right.unit.period_on;
}

/// The charge period inside the price period in which a day lies (R17); 0 where there are none.
[[nodiscard]] std::int64_t step_of(const Sold& sold, const Charge& charge, Date day);

/// Metered use of one tariff in a period, as the line's booking knew it (R23).
struct Count {
    Exact before;           ///< Units counted before the line's stretch.
    bool first = true;      ///< Nothing of the tariff was counted before.
    Fraction by_days{1, 1}; ///< The line's days of its stretch, where use is not additive (R46).
};
[[nodiscard]] Count count_of(const Recorded& recorded);

/// Positions of the lines among which a difference was shared out together with this one (R4).
///
/// Terms that go entirely share what was recorded for them, the rest of the unit shares the rest.
[[nodiscard]] std::vector<std::size_t> shared_with(const Recorded& recorded);

/// Appends the steps from the quantity to the exact value, and the last two.
void derive_exact(const Recorded& recorded, Explanation& made);
void derive_rounding(const Recorded& recorded, Explanation& made);
void derive_tax(const Recorded& recorded, Explanation& made);

/// The exact value of a line, by the same steps.
[[nodiscard]] Exact exact_of(const Recorded& recorded);

} // namespace prorata
