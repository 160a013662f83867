#include "prorata/money/distribution.hpp"

#include "money/int128.hpp"

#include <algorithm>
#include <queue>

namespace prorata {

namespace {

/// Moving one unit at a part: what it costs, and whether it makes the part larger in size.
struct Move {
    Exact cost;
    bool enlarges;
    std::size_t part;
};

/// True if `left` comes after `right`: the queue yields the cheapest move first.
bool comes_later(const Move& left, const Move& right) {
    const auto order = left.cost <=> right.cost;
    if (order != 0) return order > 0;
    if (left.enlarges != right.enlarges) return right.enlarges;
    return left.enlarges ? left.part > right.part : left.part < right.part;
}

Exact distance(const Exact& difference) {
    return difference < 0 ? -difference : difference;
}

Move move_of(const std::vector<Exact>& exact, const std::vector<std::int64_t>& parts,
             std::size_t part, int step) {
    const Exact off = Exact(parts[part]) - exact[part];
    const bool positive = exact[part] > 0 || (exact[part] == 0 && step > 0);
    return {distance(off + Exact(step)) - distance(off), positive == (step > 0), part};
}

/// Moves units until the parts sum to the whole. Each part stays in the queue with its next move.
void settle(std::vector<std::int64_t>& parts, const std::vector<Exact>& exact, Int128 missing) {
    const int step = missing > 0 ? 1 : -1;
    std::priority_queue<Move, std::vector<Move>, decltype(&comes_later)> moves(comes_later);
    for (std::size_t i = 0; i < parts.size(); ++i)
        moves.push(move_of(exact, parts, i, step));
    while (missing != 0) {
        const std::size_t part = moves.top().part;
        // Once the cheapest move leads away from the exact value, the next ones cost the same and
        // would all go to this part.
        const Int128 moved = moves.top().cost == 1 ? missing : step;
        moves.pop();
        parts[part] = storable(static_cast<Int128>(parts[part]) + moved, "a part");
        moves.push(move_of(exact, parts, part, step));
        missing -= moved;
    }
}

Exact scaled(const Exact& exact, int digits) {
    return exact * Exact(static_cast<std::int64_t>(power_of_ten(digits)));
}

void require_weights(const Money& whole, std::span<const std::int64_t> weights) {
    Faults faults;
    bool all_zero = true;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (weights[i] < 0) {
            faults.add("weights[" + std::to_string(i) + "]",
                       "is " + std::to_string(weights[i]) + "; give 0 or more");
        }
        all_zero &= weights[i] == 0;
    }
    if (all_zero && whole.minor() != 0) faults.add("weights", "are all zero; give one above zero");
    faults.raise_if_any("the money was not split");
}

} // namespace

std::int64_t CumulativeRounding::next(const Exact& up_to) {
    const std::int64_t now = up_to.rounded(rounding_);
    const std::int64_t part = storable(static_cast<Int128>(now) - before_, "a part");
    before_ = now;
    return part;
}

std::vector<std::int64_t> distribute(std::int64_t whole, std::span<const Exact> exact, int digits) {
    std::vector<std::int64_t> parts;
    std::vector<Exact> in_units;
    Int128 missing = whole;
    for (const Exact& value : exact) {
        parts.push_back(value.rounded({RoundingMode::half_up, digits}));
        in_units.push_back(scaled(value, digits));
        missing -= parts.back();
    }
    if (missing != 0 && parts.empty()) {
        throw Error(ErrorCode::invalid_argument, "there are no parts to distribute to");
    }
    settle(parts, in_units, missing);
    return parts;
}

std::vector<Money> allocate(const Money& whole, std::span<const std::int64_t> weights) {
    require_weights(whole, weights);
    Exact total;
    for (const std::int64_t weight : weights)
        total = total + Exact(weight);
    std::vector<Exact> exact;
    for (const std::int64_t weight : weights) {
        exact.push_back(total == 0 ? Exact() : Exact(whole.minor()) * Exact(weight) / total);
    }
    std::vector<Money> parts;
    for (const std::int64_t minor : distribute(whole.minor(), exact, 0)) {
        parts.emplace_back(minor, whole.currency());
    }
    return parts;
}

Amount round_unit_then_multiply(const Exact& unit, const Decimal& quantity, Currency currency,
                                const Rounding& rounding) {
    return Amount::round(Exact(unit.round(rounding)) * quantity, currency, rounding);
}

} // namespace prorata
