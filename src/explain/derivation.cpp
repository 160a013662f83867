// The steps from the quantity to the exact value of a line.

#include "explain/lines.hpp"
#include "prorata/catalog/cost.hpp"

#include <algorithm>

namespace prorata {

namespace {

const Exact nothing(0);

/// Appends steps and keeps the value that they lead to.
class Derivation {
  public:
    Derivation(const Recorded& recorded, std::vector<DerivationStep>& steps)
        : recorded_(recorded), charge_(recorded.line()),
          sold_(sold_as(recorded.context, recorded.line())), steps_(steps) {}

    [[nodiscard]] const Exact& value() const noexcept { return value_; }

    void price() {
        if (metered()) {
            count_ = charge_.sign == 0 ? Count{} : count_of(recorded_);
            if (!count_.first) quantity(count_.before, "counted before");
            quantity(Exact(charge_.terms.quantity), "used");
        } else if (sold_.component->model != PriceModel::flat) {
            quantity(Exact(charge_.terms.quantity), "in force");
        }
        included();
        cost();
        discounts();
        if (metered() && !count_.first) counted();
        if (metered()) by_days();
    }

    void bounds() {
        if (!sold_.row->minimum && !sold_.row->maximum) return;
        const Exact share = metered() ? Exact(charge_.share) : Exact(1);
        const Exact sum = metered() && charge_.sign != 0 ? sum_of_count() : value_;
        const Exact held = within_bounds(*sold_.row, sum, share);
        if (held < sum) {
            add(StepKind::maximum, "R22", {{"held", held}, {"sum", sum}});
        } else if (sum < held) {
            const std::int64_t all = charge_.sign == 0 ? days(charge_.days) : days_of_count();
            add(StepKind::minimum, "R22",
                {{"held", held}, {"sum", sum}, {"n", days(charge_.days)}, {"d", all}});
        }
    }

    void part_of_period() {
        if (!metered()) {
            add(StepKind::share, std::string(name(sold_.component->proration)),
                {{"n", charge_.share.n}, {"d", charge_.share.d}});
        }
        if (sold_.component->unit_rounding) {
            add(StepKind::units, "R54", {{"quantity", units_}}, sold_.component->unit_rounding);
        }
        if (sold_.offer->version->keep_net_of) {
            const std::int64_t rate = charge_.unit.rate.millionths().value_or(0);
            add(StepKind::rate, "R12",
                {{"rate", Exact(Fraction{rate, 10'000})},
                 {"listed", Exact(*sold_.offer->version->keep_net_of)}});
        }
        if (charge_.sign < 0) add(StepKind::sign, "R2", {});
    }

  private:
    [[nodiscard]] bool metered() const { return charge_.kind == ChargeKind::metered; }

    void add(StepKind kind, std::string by, std::vector<Operand> operands,
             std::optional<Rounding> rounding = {}) {
        DerivationStep step{kind, value_, {}, std::move(by), std::move(operands), {}, rounding};
        step.after = result_of(step);
        value_ = step.after;
        steps_.push_back(std::move(step));
    }

    void quantity(const Exact& quantity, const char* which) {
        add(StepKind::quantity, which, {{"quantity", quantity}});
    }

    void included() {
        const Decimal& free = sold_.component->included;
        if (free == 0 || steps_.empty()) return;
        const Fraction share = metered() ? charge_.share : Fraction{1, 1};
        add(StepKind::included, metered() ? "R23" : "included",
            {{"included", Exact(free)}, {"n", share.n}, {"d", share.d}});
    }

    /// The parts of the price; money begins at nothing.
    void cost() {
        units_ = value_;
        const Exact quantity = sold_.component->unit_rounding ? Exact(1) : value_;
        value_ = nothing;
        for (const CostPart& part : cost_parts(sold_.component->model, *sold_.row, quantity)) {
            std::vector<Operand> operands{{"quantity", part.quantity}, {"amount", part.amount}};
            if (part.flat_fee != 0) operands.emplace_back("flat_fee", part.flat_fee);
            add(StepKind::cost, std::string(name(sold_.component->model)), std::move(operands));
            steps_.back().on = sold_.offer->version->valid_from;
        }
    }

    /// Each discount in the order of R38; what would fall below zero is cut at the end.
    void discounts() {
        const auto granted = recorded_.context.discounts.steps(charge_.terms.discount);
        const Exact listed = value_;
        for (const DiscountBasis basis :
             {DiscountBasis::rrp, DiscountBasis::running, DiscountBasis::fixed}) {
            for (const DiscountStep& step : granted) {
                if (step.basis == basis) discount(step, listed);
            }
        }
        if (value_ < nothing) add(StepKind::discount, "never below zero", {{"least", nothing}});
    }

    void discount(const DiscountStep& step, const Exact& listed) {
        const std::string by = std::string(name(step.cause)) + " " + std::string(name(step.basis));
        if (step.basis == DiscountBasis::fixed) {
            add(StepKind::discount, by, {{"sum", Exact(step.value)}});
            return;
        }
        const Exact of = step.basis == DiscountBasis::rrp ? listed : value_;
        add(StepKind::discount, by, {{"percent", Exact(step.value)}, {"of", of}});
    }

    /// What the units that were counted before cost at this line's terms.
    void counted() {
        const Exact free = Exact(sold_.component->included) * Exact(charge_.share);
        const Exact listed =
            cost_of(sold_.component->model, *sold_.row, above_included(count_.before, free));
        const auto granted = recorded_.context.discounts.steps(charge_.terms.discount);
        add(StepKind::counted, "R23", {{"cost", apply_discount(listed, granted).after}});
    }

    void by_days() {
        if (count_.by_days.n == count_.by_days.d) return;
        add(StepKind::share, "R46", {{"n", count_.by_days.n}, {"d", count_.by_days.d}});
    }

    /// Positions of the lines that are counted together with this one.
    [[nodiscard]] std::vector<std::size_t> counted_together() const {
        std::vector<std::size_t> found;
        for (std::size_t i = 0; i < recorded_.lines.size(); ++i) {
            const Charge& other = recorded_.charge(i);
            if (!recorded_.with(i) || other.sign == 0 || !same_period(other, charge_)) continue;
            if (sold_as(recorded_.context, other).offer->tariff == sold_.offer->tariff) {
                found.push_back(i);
            }
        }
        return found;
    }

    [[nodiscard]] Exact sum_of_count() const {
        Exact sum;
        for (const std::size_t i : counted_together()) {
            std::vector<DerivationStep> steps;
            Derivation other(recorded_.of(i), steps);
            other.price();
            sum = sum + other.value();
        }
        return sum;
    }

    [[nodiscard]] std::int64_t days_of_count() const {
        std::int64_t all = 0;
        for (const std::size_t i : counted_together())
            all += days(recorded_.charge(i).days);
        return all;
    }

    Recorded recorded_;
    const Charge& charge_;
    Sold sold_;
    Count count_;
    std::vector<DerivationStep>& steps_;
    Exact value_;
    Exact units_; ///< What is paid for.
};

} // namespace

void derive_exact(const Recorded& recorded, Explanation& made) {
    const Charge& charge = recorded.line();
    if (charge.sign == 0 && charge.kind != ChargeKind::metered) return; // it only carries a rest
    Derivation derivation(recorded, made.steps);
    derivation.price();
    derivation.bounds();
    derivation.part_of_period();
    made.exact = derivation.value();
}

Exact exact_of(const Recorded& recorded) {
    Explanation made{{}, recorded.line(), {}};
    derive_exact(recorded, made);
    return made.exact;
}

} // namespace prorata
