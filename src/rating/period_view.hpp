#pragma once

#include "prorata/rating/part.hpp"
#include "prorata/time/proration.hpp"

#include <functional>
#include <vector>

namespace prorata {

/// One component in one anchored billing period, as far as the subscription lives in it.
struct PeriodView {
    ComponentId component;
    const Component* definition; ///< Of the terms in force on its first active day.
    Currency currency;
    Term billing_period;
    Period<Date> whole;             ///< The anchored period, uncut.
    Period<Date> lived;             ///< What of it lies in the era: the days that may be charged.
    ProrationPolicy policy;         ///< The component's, where it holds in this period (R25).
    Date due_on;                    ///< The first due day in the window.
    std::vector<Slice> slices = {}; ///< Active days with their terms; never empty.
    /// Of a metered component `slices` are all days, because use is charged on stopped ones as well
    /// (R15), and these the active ones, by which its allowance and bounds count (R23).
    std::vector<Slice> active = {};
    /// Charge periods inside it (R17), those due before the end of the window; mostly none.
    struct Step {
        Period<Date> days;
        Date due_on;
        bool wanted; ///< Due in the window; the others only lead up to it.
    };
    std::vector<Step> steps = {};
    bool commitment = false; ///< Owed after an early end, not served (R34).

    [[nodiscard]] ChargeKind kind() const noexcept;
    /// n/d of a part, by the component's policy; metered components and one-off ones: 1/1.
    [[nodiscard]] Fraction share(const Period<Date>& part) const;
};

using PeriodVisitor = std::function<void(const PeriodView&)>;

/// Every component and period of the window, in the order of component and period. Returns the
/// first day after the window on which something becomes due, if anything does.
std::optional<Date> for_each_period(const Catalog& catalog, const Timeline& timeline,
                                    const DueWindow& window, const PeriodVisitor& visit);

} // namespace prorata
