#include "prorata/rating/reconcile.hpp"

#include "prorata/money/distribution.hpp"
#include "rating/day_set.hpp"
#include "rating/grid.hpp"

#include <algorithm>
#include <numeric>

namespace prorata {

namespace {

/// Days with the same terms, as recorded or as desired, inside one unit.
struct TermDays {
    Terms terms;
    DaySet recorded;
    DaySet desired;
    std::int64_t amount = 0; ///< Recorded, in the price's own scheme.
    std::int64_t tax = 0;    ///< Recorded.
    const Charge* sample;    ///< A line that charges these terms.
    [[nodiscard]] bool reversed_entirely() const {
        return !recorded.empty() && !recorded.meets(desired);
    }
};

struct Line {
    Charge charge;
    Exact exact; ///< In the price's own scheme.
    Exact exact_tax;
    const TermDays* reversal = nullptr; ///< Set if it belongs to terms that go entirely.
    std::int64_t amount = 0;            ///< In the price's own scheme.
};

std::int64_t in_scheme(const Charge& charge) {
    return charge.unit.scheme == TaxScheme::exclusive ? charge.amount - charge.tax : charge.amount;
}

/// All that is recorded and desired of one unit.
class UnitDifference {
  public:
    UnitDifference(const RatingContext& context, std::vector<const Part*> desired,
                   std::vector<const Charge*> recorded)
        : context_(context), desired_(std::move(desired)), recorded_(std::move(recorded)),
          any_(desired_.empty() ? *recorded_.front() : desired_.front()->charge) {}

    void append_to(std::vector<Charge>& lines) {
        measure();
        if (covers_no_days()) {
            difference_line(lines);
            return;
        }
        collect_terms();
        build_lines();
        if (lines_.empty()) {
            if (amount_ != 0 || tax_ != 0) rounding_line(lines);
            return;
        }
        spread();
        for (Line& line : lines_)
            lines.push_back(line.charge);
    }

  private:
    /// T of rule R4: what is missing, in the price's own scheme, and of the tax.
    void measure() {
        std::int64_t sum = 0;
        for (const Part* part : desired_) {
            sum += part->rounded;
            tax_ += part->charge.tax;
        }
        for (const Charge* charge : recorded_) {
            amount_ -= in_scheme(*charge);
            tax_ -= charge->tax;
        }
        amount_ += sum;
    }

    [[nodiscard]] bool apart() const { return !desired_.empty() && desired_.front()->apart; }
    [[nodiscard]] bool covers_no_days() const {
        return any_.kind == ChargeKind::metered && !apart();
    }

    [[nodiscard]] TermDays& days_of(const Charge& charge) {
        for (TermDays& days : terms_) {
            if (days.terms == charge.terms) return days;
        }
        terms_.push_back({charge.terms, {}, {}, 0, 0, &charge});
        return terms_.back();
    }

    void collect_terms() {
        terms_.reserve(desired_.size() + recorded_.size());
        for (const Charge* charge : recorded_) {
            TermDays& days = days_of(*charge);
            if (charge->sign > 0) days.sample = charge;
            days.recorded.add(charge->days, charge->sign);
            days.amount += in_scheme(*charge);
            days.tax += charge->tax;
        }
        for (const Part* part : desired_)
            days_of(part->charge).desired.add(part->charge.days, 1);
    }

    void build_lines() {
        for (const TermDays& days : terms_) {
            const Exact recorded = in_major(-days.amount, any_.currency);
            for (const Period<Date>& run : days.recorded.without(days.desired)) {
                add_line(*days.sample, run, -1, days.reversed_entirely() ? &days : nullptr,
                         recorded);
            }
        }
        for (const Part* part : desired_) {
            const TermDays& days = days_of(part->charge);
            DaySet here;
            here.add(part->charge.days, 1);
            for (const Period<Date>& run : here.without(days.recorded)) {
                add_line(part->charge, run, 1, nullptr, part->exact);
            }
        }
        std::stable_sort(lines_.begin(), lines_.end(), [](const Line& left, const Line& right) {
            if (left.charge.days.start() != right.charge.days.start()) {
                return left.charge.days.start() < right.charge.days.start();
            }
            return left.charge.sign < right.charge.sign;
        });
    }

    /// n/d of a run inside the days of a line that has one.
    [[nodiscard]] static Fraction share_of(const Charge& line, const Period<Date>& run) {
        if (run == line.days) return line.share;
        const std::int64_t all = days(line.days);
        if (line.share.n == all) return {days(run), line.share.d};
        return {line.share.n * days(run), line.share.d * all};
    }

    /// `used` is what the days cost if they are metered: no share of a price says that.
    void add_line(const Charge& like, const Period<Date>& run, int sign, const TermDays* reversal,
                  const Exact& used) {
        Line line{like, {}, {}, reversal};
        line.charge.sign = sign;
        line.charge.days = run;
        const bool costs_nothing = undivided(like) && run != like.days;
        line.charge.share = costs_nothing ? Fraction{0, 1} : share_of(like, run);
        const PeriodPrice one = price_of(context_, like.unit.component, like.terms);
        const Offer& offer = context_.catalog.offer(like.terms.offer);
        const Exact net = net_kept(*offer.version, like.unit.rate);
        const Exact signed_share = Exact(line.charge.share) * Exact(sign) * net;
        const bool metered = like.kind == ChargeKind::metered;
        line.exact =
            metered ? used
                    : price_of_part(context_, like.unit.component, like.terms, line.charge.share) *
                          Exact(sign) * net;
        line.exact_tax = tax_of(line.exact, like.unit.rate, like.unit.scheme);
        line.charge.discounted =
            ((one.listed - one.discounted) * signed_share).rounded(finest(like.currency));
        lines_.push_back(std::move(line));
    }

    /// Under `whole_up` and `none` days that are dropped or added cost nothing by themselves (R24).
    [[nodiscard]] bool undivided(const Charge& charge) const {
        const Offer& offer = context_.catalog.offer(charge.terms.offer);
        const auto position = offer.find(charge.unit.component);
        const bool by_period =
            charge.kind == ChargeKind::recurring || charge.kind == ChargeKind::commitment;
        if (!position || !by_period) return false;
        const ProrationPolicy policy = offer.version->components[*position].proration;
        return policy == ProrationPolicy::whole_up || policy == ProrationPolicy::none;
    }

    /// Digits in which the lines of the unit are whole: the finest that meet in it (R31).
    [[nodiscard]] int digits(std::int64_t amount) const {
        int digits = any_.currency.digits();
        std::int64_t step = units_per_minor;
        for (; amount % step != 0; ++digits)
            step /= 10;
        return digits;
    }

    void spread() {
        std::int64_t amount = amount_;
        std::int64_t tax = tax_;
        std::vector<Line*> free;
        for (Line& line : lines_) {
            if (line.reversal == nullptr) free.push_back(&line);
        }
        if (!free.empty()) {
            for (const TermDays& days : terms_) {
                if (!days.reversed_entirely()) continue;
                amount += days.amount;
                tax += days.tax;
                give(lines_of(days), -days.amount, -days.tax);
            }
        } else {
            for (Line& line : lines_)
                free.push_back(&line);
        }
        give(free, amount, tax);
    }

    [[nodiscard]] std::vector<Line*> lines_of(const TermDays& days) {
        std::vector<Line*> found;
        for (Line& line : lines_) {
            if (line.reversal == &days) found.push_back(&line);
        }
        return found;
    }

    void give(std::span<Line* const> lines, std::int64_t amount, std::int64_t tax) {
        const int grid = digits(amount);
        const std::int64_t step = units_per_step({RoundingMode::half_up, grid}, any_.currency);
        std::vector<Exact> exact;
        std::vector<Exact> exact_tax;
        for (const Line* line : lines) {
            exact.push_back(line->exact);
            exact_tax.push_back(line->exact_tax);
        }
        const auto amounts = distribute(amount / step, exact, grid);
        const auto taxes = distribute(tax / units_per_minor, exact_tax, any_.currency.digits());
        for (std::size_t i = 0; i < lines.size(); ++i) {
            Charge& charge = lines[i]->charge;
            charge.tax = taxes[i] * units_per_minor;
            charge.amount = amounts[i] * step;
            if (charge.unit.scheme == TaxScheme::exclusive) charge.amount += charge.tax;
        }
    }

    void plain_line(std::vector<Charge>& lines, ChargeKind kind, const Charge& like) const {
        Charge charge = like;
        charge.kind = kind;
        charge.sign = 0;
        if (kind != ChargeKind::metered) charge.share = {0, 1};
        charge.discounted = 0;
        charge.tax = tax_;
        charge.amount = amount_;
        if (charge.unit.scheme == TaxScheme::exclusive) charge.amount += tax_;
        lines.push_back(charge);
    }

    void rounding_line(std::vector<Charge>& lines) const {
        const bool committed = any_.kind == ChargeKind::commitment;
        plain_line(lines, committed ? any_.kind : ChargeKind::rounding, any_);
    }

    /// Metered components get one line with the difference (R2).
    void difference_line(std::vector<Charge>& lines) const {
        if (amount_ != 0 || tax_ != 0) plain_line(lines, ChargeKind::metered, any_);
    }

    const RatingContext& context_;
    std::vector<const Part*> desired_;
    std::vector<const Charge*> recorded_;
    const Charge& any_;
    std::int64_t amount_ = 0;
    std::int64_t tax_ = 0;
    std::vector<TermDays> terms_;
    std::vector<Line> lines_;
};

} // namespace

std::vector<Charge> reconcile(const RatingContext& context, std::span<const Part> desired,
                              std::span<const Charge> recorded) {
    std::vector<Charge> lines;
    std::vector<Unit> units;
    const auto note = [&units](const Unit& unit) {
        if (std::find(units.begin(), units.end(), unit) == units.end()) units.push_back(unit);
    };
    for (const Part& part : desired)
        note(part.charge.unit);
    for (const Charge& charge : recorded)
        note(charge.unit);
    for (const Unit& unit : units) {
        std::vector<const Part*> parts;
        std::vector<const Charge*> charges;
        for (const Part& part : desired) {
            if (part.charge.unit == unit) parts.push_back(&part);
        }
        for (const Charge& charge : recorded) {
            if (charge.unit == unit) charges.push_back(&charge);
        }
        if (charges.empty()) {
            for (const Part* part : parts)
                lines.push_back(part->charge);
        } else {
            UnitDifference(context, std::move(parts), std::move(charges)).append_to(lines);
        }
    }
    return lines;
}

} // namespace prorata
