#include "prorata/rating/part.hpp"

#include "prorata/money/distribution.hpp"
#include "rating/grid.hpp"
#include "rating/period_view.hpp"

#include <algorithm>

namespace prorata {

namespace {

/// Builds the parts of one component in one anchored period.
class PeriodRating {
  public:
    PeriodRating(const RatingContext& context, const PeriodView& view, std::string_view country,
                 std::span<const UsageRecord> usage, std::vector<Part>& parts)
        : context_(context), view_(view), country_(country), usage_(usage), parts_(parts),
          first_(parts.size()), due_on_(view.due_on) {}

    void recurring() {
        for (const Slice& slice : view_.slices)
            taxed(slice, view_.share(slice.days));
    }

    /// Charge periods inside the price period: each is rounded on its own (R17).
    void apart() {
        for (const PeriodView::Step& step : view_.steps) {
            due_on_ = step.due_on;
            sum_ = Exact();
            before_ = 0;
            for (const Slice& slice : view_.slices) {
                const auto days = slice.days.common(step.days);
                if (!days) continue;
                if (view_.kind() == ChargeKind::metered) {
                    metered({*days, slice.terms});
                } else {
                    taxed({*days, slice.terms}, view_.share(*days));
                }
            }
        }
    }

    /// `whole_up`: the greatest terms of any active day, for the whole; `none`: the first (R24).
    void undivided() {
        const Period<Date> hull{view_.slices.front().days.start(), view_.slices.back().days.end()};
        const Slice* chosen = &view_.slices.front();
        if (view_.definition->proration == ProrationPolicy::whole_up) {
            for (const Slice& slice : view_.slices) {
                if (price(slice.terms).after > price(chosen->terms).after) chosen = &slice;
            }
        }
        taxed({hull, chosen->terms}, std::nullopt);
    }

    void metered() {
        for (const Slice& slice : view_.slices)
            metered(slice);
    }

    /// Gives every unit its tax, then drops what only led up to the window.
    void settle() {
        std::vector<bool> done(parts_.size(), false);
        for (std::size_t i = first_; i < parts_.size(); ++i) {
            if (done[i]) continue;
            std::vector<Part*> unit;
            for (std::size_t j = i; j < parts_.size(); ++j) {
                if (!(parts_[j].charge.unit == parts_[i].charge.unit)) continue;
                unit.push_back(&parts_[j]);
                done[j] = true;
            }
            view_.steps.empty() ? tax_together(unit) : tax_one_by_one(unit);
        }
        drop_unwanted();
    }

  private:
    [[nodiscard]] Discounted price(const Terms& terms) const {
        return price_of(context_, view_.component, terms);
    }

    /// Cuts a slice where the rate of tax changes and appends its parts.
    void taxed(const Slice& slice, const std::optional<Fraction>& share) {
        cuts_.clear();
        context_.taxes.split(country_, view_.definition->tax_class, slice.days, cuts_);
        const Discounted one = price(slice.terms);
        for (const TaxedDays& cut : cuts_) {
            const Fraction part = cuts_.size() == 1 && share ? *share
                                  : !share || view_.kind() == ChargeKind::metered
                                      ? Fraction{days(cut.days), days(slice.days)}
                                      : view_.share(cut.days);
            append(slice.terms, cut, part, one);
        }
    }

    void append(const Terms& terms, const TaxedDays& cut, const Fraction& share,
                const Discounted& one) {
        const Offer& offer = context_.catalog.offer(terms.offer);
        const Exact exact = one.after * Exact(share);
        const Exact taken = (one.before - one.after) * Exact(share);
        const Rounding rounding = grid_of(*view_.definition, offer.currency);
        sum_ = sum_ + exact;
        const std::int64_t up_to = sum_.rounded(rounding);
        const std::int64_t step = units_per_step(rounding, offer.currency);
        const std::int64_t rounded = (up_to - before_) * step;
        before_ = up_to;
        const Unit unit{view_.component, view_.whole.start(), cut.rate, offer.version->tax};
        parts_.push_back({{unit, view_.kind(), 1, cut.days, share, terms, offer.currency, rounded,
                           0, taken.rounded(finest(offer.currency))},
                          exact,
                          rounded,
                          due_on_,
                          !view_.steps.empty()});
    }

    static void give_tax(Charge& charge, std::int64_t minor) {
        charge.tax = minor * units_per_minor;
        if (charge.unit.scheme == TaxScheme::exclusive) charge.amount += charge.tax;
    }

    /// The tax of a unit is that of its sum, distributed over its lines (R5).
    static void tax_together(std::span<Part* const> unit) {
        const Charge& first = unit.front()->charge;
        std::int64_t sum = 0;
        std::vector<Exact> exact;
        for (const Part* part : unit) {
            sum += part->rounded;
            exact.push_back(tax_of(in_major(part->rounded, first.currency), first.unit.rate,
                                   first.unit.scheme));
        }
        const auto taxes = distribute(unit_tax(sum, first), exact, first.currency.digits());
        for (std::size_t i = 0; i < unit.size(); ++i)
            give_tax(unit[i]->charge, taxes[i]);
    }

    /// Each new charge takes what the tax of the unit grows by with it (R17).
    static void tax_one_by_one(std::span<Part* const> unit) {
        std::int64_t sum = 0;
        std::int64_t before = 0;
        for (Part* part : unit) {
            sum += part->rounded;
            const std::int64_t tax = unit_tax(sum, part->charge);
            give_tax(part->charge, tax - before);
            before = tax;
        }
    }

    void drop_unwanted() {
        const auto unwanted = [this](const Part& part) {
            return std::any_of(view_.steps.begin(), view_.steps.end(), [&](const auto& step) {
                return !step.wanted && step.days.contains(part.charge.days);
            });
        };
        if (view_.steps.empty()) return;
        const auto from = parts_.begin() + static_cast<std::ptrdiff_t>(first_);
        parts_.erase(std::remove_if(from, parts_.end(), unwanted), parts_.end());
    }

    void metered(const Slice& slice) {
        Terms terms = slice.terms;
        terms.quantity = used(usage_, view_.component, view_.definition->aggregation, slice.days);
        taxed({slice.days, terms}, Fraction{1, 1});
    }

    const RatingContext& context_;
    const PeriodView& view_;
    std::string_view country_;
    std::span<const UsageRecord> usage_;
    std::vector<Part>& parts_;
    std::size_t first_;
    Date due_on_;
    std::vector<TaxedDays> cuts_;
    Exact sum_;
    std::int64_t before_ = 0;
};

bool undivided(ProrationPolicy policy) {
    return policy == ProrationPolicy::whole_up || policy == ProrationPolicy::none;
}

void rate_period(const RatingContext& context, const PeriodView& view, std::string_view country,
                 std::span<const UsageRecord> usage, std::vector<Part>& parts) {
    PeriodRating rating(context, view, country, usage, parts);
    if (!view.steps.empty()) {
        rating.apart();
    } else if (view.kind() == ChargeKind::metered) {
        rating.metered();
    } else if (view.kind() == ChargeKind::recurring && undivided(view.definition->proration)) {
        rating.undivided();
    } else {
        rating.recurring();
    }
    rating.settle();
}

} // namespace

Discounted price_of(const RatingContext& context, ComponentId component, const Terms& terms) {
    const Offer& offer = context.catalog.offer(terms.offer);
    const auto position = offer.find(component);
    if (!position || !offer.prices[*position]) return {};
    const Component& definition = offer.version->components[*position];
    Exact price(*offer.prices[*position]);
    if (definition.model == PriceModel::per_unit) {
        const Decimal above = terms.quantity > definition.included
                                  ? terms.quantity - definition.included
                                  : Decimal(0);
        price = price * Exact(above);
    }
    return apply_discount(price, context.discounts.steps(terms.discount));
}

std::vector<Part> desired_parts(const RatingContext& context, const Timeline& timeline,
                                std::string_view country, std::span<const UsageRecord> usage,
                                const DueWindow& window) {
    std::vector<Part> parts;
    for_each_period(context.catalog, timeline, window, [&](const PeriodView& view) {
        rate_period(context, view, country, usage, parts);
    });
    return parts;
}

std::optional<Date> next_due(const RatingContext& context, const Timeline& timeline, Date after) {
    std::optional<Date> next;
    const DueWindow window{after, Timeline::horizon(), std::nullopt};
    for_each_next(context.catalog, timeline, window, [&next](const PeriodView& view) {
        if (!next || view.due_on < *next) next = view.due_on;
    });
    return next;
}

} // namespace prorata
