#include "prorata/rating/part.hpp"

#include "rating/grid.hpp"
#include "rating/period_view.hpp"
#include "rating/taxing.hpp"
#include "rating/usage_count.hpp"

#include <algorithm>

namespace prorata {

namespace {

/// What is left to do with parts when all periods of the window are rated.
struct Open {
    std::vector<std::size_t> cumulative; ///< Positions of parts whose tax is still to come (V09).
    std::vector<std::size_t> unwanted;   ///< Positions of parts that only led up to the window.
};

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
                    use({*days, slice.terms});
                } else {
                    taxed({*days, slice.terms}, view_.share(*days));
                }
            }
            append_used();
        }
    }

    /// `whole_up`: the greatest terms of any active day, for the whole; `none`: the first (R24).
    void undivided() {
        const Period<Date> hull{view_.slices.front().days.start(), view_.slices.back().days.end()};
        const Slice* chosen = &view_.slices.front();
        if (view_.definition->proration == ProrationPolicy::whole_up) {
            for (const Slice& slice : view_.slices) {
                if (price(slice.terms).charged > price(chosen->terms).charged) chosen = &slice;
            }
        }
        taxed({hull, chosen->terms}, std::nullopt);
    }

    void metered() {
        if (view_.active.empty() && unused()) return;
        for (const Slice& slice : view_.slices)
            use(slice);
        hold_within_bounds();
        append_used();
    }

    /// Gives every unit its tax, or notes what is still open.
    void settle(Open& open) {
        const std::span<Part> mine = std::span(parts_).subspan(first_);
        if (mine.empty()) return;
        const Offer& offer = context_.catalog.offer(mine.front().charge.terms.offer);
        if (offer.version->tax_rounding == TaxRounding::cumulative) {
            for (std::size_t i = first_; i < parts_.size(); ++i)
                open.cumulative.push_back(i);
        } else {
            view_.steps.empty() ? tax_together(mine) : tax_one_by_one(mine);
        }
        for (std::size_t i = first_; i < parts_.size(); ++i) {
            const Period<Date>& days = parts_[i].charge.days;
            const auto leads_up = [&days](const auto& step) {
                return !step.wanted && step.days.contains(days);
            };
            if (std::any_of(view_.steps.begin(), view_.steps.end(), leads_up)) {
                open.unwanted.push_back(i);
            }
        }
    }

  private:
    /// Metered use of some days at one rate of tax, priced but not yet rounded.
    struct Used {
        Terms terms;
        TaxedDays cut;
        Fraction share;
        Exact exact;
        Exact taken;
    };

    [[nodiscard]] PeriodPrice price(const Terms& terms) const {
        return price_of(context_, view_.component, terms);
    }

    void cut_by_tax(const Period<Date>& days) {
        cuts_.clear();
        context_.taxes.split(country_, view_.definition->tax_class, days, cuts_);
    }

    /// Cuts a slice where the rate of tax changes and appends its parts.
    void taxed(const Slice& slice, const std::optional<Fraction>& share) {
        cut_by_tax(slice.days);
        const PeriodPrice one = price(slice.terms);
        const bool uncut = share && cuts_.size() == 1;
        for (const TaxedDays& cut : cuts_) {
            const Fraction part = uncut    ? *share
                                  : !share ? Fraction{days(cut.days), days(slice.days)}
                                           : view_.share(cut.days);
            append({slice.terms, cut, part, exact(slice.terms, one, part),
                    (one.listed - one.discounted) * Exact(part)});
        }
    }

    /// The price of the slice is at hand; only where a unit is rounded first it is of no use (R54).
    [[nodiscard]] Exact exact(const Terms& terms, const PeriodPrice& one,
                              const Fraction& share) const {
        if (!view_.definition->unit_rounding) return one.charged * Exact(share);
        return price_of_part(context_, view_.component, terms, share);
    }

    void append(const Used& used) {
        const Offer& offer = context_.catalog.offer(used.terms.offer);
        const Rounding rounding = grid_of(*view_.definition, offer.currency);
        const Exact net = net_kept(*offer.version, used.cut.rate);
        const Exact exact = used.exact * net;
        sum_ = sum_ + exact;
        const std::int64_t up_to = sum_.rounded(rounding);
        const std::int64_t step = units_per_step(rounding, offer.currency);
        const std::int64_t rounded = (up_to - before_) * step;
        before_ = up_to;
        const Unit unit{view_.component, view_.whole.start(), used.cut.rate, offer.version->tax};
        parts_.push_back(
            {{unit, view_.kind(), 1, used.cut.days, used.share, used.terms, offer.currency, rounded,
              0, (used.taken * net).rounded(finest(offer.currency))},
             exact,
             rounded,
             due_on_,
             !view_.steps.empty()});
    }

    void append_used() {
        for (const Used& used : used_)
            append(used);
        used_.clear();
        counted_from_ = 0;
    }

    /// Prices what was used in a slice. Additive use is counted on where the rate of tax changes;
    /// other aggregations are divided by days (R46).
    void use(const Slice& slice) {
        if (!count_ || tariff_ != tariff_of(slice)) begin_count(slice);
        if (view_.definition->aggregation == Aggregation::sum) {
            cut_by_tax(slice.days);
            for (const TaxedDays& cut : cuts_) {
                const Terms terms = terms_used(slice, cut.days);
                const PeriodPrice more = count_->add(terms, terms.quantity);
                used_.push_back({terms, cut, active_, more.charged, more.listed - more.discounted});
            }
            return;
        }
        const Terms terms = terms_used(slice, slice.days);
        const PeriodPrice more = count_->add(terms, terms.quantity);
        cut_by_tax(slice.days);
        for (const TaxedDays& cut : cuts_) {
            const Fraction part{days(cut.days), days(slice.days)};
            used_.push_back({terms, cut, active_, more.charged * Exact(part),
                             (more.listed - more.discounted) * Exact(part)});
        }
    }

    [[nodiscard]] Terms terms_used(const Slice& slice, const Period<Date>& days) const {
        Terms terms = slice.terms;
        terms.quantity = used(usage_, view_.component, view_.definition->aggregation, days);
        return terms;
    }

    [[nodiscard]] bool unused() const {
        return std::all_of(view_.slices.begin(), view_.slices.end(), [&](const Slice& slice) {
            return terms_used(slice, slice.days).quantity == Decimal(0);
        });
    }

    [[nodiscard]] const Tariff* tariff_of(const Slice& slice) const {
        return context_.catalog.offer(slice.terms.offer).tariff;
    }

    /// Another tariff is another count, with the allowance of its own days (R23).
    void begin_count(const Slice& slice) {
        hold_within_bounds();
        tariff_ = tariff_of(slice);
        std::int64_t active = 0;
        for (const Slice& other : view_.active) {
            if (tariff_of(other) == tariff_) active += days(other.days);
        }
        active_ = {active, days(view_.whole)};
        const Offer& offer = context_.catalog.offer(slice.terms.offer);
        const Component& sold = offer.version->components[*offer.find(view_.component)];
        count_.emplace(context_, view_.component, Exact(sold.included) * Exact(active_));
        counted_from_ = used_.size();
    }

    /// Minimum and maximum of the count that ends here: what is above is taken off in proportion,
    /// what is missing is added by days (R22, R23, R46).
    void hold_within_bounds() {
        const std::span<Used> counted = std::span(used_).subspan(counted_from_);
        if (counted.empty()) return;
        const Offer& offer = context_.catalog.offer(counted.front().terms.offer);
        const Price& row = *offer.prices[*offer.find(view_.component)];
        Exact sum;
        std::int64_t all_days = 0;
        for (const Used& used : counted) {
            sum = sum + used.exact;
            all_days += days(used.cut.days);
        }
        const Exact held = within_bounds(row, sum, Exact(active_));
        if (held == sum) return;
        for (Used& used : counted) {
            used.exact =
                held < sum
                    ? used.exact * held / sum
                    : used.exact + (held - sum) * Exact(Fraction{days(used.cut.days), all_days});
        }
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
    std::vector<Used> used_;
    std::optional<UsageCount> count_;
    const Tariff* tariff_ = nullptr;
    Fraction active_{1, 1};
    std::size_t counted_from_ = 0;
};

bool undivided(ProrationPolicy policy) {
    return policy == ProrationPolicy::whole_up || policy == ProrationPolicy::none;
}

void rate_period(const RatingContext& context, const PeriodView& view, std::string_view country,
                 std::span<const UsageRecord> usage, std::vector<Part>& parts, Open& open) {
    PeriodRating rating(context, view, country, usage, parts);
    if (!view.steps.empty()) {
        rating.apart();
    } else if (view.kind() == ChargeKind::metered) {
        rating.metered();
    } else if (view.definition->kind == ComponentKind::recurring &&
               undivided(view.definition->proration)) {
        rating.undivided();
    } else {
        rating.recurring();
    }
    rating.settle(open);
}

void drop(std::vector<Part>& parts, const std::vector<std::size_t>& positions) {
    if (positions.empty()) return;
    std::size_t next = 0;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (next < positions.size() && positions[next] == i) {
            ++next;
            continue;
        }
        if (kept != i) parts[kept] = std::move(parts[i]);
        ++kept;
    }
    parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(kept), parts.end());
}

} // namespace

PeriodPrice price_of(const RatingContext& context, ComponentId component, const Terms& terms) {
    const Offer& offer = context.catalog.offer(terms.offer);
    const auto position = offer.find(component);
    if (!position || offer.prices[*position] == nullptr) return {};
    const Component& definition = offer.version->components[*position];
    const Price& row = *offer.prices[*position];
    const Exact listed = cost_of(definition.model, row,
                                 above_included(Exact(terms.quantity), Exact(definition.included)));
    const Discounted one = apply_discount(listed, context.discounts.steps(terms.discount));
    return {one.before, one.after, within_bounds(row, one.after, 1)};
}

Exact price_of_part(const RatingContext& context, ComponentId component, const Terms& terms,
                    const Fraction& share) {
    const Offer& offer = context.catalog.offer(terms.offer);
    const auto position = offer.find(component);
    if (!position || offer.prices[*position] == nullptr) return {};
    const Component& definition = offer.version->components[*position];
    if (!definition.unit_rounding) {
        return price_of(context, component, terms).charged * Exact(share);
    }
    const Exact unit(offer.prices[*position]->amount);
    const Discounted one = apply_discount(unit, context.discounts.steps(terms.discount));
    const Decimal rounded = (one.after * Exact(share)).round(*definition.unit_rounding);
    return Exact(rounded) * above_included(Exact(terms.quantity), Exact(definition.included));
}

Exact net_kept(const TariffVersion& version, const TaxRate& rate) {
    constexpr std::int64_t percent = 10'000; // millionths
    if (!version.keep_net_of) return 1;
    const Exact with = Exact(100) + Exact(Fraction{rate.millionths().value_or(0), percent});
    return with / (Exact(100) + Exact(*version.keep_net_of));
}

DueParts due_parts(const RatingContext& context, const Timeline& timeline, std::string_view country,
                   std::span<const UsageRecord> usage, const DueWindow& window) {
    DueParts due;
    Open open;
    due.next_due = for_each_period(context.catalog, timeline, window, [&](const PeriodView& view) {
        rate_period(context, view, country, usage, due.parts, open);
    });
    if (!open.cumulative.empty()) tax_cumulatively(due.parts, std::move(open.cumulative));
    drop(due.parts, open.unwanted);
    return due;
}

std::vector<Part> desired_parts(const RatingContext& context, const Timeline& timeline,
                                std::string_view country, std::span<const UsageRecord> usage,
                                const DueWindow& window) {
    return due_parts(context, timeline, country, usage, window).parts;
}

std::optional<Date> next_due(const RatingContext& context, const Timeline& timeline, Date after) {
    return for_each_period(context.catalog, timeline, {after, after}, [](const PeriodView&) {});
}

} // namespace prorata
