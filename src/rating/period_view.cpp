#include "rating/period_view.hpp"

#include <algorithm>
#include <utility>

namespace prorata {

namespace {

/// What two periods that meet have in common.
Period<Date> met(const Period<Date>& one, const Period<Date>& other) {
    return {std::max(one.start(), other.start()), std::min(one.end(), other.end())};
}

/// A walk over the periods of the components, up to the first of each that is due after the window.
class Walk {
  public:
    Walk(const Catalog& catalog, const Timeline& timeline, const DueWindow& window,
         const PeriodVisitor& visit)
        : catalog_(catalog), timeline_(timeline), window_(window), visit_(visit) {}

    void component(ComponentId component) {
        beyond_ = false;
        for (const Era& era : timeline_.eras()) {
            const Component* definition = definition_on(component, era.days.start());
            if (definition != nullptr && definition->kind == ComponentKind::one_off) {
                one_off(component, *definition, era);
            } else {
                periods(component, era);
            }
            if (beyond_) return;
        }
        if (timeline_.commitment() && timeline_.lives()) commitment(component);
    }

    [[nodiscard]] std::optional<Date> next_due() const noexcept { return next_due_; }

  private:
    [[nodiscard]] const Component* definition_on(ComponentId component, Date day) const {
        const Offer& offer = catalog_.offer(timeline_.offer_on(day));
        const auto position = offer.find(component);
        if (!position || !offer.prices[*position]) return nullptr;
        return &offer.version->components[*position];
    }

    [[nodiscard]] Currency currency_on(Date day) const {
        return catalog_.offer(timeline_.offer_on(day)).currency;
    }

    [[nodiscard]] bool in_window(Date due_on, Date end) {
        if (due_on >= window_.before) {
            beyond_ = true;
            next_due_ = std::min(next_due_.value_or(due_on), due_on);
            return false;
        }
        return due_on >= window_.from || (window_.touched_from && end > *window_.touched_from);
    }

    /// Charged once, at the paid start (R51); a switch does not charge it again (R19).
    void one_off(ComponentId component, const Component& definition, const Era& era) {
        if (era.days.start() != timeline_.charged_from()) return;
        if (timeline_.refunded_from() && *timeline_.refunded_from() <= era.days.start()) return;
        const Period<Date> day{era.days.start(), era.days.start() + 1};
        if (!in_window(day.start(), day.end())) return;
        PeriodView view{component, &definition, currency_on(day.start()), era.billing_period,
                        day,       day,         ProrationPolicy::none,    day.start()};
        view.slices.push_back({day, timeline_.terms_on(component, day.start())});
        visit_(view);
    }

    /// R34: what an early end leaves to be paid, one line for each remaining period, due at once.
    void commitment(ComponentId component) {
        const Period<Date> rest = *timeline_.commitment();
        const Component* definition = definition_on(component, rest.start() - 1);
        if (definition == nullptr || definition->kind != ComponentKind::recurring) return;
        const Era& era = timeline_.eras().back();
        const Term& length = era.billing_period;
        const Terms terms = timeline_.terms_on(component, rest.start() - 1);
        for (std::int64_t k = era.anchor.index_of(length, rest.start());; ++k) {
            const Period<Date> whole = era.anchor.period(length, k);
            if (whole.start() >= rest.end()) return;
            if (begun_in_advance(*definition, whole)) continue;
            const Period<Date> owed = met(whole, rest);
            PeriodView view{
                component,      definition, currency_on(rest.start() - 1),       length,
                whole,          owed,       policy_in(*definition, whole, owed), rest.start(),
                {{owed, terms}}};
            view.commitment = true;
            emit(view);
            if (beyond_) return;
        }
    }

    /// Charged whole when it began, and not credited by an early end (R34).
    [[nodiscard]] bool begun_in_advance(const Component& definition,
                                        const Period<Date>& whole) const {
        const auto rest = timeline_.commitment();
        return rest && definition.timing == ChargeTiming::in_advance &&
               definition.kind == ComponentKind::recurring && !definition.charge_every &&
               whole.start() < rest->start() && rest->start() < whole.end();
    }

    [[nodiscard]] Date first_day(const Era& era) const {
        return std::max(era.days.start(), timeline_.charged_from());
    }

    void periods(ComponentId component, const Era& era) {
        const Date begin = first_day(era);
        if (begin >= era.days.end()) return;
        const Term& length = era.billing_period;
        const Date from = std::min(window_.from, window_.touched_from.value_or(window_.from));
        const Date first = std::clamp(from, begin, era.days.end() - 1);
        std::int64_t k = era.anchor.index_of(length, begin);
        k = std::max(k, era.anchor.index_of(length, first) - 1);
        for (;; ++k) {
            const Period<Date> whole = era.anchor.period(length, k);
            if (whole.start() >= era.days.end()) return;
            if (whole.end() < from) continue;
            const Period<Date> lived = met(whole, {begin, era.days.end()});
            const bool served = period(component, era, k, whole, lived);
            if (beyond_) return;
            if (!served && over(component, {lived.start(), era.days.end()})) return;
        }
    }

    /// Whether the first whole period is due together with the part before it (AC-16, R18).
    [[nodiscard]] bool aligned(const Era& era, std::int64_t k) const {
        if (k != 0 || first_day(era) >= era.anchor.date()) return false;
        const Date start = first_day(era);
        const TariffVersion& version = *catalog_.offer(timeline_.offer_on(start)).version;
        return version.cycle == CycleKind::calendar && version.cycle_day > 0 &&
               start.day() >= version.cycle_day;
    }

    /// Whether nothing more is served, as after a stop without end: the walk need not go on to the
    /// horizon.
    [[nodiscard]] bool over(ComponentId component, const Period<Date>& rest) const {
        std::vector<Slice> slices;
        timeline_.slices(component, rest, slices);
        return slices.empty();
    }

    /// False if nothing is served in it.
    bool period(ComponentId component, const Era& era, std::int64_t k, const Period<Date>& whole,
                const Period<Date>& lived) {
        std::vector<Slice> slices;
        timeline_.slices(component, lived, slices);
        const Date first = slices.empty() ? lived.start() : slices.front().days.start();
        const Component* definition = definition_on(component, first);
        if (definition == nullptr) return false;
        std::vector<Slice> active;
        if (definition->kind == ComponentKind::metered) {
            active = std::exchange(slices, timeline_.with_stops(component, lived));
        }
        if (slices.empty()) return false;
        if (definition->kind == ComponentKind::one_off) return true;
        const bool to_the_end = timeline_.commitment() &&
                                lived.end() == timeline_.commitment()->start() &&
                                slices.back().days.end() == lived.end();
        if (to_the_end && begun_in_advance(*definition, whole)) {
            const Date paid = std::min(whole.end(), timeline_.commitment()->end());
            slices.back().days = {slices.back().days.start(), paid};
        }
        PeriodView view{component,
                        definition,
                        currency_on(lived.start()),
                        era.billing_period,
                        whole,
                        lived,
                        policy_in(*definition, whole, lived),
                        lived.start(),
                        std::move(slices),
                        std::move(active)};
        if (definition->charge_every) {
            apart(view, *definition->charge_every);
            return true;
        }
        view.due_on =
            due_on(*definition, aligned(era, k) ? first_day(era) : lived.start(), lived.end());
        emit(view);
        return true;
    }

    /// Two policies count otherwise in the first part period only (R25).
    [[nodiscard]] ProrationPolicy policy_in(const Component& definition, const Period<Date>& whole,
                                            const Period<Date>& lived) const {
        const ProrationPolicy policy = definition.proration;
        if (policy != ProrationPolicy::fixed_denominator &&
            policy != ProrationPolicy::days_of_next_month) {
            return policy;
        }
        const Date day = timeline_.start();
        const TariffVersion& version = *catalog_.offer(timeline_.offer_on(day)).version;
        const bool part = version.prorate_first == FirstProration::always || whole.start() < day;
        return part && lived.start() == day ? policy : ProrationPolicy::period_days;
    }

    static Date due_on(const Component& definition, Date start, Date end) {
        if (definition.kind == ComponentKind::metered &&
            definition.timing == ChargeTiming::in_advance) {
            return end; // usage is not known before
        }
        switch (definition.timing) {
        case ChargeTiming::in_advance: return start;
        case ChargeTiming::in_arrears: return end;
        case ChargeTiming::on_last_day: return end - 1;
        }
        return start;
    }

    /// The charge periods inside a price period: each is a line of its own (R17).
    void apart(PeriodView& view, const Term& every) {
        const Anchor anchor(view.whole.start());
        for (std::int64_t k = 0;; ++k) {
            const Period<Date> step = anchor.period(every, k);
            if (step.start() >= view.lived.end()) break;
            const auto days = step.common(view.lived);
            if (!days) continue;
            const Date due = due_on(*view.definition, days->start(), days->end());
            const bool wanted = in_window(due, view.whole.end());
            if (beyond_) break;
            view.steps.push_back({*days, due, wanted});
        }
        if (view.steps.empty() || !view.steps.back().wanted) return;
        view.due_on = view.steps.back().due_on;
        visit_(view);
    }

    void emit(PeriodView& view) {
        if (!in_window(view.due_on, view.whole.end())) return;
        visit_(view);
    }

    const Catalog& catalog_;
    const Timeline& timeline_;
    const DueWindow& window_;
    const PeriodVisitor& visit_;
    bool beyond_ = false; // a period of the component that is due after the window was seen
    std::optional<Date> next_due_;
};

Period<Date> calendar_month(Date day) {
    return {day.first_of_month(), day.last_of_month() + 1};
}

} // namespace

ChargeKind PeriodView::kind() const noexcept {
    if (commitment) return ChargeKind::commitment;
    switch (definition->kind) {
    case ComponentKind::metered: return ChargeKind::metered;
    case ComponentKind::one_off: return ChargeKind::one_off;
    default: return ChargeKind::recurring;
    }
}

Fraction PeriodView::share(const Period<Date>& part) const {
    if (definition->kind != ComponentKind::recurring) return {1, 1};
    if (definition->proration == ProrationPolicy::calendar_month_days) {
        return Fraction{days(part), days(calendar_month(part.start()))};
    }
    if (policy == ProrationPolicy::fixed_denominator) {
        return Proration::over(*definition->denominator).share(part, whole, billing_period);
    }
    return Proration(policy).share(part, whole, billing_period);
}

std::optional<Date> for_each_period(const Catalog& catalog, const Timeline& timeline,
                                    const DueWindow& window, const PeriodVisitor& visit) {
    Walk walk(catalog, timeline, window, visit);
    for (const ComponentId component : timeline.components())
        walk.component(component);
    return walk.next_due();
}

} // namespace prorata
