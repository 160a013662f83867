// R40: what a negative correction takes off the charges of its unit.

#include "base/assert.hpp"
#include "billing/account_money.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace prorata {

namespace {

const Date ever(1, 1, 1);

} // namespace

void AccountMoney::credit(std::int64_t entry, const ChargeRecord& like, std::int64_t sum,
                          Date today) {
    std::vector<UnitShare> unit = shares_of(like);
    std::vector<Allocation> made;
    for (auto& [debt, share] : unit) {
        for (const AllocationRecord& one : allocations_of(debt.entry.value())) {
            const Amount amount(one.amount, one.currency);
            if (one.payment) made.push_back({*one.payment, debt.entry, amount, one.allocated_on});
            if (!one.correction) continue;
            debt.amount = debt.amount - amount;
            if (takes_back(*one.correction, like)) share = share - amount;
        }
    }
    const Amount correction(sum, like.charge.currency);
    const CorrectionEffect effect = credit_correction(std::move(unit), correction, made, today);
    PRORATA_ASSERT(effect.left.units() == 0, "a unit takes back more than it was charged");
    for (const Credit& credit : effect.credits)
        cover(entry, credit, today);
    for (const Allocation& release : effect.releases) {
        work_.book().read_payment(file_, release.payment);
        take_over(release);
    }
}

/// Whether an entry takes back charges of this unit; such an entry has no other.
bool AccountMoney::takes_back(std::int64_t entry, const ChargeRecord& unit) {
    bool is_its = false;
    each_booked(ever, [&](std::int64_t booked, const ChargeRecord& record) {
        is_its = is_its || (booked == entry && same_unit(record, unit));
    });
    return is_its;
}

const std::vector<AccountMoney::Booked>& AccountMoney::history(Date since) {
    if (history_since_ && *history_since_ <= since) return history_;
    history_.clear();
    history_since_ = since;
    for (const EntryRecord& entry : work_.book().charge_entries(file_.account.id, since)) {
        for (const ChargeRecord& charge : work_.book().charges(*entry.first_charge, entry.charges))
            history_.push_back({entry.id, charge});
    }
    return history_;
}

std::vector<ChargeRecord> AccountMoney::charges_of(SubscriptionId id) {
    std::vector<ChargeRecord> found;
    each_booked(ever, [&](std::int64_t, const ChargeRecord& record) {
        if (record.subscription == id) found.push_back(record);
    });
    return found;
}

std::optional<PayerId> AccountMoney::payer_of(SubscriptionId id, const Unit& unit) {
    for (const ChargeRecord& charge : charges_of(id)) {
        if (charge.charge.unit == unit) return charge.payer;
    }
    return std::nullopt;
}

/// What the receivables of an account hold of a unit.
std::vector<UnitShare> AccountMoney::shares_of(const ChargeRecord& like) {
    std::map<std::int64_t, std::int64_t> sums; // by entry
    each_booked(ever, [&](std::int64_t entry, const ChargeRecord& record) {
        if (same_unit(record, like)) sums[entry] += record.charge.amount;
    });
    std::vector<UnitShare> unit;
    for (const auto& [entry, sum] : sums) {
        if (sum <= 0) continue; // takes back itself
        work_.book().read_receivable(file_, entry);
        const auto owed =
            std::find_if(file_.receivables.begin(), file_.receivables.end(),
                         [of = entry](const auto& known) { return known.row.entry == of; });
        unit.push_back({debt_of(owed->row), Amount(sum, like.charge.currency)});
    }
    return unit;
}

std::vector<AllocationRecord> AccountMoney::allocations_of(std::int64_t entry) const {
    auto all = work_.book().allocations_of(entry);
    for (const AllocationRecord& one : covering_) {
        if (one.entry == entry) all.push_back(one);
    }
    return all;
}

std::int64_t AccountMoney::credited(std::int64_t entry) const {
    std::int64_t sum = 0;
    for (const AllocationRecord& one : covering_) {
        const bool released = one.payment && one.amount < 0;
        if (one.entry == entry && (one.correction || released)) sum += one.amount;
    }
    return sum;
}

void AccountMoney::cover(std::int64_t correction, const Credit& credit, Date today) {
    settle(credit.entry.value(), credit.amount.units());
    record({0, file_.account.id, std::nullopt, correction, credit.entry.value(),
            credit.amount.currency(), credit.amount.units(), today});
}

} // namespace prorata
