#include "prorata/ledger/allocation.hpp"

#include "prorata/base/error.hpp"
#include "prorata/money/money.hpp"

#include <algorithm>
#include <string>
#include <tuple>

namespace prorata {

namespace {

void require_allocatable(const std::vector<FreeMoney>& free, std::span<const Receivable> debts) {
    Faults faults;
    for (std::size_t i = 0; i < free.size(); ++i)
        if (free[i].second.units() < 0)
            faults.add("free." + std::to_string(i), "is negative; give what is left of a payment");
    for (std::size_t i = 0; i < debts.size(); ++i) {
        const std::string path = "receivables." + std::to_string(i);
        if (debts[i].payer != debts[0].payer || debts[i].seller != debts[0].seller)
            faults.add(path, "is of another payer or seller; allocate each key by itself");
        if (debts[i].unpaid.units() < 0 || debts[i].unpaid > debts[i].amount)
            faults.add(path + ".unpaid", "is outside 0 to the amount");
        for (const FreeMoney& money : free)
            require_same(money.second.currency(), debts[i].unpaid.currency());
    }
    faults.raise_if_any("the money cannot be allocated");
}

std::vector<Allocation> cover(std::vector<FreeMoney>& free, std::span<Receivable* const> debts,
                              Date today) {
    std::vector<Allocation> made;
    auto money = free.begin();
    for (Receivable* debt : debts) {
        while (debt->unpaid.units() > 0 && money != free.end()) {
            const Amount part = std::min(debt->unpaid, money->second);
            debt->unpaid = debt->unpaid - part;
            money->second = money->second - part;
            if (part.units() > 0) made.push_back({money->first, debt->entry, part, today});
            if (money->second.units() == 0) ++money;
        }
    }
    return made;
}

/// The share of an entry, or the end.
auto share_of(std::span<UnitShare> unit, EntryId entry) {
    return std::ranges::find_if(
        unit, [&](const UnitShare& share) { return share.receivable.entry == entry; });
}

/// What is left of the allocations of some entries, in the order made; a release undoes the last.
std::vector<Allocation> still_made(std::span<UnitShare> unit, std::span<const Allocation> made) {
    std::vector<Allocation> left;
    for (const Allocation& one : made) {
        if (share_of(unit, one.entry) == unit.end()) continue;
        if (one.amount.units() >= 0) {
            left.push_back(one);
            continue;
        }
        Amount undo = -one.amount;
        for (auto at = left.rbegin(); at != left.rend(); ++at) { // NOLINT(modernize-loop-convert)
            if (at->payment != one.payment || at->entry != one.entry) continue;
            const Amount part = std::min(undo, at->amount);
            at->amount = at->amount - part;
            undo = undo - part;
        }
    }
    return left;
}

void require_correctable(std::span<const UnitShare> unit, const Amount& correction,
                         std::span<const Allocation> left) {
    Faults faults;
    if (correction.units() > 0)
        faults.add("correction", "is " + correction.text() + "; give a sum below zero");
    for (const auto& [debt, share] : unit) {
        Amount paid(0, correction.currency());
        for (const Allocation& one : left)
            if (one.entry == debt.entry) paid = paid + one.amount;
        if (paid == debt.amount - debt.unpaid) continue;
        faults.add("made", "sums to " + paid.text() + ", which is not what is paid of entry " +
                               std::to_string(debt.entry.value()));
    }
    faults.raise_if_any("the correction was refused");
}

auto age(const Receivable& debt) {
    return std::tuple(debt.due_on, debt.charged_on, debt.entry);
}

/// Takes a part of the correction off the unit's share in an entry, as far as there is one.
Amount take_off(CorrectionEffect& effect, UnitShare& of, const Amount& most) {
    const Amount part = std::min({most, of.share, effect.left});
    if (part.units() <= 0) return {0, part.currency()};
    of.share = of.share - part;
    effect.left = effect.left - part;
    const auto known = std::ranges::find(effect.credits, of.receivable.entry, &Credit::entry);
    if (known == effect.credits.end()) {
        effect.credits.push_back({of.receivable.entry, part});
    } else {
        known->amount = known->amount + part;
    }
    return part;
}

} // namespace

std::vector<Allocation> allocate_purpose_first(std::vector<FreeMoney> free,
                                               std::span<Receivable> receivables,
                                               std::span<const InvoiceId> purpose, Date today) {
    require_allocatable(free, receivables);
    const auto rank = [&](const Receivable& debt) {
        const bool named =
            debt.invoice && std::ranges::find(purpose, *debt.invoice) != purpose.end();
        return std::tuple(!named, age(debt));
    };
    std::vector<Receivable*> debts;
    for (Receivable& debt : receivables)
        debts.push_back(&debt);
    std::ranges::sort(debts, [&](const Receivable* left, const Receivable* right) {
        return rank(*left) < rank(*right);
    });
    return cover(free, debts, today);
}

std::vector<Allocation> allocate_oldest_first(std::vector<FreeMoney> free,
                                              std::span<Receivable> receivables, Date today) {
    return allocate_purpose_first(std::move(free), receivables, {}, today);
}

CorrectionEffect credit_correction(std::vector<UnitShare> unit, const Amount& correction,
                                   std::span<const Allocation> made, Date today) {
    const std::vector<Allocation> left = still_made(unit, made);
    require_correctable(unit, correction, left);
    std::ranges::sort(unit, {}, [](const UnitShare& share) { return age(share.receivable); });
    CorrectionEffect effect{{}, {}, -correction};
    for (UnitShare& share : unit)
        (void)take_off(effect, share, share.receivable.unpaid);
    for (std::size_t i = left.size(); i-- > 0;) { // last made first
        const Allocation& one = left[i];
        const Amount part = take_off(effect, *share_of(unit, one.entry), one.amount);
        if (part.units() > 0) effect.releases.push_back({one.payment, one.entry, -part, today});
    }
    return effect;
}

std::vector<Amount> paid_parts(std::span<const Amount> charges, const Amount& paid) {
    const Amount none(0, paid.currency());
    Amount sum = none;
    Amount left = paid;
    for (const Amount& charge : charges) {
        sum = sum + charge;
        if (charge < none) left = left - charge;
    }
    if (paid < none || paid > sum)
        throw Error(ErrorCode::invalid_argument, paid.text() + " cannot cover " + sum.text());
    std::vector<Amount> parts;
    for (const Amount& charge : charges) {
        parts.push_back(charge < none ? charge : std::min(charge, left));
        if (charge > none) left = left - parts.back();
    }
    return parts;
}

bool counts_as_paid(const Amount& unpaid) {
    return unpaid < Amount(Money(1, unpaid.currency()));
}

} // namespace prorata
