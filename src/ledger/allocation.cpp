#include "prorata/ledger/allocation.hpp"

#include "base/assert.hpp"
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

/// What is left of the allocations of one entry, in the order made; a release undoes the last.
std::vector<Allocation> still_made(EntryId entry, std::span<const Allocation> made) {
    std::vector<Allocation> left;
    for (const Allocation& one : made) {
        if (one.entry != entry) continue;
        left.push_back(one);
        if (one.amount.units() >= 0) continue;
        left.pop_back();
        Amount undo = -one.amount;
        for (auto at = left.rbegin(); at != left.rend(); ++at) { // NOLINT(modernize-loop-convert)
            if (at->payment != one.payment) continue;
            const Amount part = std::min(undo, at->amount);
            at->amount = at->amount - part;
            undo = undo - part;
        }
    }
    return left;
}

void require_correctable(const Receivable& receivable, const Amount& correction,
                         std::span<const Allocation> left) {
    Amount paid(0, receivable.amount.currency());
    for (const Allocation& one : left)
        paid = paid + one.amount;
    Faults faults;
    if (correction.units() > 0 || -correction > receivable.amount)
        faults.add("correction", "is " + correction.text() + "; give −amount to 0");
    if (paid != receivable.amount - receivable.unpaid)
        faults.add("made", "sums to " + paid.text() + ", which is not what is paid of the entry");
    faults.raise_if_any("the correction was refused");
}

} // namespace

std::vector<Allocation> allocate_purpose_first(std::vector<FreeMoney> free,
                                               std::span<Receivable> receivables,
                                               std::span<const InvoiceId> purpose, Date today) {
    require_allocatable(free, receivables);
    const auto rank = [&](const Receivable& debt) {
        const bool named =
            debt.invoice && std::ranges::find(purpose, *debt.invoice) != purpose.end();
        return std::tuple(!named, debt.due_on, debt.charged_on, debt.entry);
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

std::vector<Allocation> credit_correction(Receivable& receivable, const Amount& correction,
                                          std::span<const Allocation> made, Date today) {
    const std::vector<Allocation> left = still_made(receivable.entry, made);
    require_correctable(receivable, correction, left);
    const Amount from_unpaid = std::min(receivable.unpaid, -correction);
    Amount exceeding = -correction - from_unpaid;
    receivable.amount = receivable.amount + correction;
    receivable.unpaid = receivable.unpaid - from_unpaid;
    std::vector<Allocation> releases;
    for (auto at = left.rbegin(); at != left.rend() && exceeding.units() > 0; ++at) {
        const Amount part = std::min(exceeding, at->amount);
        exceeding = exceeding - part;
        if (part.units() > 0) releases.push_back({at->payment, at->entry, -part, today});
    }
    PRORATA_ASSERT(exceeding.units() == 0, "a correction exceeds what was allocated");
    return releases;
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
