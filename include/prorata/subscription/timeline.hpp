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

    /// `bound` is the end of the present term, or of the base, whichever is earlier.
    Timeline(const Catalog& catalog, std::span<const Change> changes, std::optional<Date> bound)
        : Timeline(catalog, std::vector<Change>(changes.begin(), changes.end()), bound) {}
    Timeline(const Catalog& catalog, std::vector<Change>&& changes, std::optional<Date> bound);

    [[nodiscard]] Date start() const noexcept { return start_; }
    /// First day after its life; none: open. Equal to the start: it never lived.
    [[nodiscard]] std::optional<Date> end() const noexcept { return end_; }
    /// The rest of the term that is owed although the life ended before it (SL-03, R34).
    [[nodiscard]] std::optional<Period<Date>> commitment() const noexcept { return commitment_; }
    /// From this day on nothing but usage is owed: it was withdrawn from in full (SL-04, R33).
    [[nodiscard]] std::optional<Date> refunded_from() const noexcept { return refunded_from_; }
    [[nodiscard]] bool lives() const noexcept { return !end_ || start_ < *end_; }
    [[nodiscard]] std::span<const Era> eras() const noexcept { return eras_; }
    /// The component's terms over the days, cut at each change; days outside its life and days that
    /// are stopped without charge (R15) are left out. Slices with equal terms that touch are one.
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
    /// Every component that was ever sold in it, in the order of the offers.
    [[nodiscard]] std::span<const ComponentId> components() const noexcept { return components_; }

  private:
    struct Stop {
        Period<Date> days;
        StopReason reason;
    };
    void fold();
    void fold_eras();
    void fold_stops();
    [[nodiscard]] Date last_day_bound() const;

    const Catalog* catalog_;
    std::vector<Change> changes_; // ordered by (effective day, sequence)
    Date start_;
    std::optional<Date> end_;
    std::optional<Date> refunded_from_;
    std::optional<Period<Date>> commitment_;
    std::vector<Era> eras_;
    std::vector<Stop> stops_;
    std::vector<ComponentId> components_;
};

} // namespace prorata
