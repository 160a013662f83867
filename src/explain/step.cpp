#include "prorata/explain/step.hpp"

#include "prorata/base/error.hpp"
#include "prorata/money/distribution.hpp"

#include <algorithm>

namespace prorata {

namespace {

/// Operands by name; a missing one is the step's fault, unless it has a default.
class Operands {
  public:
    explicit Operands(const DerivationStep& step) : step_(step) {}

    [[nodiscard]] Exact of(std::string_view wanted) const {
        if (const auto found = step_.operand(wanted)) return *found;
        throw Error(ErrorCode::invalid_argument, "the step " + std::string(name(step_.kind)) +
                                                     " has no operand " + std::string(wanted));
    }
    [[nodiscard]] Exact of(std::string_view wanted, const Exact& otherwise) const {
        return step_.operand(wanted).value_or(otherwise);
    }
    [[nodiscard]] Exact share() const { return of("n") / of("d"); }
    [[nodiscard]] Exact rounded(const Exact& exact) const {
        if (!step_.rounding) {
            throw Error(ErrorCode::invalid_argument, "the step has no rounding");
        }
        return {exact.round(*step_.rounding)};
    }

    /// The step's part of a whole that is shared out by largest remainder (R30).
    [[nodiscard]] Exact part_of_whole() const {
        std::vector<Exact> parts;
        for (const auto& [name, value] : step_.operands) {
            if (name == "part") parts.push_back(value);
        }
        const auto position =
            static_cast<std::size_t>(of("position").rounded({RoundingMode::truncate, 0}));
        if (position >= parts.size() || !step_.rounding) {
            throw Error(ErrorCode::invalid_argument, "the step shares out nothing");
        }
        const int digits = step_.rounding->digits;
        const std::int64_t whole = of("whole").rounded(*step_.rounding);
        return {Decimal(distribute(whole, parts, digits)[position], digits)};
    }

  private:
    const DerivationStep& step_;
};

Exact discounted(const DerivationStep& step, const Operands& operands) {
    const Exact left = step.before - operands.of("percent", 0) / Exact(100) * operands.of("of", 0) -
                       operands.of("sum", 0);
    const auto least = step.operand("least");
    return least ? std::max(left, *least) : left;
}

Exact rounding(const DerivationStep& step, const Operands& operands) {
    if (step.operand("difference")) return operands.of("difference");
    if (step.operand("whole")) return operands.part_of_whole();
    if (step.operand("recorded")) {
        return operands.rounded(step.before) - operands.of("recorded");
    }
    const Exact up_to = operands.of("up_to");
    return operands.rounded(up_to) - operands.rounded(up_to - step.before);
}

Exact tax(const DerivationStep& step, const Operands& operands) {
    if (step.operand("difference")) return operands.of("difference");
    if (step.operand("whole")) return operands.part_of_whole();
    const Exact sum = operands.of("sum");
    const Exact factor = operands.of("factor");
    return operands.rounded(sum * factor) - operands.rounded((sum - step.before) * factor);
}

} // namespace

std::optional<Exact> DerivationStep::operand(std::string_view name) const {
    for (const auto& [known, value] : operands) {
        if (known == name) return value;
    }
    return std::nullopt;
}

Exact result_of(const DerivationStep& step) {
    const Operands operands(step);
    switch (step.kind) {
    case StepKind::quantity: return step.before + operands.of("quantity");
    case StepKind::included:
        return std::max(step.before - operands.of("included") * operands.share(), Exact(0));
    case StepKind::cost:
        return step.before + operands.of("quantity") * operands.of("amount") +
               operands.of("flat_fee", 0);
    case StepKind::discount: return discounted(step, operands);
    case StepKind::counted: return step.before - operands.of("cost");
    case StepKind::maximum: return step.before * operands.of("held") / operands.of("sum");
    case StepKind::minimum:
        return step.before + (operands.of("held") - operands.of("sum")) * operands.share();
    case StepKind::share: return step.before * operands.share();
    case StepKind::units: return operands.rounded(step.before) * operands.of("quantity");
    case StepKind::sign: return -step.before;
    case StepKind::rate:
        return step.before * (Exact(100) + operands.of("rate")) /
               (Exact(100) + operands.of("listed"));
    case StepKind::rounding: return rounding(step, operands);
    case StepKind::tax: return tax(step, operands);
    }
    throw Error(ErrorCode::invalid_argument, "the step is of no known kind");
}

} // namespace prorata
