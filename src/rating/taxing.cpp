#include "rating/taxing.hpp"

#include "prorata/money/distribution.hpp"
#include "rating/grid.hpp"

#include <algorithm>

namespace prorata {

namespace {

void give_tax(Part& part, std::int64_t minor) {
    Charge& charge = part.charge;
    charge.tax = minor * units_per_minor;
    charge.amount = part.rounded;
    if (charge.unit.scheme == TaxScheme::exclusive) charge.amount += charge.tax;
}

/// Every part takes what the tax of the sum grows by with it.
void tax_growing(std::span<Part* const> parts) {
    std::int64_t sum = 0;
    std::int64_t before = 0;
    for (Part* part : parts) {
        sum += part->rounded;
        const std::int64_t tax = unit_tax(sum, part->charge);
        give_tax(*part, tax - before);
        before = tax;
    }
}

void tax_unit_together(std::span<Part* const> unit) {
    if (unit.size() == 1) return tax_growing(unit); // nothing is shared
    const Charge& first = unit.front()->charge;
    std::int64_t sum = 0;
    std::vector<Exact> exact;
    for (const Part* part : unit) {
        sum += part->rounded;
        exact.push_back(
            tax_of(in_major(part->rounded, first.currency), first.unit.rate, first.unit.scheme));
    }
    const auto taxes = distribute(unit_tax(sum, first), exact, first.currency.digits());
    for (std::size_t i = 0; i < unit.size(); ++i)
        give_tax(*unit[i], taxes[i]);
}

/// Calls `visit` with the parts that are alike, group by group, in the order given.
template <class Alike, class Visit>
void each_group(std::span<Part* const> parts, const Alike& alike, const Visit& visit) {
    std::vector<bool> done(parts.size(), false);
    std::vector<Part*> group;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (done[i]) continue;
        group.clear();
        for (std::size_t j = i; j < parts.size(); ++j) {
            if (done[j] || !alike(*parts[i], *parts[j])) continue;
            group.push_back(parts[j]);
            done[j] = true;
        }
        visit(std::span<Part* const>(group));
    }
}

std::vector<Part*> pointers(std::span<Part> parts) {
    std::vector<Part*> all;
    all.reserve(parts.size());
    for (Part& part : parts)
        all.push_back(&part);
    return all;
}

bool same_unit(const Part& left, const Part& right) {
    return left.charge.unit == right.charge.unit;
}

} // namespace

void tax_together(std::span<Part> parts) {
    each_group(pointers(parts), same_unit, tax_unit_together);
}

void tax_one_by_one(std::span<Part> parts) {
    each_group(pointers(parts), same_unit, tax_growing);
}

void tax_cumulatively(std::span<Part> parts, std::vector<std::size_t> positions) {
    std::stable_sort(positions.begin(), positions.end(),
                     [&parts](std::size_t left, std::size_t right) {
                         return parts[left].charge.days.start() < parts[right].charge.days.start();
                     });
    std::vector<Part*> ordered;
    ordered.reserve(positions.size());
    for (const std::size_t position : positions)
        ordered.push_back(&parts[position]);
    const auto alike = [](const Part& left, const Part& right) {
        const Unit& a = left.charge.unit;
        const Unit& b = right.charge.unit;
        return a.period_on == b.period_on && a.rate == b.rate && a.scheme == b.scheme;
    };
    each_group(ordered, alike, tax_growing);
}

} // namespace prorata
