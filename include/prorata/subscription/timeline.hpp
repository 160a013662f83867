#pragma once

#include "prorata/catalog/catalog.hpp"
#include "prorata/subscription/change.hpp"
#include "prorata/time/period.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace prorata {

/// Terms of one component that hold on some days: what recorded and desired lines are compared by
/// (rule R2).
struct Terms {
    OfferId offer;
    std::optional<DiscountId> discount;
    Decimal quantity;

    friend bool operator==(const Terms&, const Terms&) = default;
};

/// Days on which a component has the same terms.
struct Slice {
    Period<Date> days;
    Terms terms;

    friend bool operator==(const Slice&, const Slice&) = default;
};

/// Days on which periods are counted from one anchor with one billing period.
struct Era {
    Period<Date> days; ///< The last one reaches to `Timeline::horizon` or to the end.
    Anchor anchor;
    Term billing_period;
};

/// Days without service, for one reason; charged or not, as the tariff says (R15).
struct StoppedDays {
    Period<Date> days;
    StopReason reason;
};

/// The life of one subscription, folded from its changes: a pure function of them (R1, R27).
///
/// Requires: the catalogue and the changes outlive it; changes[…] of one subscription, any order.
/// Errors:   Error{storage_damaged} if no change started it; Error{not_found} for an offer that the
///           catalogue does not have.
/// Threads:  immutable; safe to read from many threads.
/// See:      docs/concepts/subscription.md.
class Timeline {
  public:
    /// No boundary lies behind this day; an open-ended life is cut here.
    static Date horizon();

    /// `bound` is the end of the present term, or of the base, whichever is earlier; `base_stops`
    /// are those of the base, with which an extension stops.
    Timeline(const Catalog& catalog, std::span<const Change> changes, std::optional<Date> bound,
             std::span<const StoppedDays> base_stops = {})
        : Timeline(catalog, std::vector<Change>(changes.begin(), changes.end()), bound,
                   base_stops) {}
    Timeline(const Catalog& catalog, std::vector<Change>&& changes, std::optional<Date> bound,
             std::span<const StoppedDays> base_stops = {});

    [[nodiscard]] Date start() const noexcept { return start_; }
    /// First day that is charged here: the start, or the day it was taken over on (R60).
    [[nodiscard]] Date charged_from() const noexcept { return charged_from_; }
    /// First day after its life; none: open. Equal to the start: it never lived.
    [[nodiscard]] std::optional<Date> end() const noexcept { return end_; }
    /// The rest of the term that is owed although the life ended before it (SL-03, R34).
    [[nodiscard]] std::optional<Period<Date>> commitment() const noexcept { return commitment_; }
    /// From this day on nothing but usage is owed: it was withdrawn from in full (SL-04, R33).
    [[nodiscard]] std::optional<Date> refunded_from() const noexcept { return refunded_from_; }
    [[nodiscard]] bool lives() const noexcept { return !end_ || start_ < *end_; }
    [[nodiscard]] std::span<const Era> eras() const noexcept { return eras_; }
    /// The component's terms over the days, cut at each change, equal ones that touch in one; not
    /// of days outside its life, billed elsewhere, or stopped without charge (R15).
    void slices(ComponentId component, const Period<Date>& days, std::vector<Slice>& into) const;
    /// The same with the stopped days: what was used on them is charged, too (R15).
    [[nodiscard]] std::vector<Slice> with_stops(ComponentId component,
                                                const Period<Date>& days) const;
    /// The offer in force on a day of its life.
    [[nodiscard]] OfferId offer_on(Date day) const;
    [[nodiscard]] Terms terms_on(ComponentId component, Date day) const;
    [[nodiscard]] PayerId payer_on(Date day) const;
    /// True on days that are stopped, charged or not.
    [[nodiscard]] bool stopped_on(Date day) const noexcept;
    /// By their first days. Stops for several reasons may overlap: what lifts one leaves the
    /// others.
    [[nodiscard]] std::span<const StoppedDays> stops() const noexcept { return stops_; }
    /// Every component that was ever sold in it, in the order of the offers.
    [[nodiscard]] std::span<const ComponentId> components() const noexcept { return components_; }

  private:
    void fold();
    void fold_eras();
    void fold_stops();
    [[nodiscard]] Date last_day_bound() const;

    const Catalog* catalog_;
    std::vector<Change> changes_; // ordered by (effective day, sequence)
    Date start_;
    Date charged_from_;
    std::optional<Date> end_;
    std::optional<Date> refunded_from_;
    std::optional<Period<Date>> commitment_;
    std::vector<Era> eras_;
    std::vector<StoppedDays> stops_;
    std::vector<ComponentId> components_;
};

} // namespace prorata
