#include "explain/lines.hpp"
#include "prorata/money/money.hpp"

#include <algorithm>
#include <map>

namespace prorata {

namespace {

/// Each step leads to the next, and the last two to what was recorded.
void check_steps(const Explanation& made, std::vector<std::string>& faults) {
    const std::string line = "the line of " + made.charge.days.start().text();
    Exact value;
    bool money = false; // the price begins at nothing
    for (const DerivationStep& step : made.steps) {
        const bool begins = step.kind == StepKind::cost && !money;
        money |= step.kind == StepKind::cost;
        const bool settles = step.kind == StepKind::tax;
        if (!begins && !settles && !(step.before == value)) {
            faults.push_back(line + ": the step " + std::string(name(step.kind)) +
                             " does not begin where the one before ends");
        }
        if (!(result_of(step) == step.after)) {
            faults.push_back(line + ": the step " + std::string(name(step.kind)) +
                             " does not lead to its result");
        }
        if (step.by.empty()) {
            faults.push_back(line + ": no rule leads to the " + (settles ? "tax" : "amount") +
                             " of it");
        }
        value = step.after;
    }
    const DerivationStep* rounded = made.find(StepKind::rounding);
    const bool right = rounded != nullptr && rounded->after == in_scheme(made.charge) &&
                       value == tax_in_major(made.charge);
    if (!right) faults.push_back(line + ": the steps lead to another amount or tax");
}

/// What the lines of one component add up to, exact and as recorded.
struct Sums {
    std::map<std::int64_t, Exact> exact; ///< By charge period: each is rounded by itself (R17).
    Exact recorded;
    bool checked = true;
};

class Bookings {
  public:
    Bookings(const RatingContext& context, std::span<const BookedLine> lines,
             std::vector<std::string>& faults)
        : context_(context), lines_(lines), faults_(faults) {}

    /// After each booking the sums are right.
    void check() {
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            const bool last = i + 1 == lines_.size() || lines_[i + 1].booking != lines_[i].booking;
            if (last) check_up_to(i);
        }
    }

  private:
    void check_up_to(std::size_t last) {
        std::vector<std::size_t> seen;
        for (std::size_t i = last + 1; i-- > 0 && lines_[i].booking == lines_[last].booking;) {
            const Charge& line = lines_[i].charge;
            const auto alike = [&](std::size_t other) {
                return lines_[other].charge.unit == line.unit;
            };
            if (std::any_of(seen.begin(), seen.end(), alike)) continue;
            seen.push_back(i);
            check_sum(line, last);
            check_tax(line, last);
        }
    }

    void check_sum(const Charge& of, std::size_t last) {
        const Sold sold = sold_as(context_, of);
        Sums sums;
        for (std::size_t i = 0; i <= last; ++i) {
            const Charge& line = lines_[i].charge;
            if (!same_period(line, of) || line.kind == ChargeKind::commitment) continue;
            add(sums, sold, i);
        }
        if (!sums.checked) return;
        const Rounding grid = grid_of(sold, of);
        Exact right;
        for (const auto& [step, exact] : sums.exact)
            right = right + Exact(exact.round(grid));
        const Exact off = sums.recorded < right ? right - sums.recorded : sums.recorded - right;
        if (off == Exact(0) || moved_by_order(sold, of, off)) return;
        faults_.push_back("the lines of " + sold.component->title + " from " +
                          of.unit.period_on.text() + " add up to " + text(sums.recorded, of) +
                          ", not to " + text(right, of));
    }

    /// Adds a line to the charge periods that it runs over, by its days.
    void add(Sums& sums, const Sold& sold, std::size_t i) {
        const Charge& line = lines_[i].charge;
        sums.recorded = sums.recorded + in_scheme(line);
        const ProrationPolicy policy = sold.component->proration;
        if (policy == ProrationPolicy::whole_up || policy == ProrationPolicy::none) {
            sums.checked = false; // R24: its price is not that of days
        }
        if (sold.component->unit_rounding) sums.checked = false; // R54: slices do not add up
        if (line.kind == ChargeKind::metered && (line.sign == 0 || sold.component->charge_every)) {
            sums.checked = false; // counted anew in each booking: its steps are the check
        }
        if (line.sign == 0 || !sums.checked) return;
        const Exact exact = exact_of({context_, lines_, i});
        if (!sold.component->charge_every) {
            sums.exact[0] = sums.exact[0] + exact;
            return;
        }
        const Exact day = exact / Exact(days(line.days));
        for (Date on = line.days.start(); on < line.days.end(); on = on + 1) {
            Exact& sum = sums.exact[step_of(sold, line, on)];
            sum = sum + day;
        }
    }

    /// An order's largest remainder moves less than a minor unit a line (R6).
    [[nodiscard]] static bool moved_by_order(const Sold& sold, const Charge& of, const Exact& off) {
        return sold.offer->version->rounding_scope == RoundingScope::order &&
               off <= Amount(Money(1, of.currency)).exact();
    }

    /// The tax of a unit is computed once from the sum of its amounts (R5, V09).
    void check_tax(const Charge& of, std::size_t last) {
        const bool cumulative =
            sold_as(context_, of).offer->version->tax_rounding == TaxRounding::cumulative;
        Exact sum;
        Exact tax;
        for (std::size_t i = 0; i <= last; ++i) {
            const Charge& line = lines_[i].charge;
            const bool together = cumulative ? line.unit.period_on == of.unit.period_on &&
                                                   line.unit.rate == of.unit.rate &&
                                                   line.unit.scheme == of.unit.scheme
                                             : line.unit == of.unit;
            if (!together || line.kind == ChargeKind::commitment) continue;
            sum = sum + in_scheme(line);
            tax = tax + tax_in_major(line);
        }
        const Exact right(tax_of(sum, of.unit.rate, of.unit.scheme)
                              .round({RoundingMode::half_up, of.currency.digits()}));
        if (tax == right) return;
        faults_.push_back("the tax at " + of.unit.rate.text() + " is " + text(tax, of) + ", not " +
                          text(right, of));
    }

    [[nodiscard]] static Rounding grid_of(const Sold& sold, const Charge& of) {
        return sold.component->rounding.value_or(
            Rounding{RoundingMode::half_up, of.currency.digits()});
    }
    [[nodiscard]] static std::string text(const Exact& exact, const Charge& of) {
        constexpr int finest = 4;
        return Amount::round(exact, of.currency,
                             {RoundingMode::half_up, of.currency.digits() + finest})
            .text();
    }

    const RatingContext& context_;
    std::span<const BookedLine> lines_;
    std::vector<std::string>& faults_;
};

} // namespace

std::vector<std::string> recompute(const RatingContext& context,
                                   std::span<const BookedLine> lines) {
    std::vector<std::string> faults;
    for (std::size_t i = 0; i < lines.size(); ++i)
        check_steps(explain(context, lines, i), faults);
    Bookings(context, lines, faults).check();
    return faults;
}

} // namespace prorata
