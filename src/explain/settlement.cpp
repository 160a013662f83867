// The last two steps of a line: its amount on the grid, and its tax.

#include "explain/lines.hpp"

#include <algorithm>

namespace prorata {

namespace {

/// Tries the rules by which an amount can have come about, and keeps the first that gives it.
class Settlement {
  public:
    Settlement(const Recorded& recorded, Explanation& made)
        : recorded_(recorded), charge_(recorded.line()),
          sold_(sold_as(recorded.context, recorded.line())), made_(made) {}

    void rounding() {
        const Exact amount = in_scheme(charge_);
        begin(StepKind::rounding, made_.exact);
        if (charge_.sign == 0) {
            if (difference_of_use(amount)) return;
            keep("R2", {{"difference", amount}}, std::nullopt);
            return;
        }
        if (cumulative(amount) || as_order(amount)) return;
        const auto value = [this](std::size_t i) { return exact(i); };
        if (shared_out("R4", amount, shared_with(recorded_), value, in_scheme)) return;
        keep("", {{"difference", amount}}, std::nullopt); // no rule leads to it
    }

    void tax() {
        const Exact tax = tax_in_major(charge_);
        begin(StepKind::tax, in_scheme(charge_));
        step_.on = charge_.days.start();
        if (growing("R17", tax, unit_in_order()) || growing("V09", tax, period_in_order())) return;
        const auto of_amount = [this](std::size_t i) { return tax_on(in_scheme(charge(i))); };
        if (shared_out("R5", tax, booked_in_unit(), of_amount, tax_in_major)) return;
        const auto of_exact = [this](std::size_t i) { return tax_on(exact(i)); };
        if (shared_out("R5", tax, shared_with(recorded_), of_exact, tax_in_major)) return;
        keep("", {{"difference", tax}}, std::nullopt); // no rule leads to it
    }

  private:
    [[nodiscard]] const Charge& charge(std::size_t i) const { return recorded_.charge(i); }
    [[nodiscard]] Exact exact(std::size_t i) const { return exact_of(recorded_.of(i)); }
    [[nodiscard]] Exact tax_on(const Exact& sum) const {
        return tax_of(sum, charge_.unit.rate, charge_.unit.scheme);
    }
    [[nodiscard]] Rounding grid() const { return sold_.component->rounding.value_or(minor()); }
    [[nodiscard]] Rounding minor() const {
        return {RoundingMode::half_up, charge_.currency.digits()};
    }

    void begin(StepKind kind, const Exact& before) { step_ = {kind, before, {}, {}}; }

    void keep(std::string by, std::vector<Operand> operands, std::optional<Rounding> rounding) {
        step_.by = std::move(by);
        step_.operands = std::move(operands);
        step_.rounding = rounding;
        step_.after = result_of(step_);
        made_.steps.push_back(step_);
    }
    /// Keeps the step only if it leads to what was recorded.
    bool keep_if(const Exact& recorded, const char* by, std::vector<Operand> operands,
                 const Rounding& rounding) {
        keep(by, std::move(operands), rounding);
        if (step_.after == recorded) return true;
        made_.steps.pop_back();
        return false;
    }

    /// Metered use that came late: the whole unit anew, less what it was charged (R8).
    bool difference_of_use(const Exact& amount) {
        if (charge_.kind != ChargeKind::metered) return false;
        Exact before;
        for (std::size_t i = 0; i < recorded_.lines.size(); ++i) {
            if (recorded_.before(i) && charge(i).unit == charge_.unit) {
                before = before + in_scheme(charge(i));
            }
        }
        return keep_if(amount, "R8", {{"recorded", before}}, grid());
    }

    /// R3: along the period; R17: along the charge period.
    bool cumulative(const Exact& amount) {
        const std::int64_t step = step_of(sold_, charge_, charge_.days.start());
        Exact up_to;
        for (std::size_t i = 0; i <= recorded_.at; ++i) {
            if (!recorded_.with(i) || !same_period(charge(i), charge_)) continue;
            if (step_of(sold_, charge_, charge(i).days.start()) != step) continue;
            up_to = up_to + exact(i);
        }
        const bool apart = sold_.component->charge_every.has_value();
        return keep_if(amount, apart ? "R17" : "R3", {{"up_to", up_to}}, grid());
    }

    /// R6: what one order has charged together is one total.
    bool as_order(const Exact& amount) {
        if (sold_.offer->version->rounding_scope != RoundingScope::order) return false;
        std::vector<std::size_t> together;
        for (std::size_t i = 0; i < recorded_.lines.size(); ++i) {
            if (recorded_.with(i) && charge(i).kind != ChargeKind::metered) together.push_back(i);
        }
        const auto exact_value = [this](std::size_t i) { return exact(i); };
        return shared_out("R6", amount, together, exact_value, in_scheme);
    }

    /// A whole shared out by largest remainder; true if that leads to what was recorded.
    template <class Weight, class Value>
    bool shared_out(const char* by, const Exact& recorded, const std::vector<std::size_t>& together,
                    const Weight& weight, const Value& value) {
        Exact whole;
        std::vector<Operand> operands;
        for (std::size_t i = 0; i < together.size(); ++i) {
            whole = whole + value(charge(together[i]));
            operands.emplace_back("part", weight(together[i]));
            if (together[i] == recorded_.at) {
                operands.emplace_back("position", Exact(static_cast<std::int64_t>(i)));
            }
        }
        operands.emplace_back("whole", whole);
        return keep_if(recorded, by, std::move(operands), finest_of(whole));
    }

    /// The digits in which the whole is a number, the minor ones at least (R31).
    [[nodiscard]] Rounding finest_of(const Exact& whole) const {
        Rounding rounding = minor();
        while (Exact(whole.round(rounding)) != whole)
            ++rounding.digits;
        return rounding;
    }

    bool growing(const char* by, const Exact& tax, const std::vector<std::size_t>& in_order) {
        if (in_order.empty()) return false;
        Exact sum;
        for (const std::size_t i : in_order) {
            sum = sum + in_scheme(charge(i));
            if (i == recorded_.at) break;
        }
        return keep_if(tax, by, {{"sum", sum}, {"factor", tax_on(1)}}, minor());
    }

    /// Lines of the unit up to this one, where each is taxed by what the sum grows by.
    [[nodiscard]] std::vector<std::size_t> unit_in_order() const {
        std::vector<std::size_t> found;
        const bool cumulative = sold_.offer->version->tax_rounding == TaxRounding::cumulative;
        if (!sold_.component->charge_every || cumulative) return found;
        for (std::size_t i = 0; i <= recorded_.at; ++i) {
            if (charge(i).unit == charge_.unit) found.push_back(i);
        }
        return found;
    }

    /// All lines of the period and rate, by day and component (V09).
    [[nodiscard]] std::vector<std::size_t> period_in_order() const {
        std::vector<std::size_t> found;
        if (sold_.offer->version->tax_rounding != TaxRounding::cumulative) return found;
        for (std::size_t i = 0; i < recorded_.lines.size(); ++i) {
            const Unit& unit = charge(i).unit;
            if (unit.period_on == charge_.unit.period_on && unit.rate == charge_.unit.rate &&
                unit.scheme == charge_.unit.scheme && (recorded_.before(i) || recorded_.with(i))) {
                found.push_back(i);
            }
        }
        const auto rank = [this](std::size_t i) {
            return std::pair(charge(i).days.start(), sold_.offer->find(charge(i).unit.component));
        };
        std::stable_sort(found.begin(), found.end(), [&rank](std::size_t left, std::size_t right) {
            return rank(left) < rank(right);
        });
        return found;
    }

    [[nodiscard]] std::vector<std::size_t> booked_in_unit() const {
        std::vector<std::size_t> found;
        for (std::size_t i = 0; i < recorded_.lines.size(); ++i) {
            if (recorded_.with(i) && charge(i).unit == charge_.unit) found.push_back(i);
        }
        return found;
    }

    Recorded recorded_;
    const Charge& charge_;
    Sold sold_;
    Explanation& made_;
    DerivationStep step_{};
};

} // namespace

void derive_rounding(const Recorded& recorded, Explanation& made) {
    Settlement(recorded, made).rounding();
}

void derive_tax(const Recorded& recorded, Explanation& made) {
    Settlement(recorded, made).tax();
}

} // namespace prorata
