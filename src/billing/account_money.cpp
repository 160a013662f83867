#include "billing/account_money.hpp"

#include "money/int128.hpp"

#include <algorithm>
#include <map>
#include <string>

namespace prorata {

namespace {

constexpr std::int64_t units_per_minor = 10'000;

std::optional<Date> while_open(std::int64_t units, Date date) {
    return units != 0 ? std::optional(date) : std::nullopt;
}

bool same_tax(const ChargeRecord& left, const ChargeRecord& right) {
    return left.charge.unit.rate == right.charge.unit.rate &&
           left.charge.unit.scheme == right.charge.unit.scheme;
}

/// Charges by what one entry may hold, each kind in the order of its first charge.
std::vector<std::vector<ChargeRecord>> grouped(std::span<const ChargeRecord> charges,
                                               bool (*together)(const ChargeRecord&,
                                                                const ChargeRecord&)) {
    std::vector<std::vector<ChargeRecord>> groups;
    for (const ChargeRecord& charge : charges) {
        const auto fits = [&](const auto& group) { return together(group.front(), charge); };
        const auto group = std::find_if(groups.begin(), groups.end(), fits);
        group == groups.end() ? groups.push_back({charge}) : group->push_back(charge);
    }
    return groups;
}

template <class Row>
bool same_key(const Row& left, const PaymentRecord& right) {
    return left.payer == right.payer && left.seller == right.seller;
}

} // namespace

Receivable debt_of(const ReceivableRecord& owed) {
    return {EntryId(owed.entry),
            owed.payer,
            owed.seller,
            owed.due_on,
            owed.charged_on,
            owed.invoice ? std::optional(InvoiceId(*owed.invoice)) : std::nullopt,
            Amount(owed.total, owed.currency),
            Amount(owed.unpaid, owed.currency)};
}

bool same_unit(const ChargeRecord& left, const ChargeRecord& right) {
    return left.subscription == right.subscription && left.charge.unit == right.charge.unit;
}

std::int64_t AccountMoney::begin_entry(LedgerEntryKind kind, Date booked_on,
                                       std::optional<std::int64_t> first_charge,
                                       std::int64_t charges) {
    const std::int64_t id = work_.draw("entry");
    work_.insert(EntryRecord{id, file_.account.id, static_cast<int>(kind), booked_on, run_,
                             first_charge, charges, at_});
    return id;
}

Date AccountMoney::open_day(SellerId seller, Date day) const {
    work_.expect_sellers();
    return std::max(day, work_.book().seller(seller).closed_before.value_or(day));
}

void AccountMoney::post(std::int64_t entry, const Postings& postings) {
    for (const Posting& posting : postings) {
        work_.insert(PostingRecord{work_.draw("posting"), entry, file_.account.id,
                                   static_cast<int>(posting.ledger), posting.payer, posting.seller,
                                   posting.amount.currency(), posting.amount.units()});
        if (posting.ledger == LedgerAccount::customer) add_to_balance(posting);
    }
}

/// The balance is minus the postings of the ledger account customer (R13).
void AccountMoney::add_to_balance(const Posting& posting) {
    for (auto& balance : file_.balances) {
        if (balance.row.payer != posting.payer || balance.row.seller != posting.seller) continue;
        std::int64_t& amount = balance.edit().amount;
        amount = storable(Int128{amount} - posting.amount.units(), "a balance");
        return;
    }
    file_.balances.push_back({{file_.account.id, posting.payer, posting.seller, 1,
                               posting.amount.currency(), -posting.amount.units()},
                              RowState::fresh});
}

void AccountMoney::book_charges(std::span<ChargeRecord> charges, Date booked_on, Date due_on) {
    if (charges.empty()) return;
    const auto alike = [&](const ChargeRecord& other) { return same_tax(charges.front(), other); };
    if (std::all_of(charges.begin(), charges.end(), alike)) { // as almost always
        (void)book_entry(charges, booked_on, due_on, false);
        return;
    }
    for (auto& group : grouped(charges, same_tax))
        (void)book_entry(group, booked_on, due_on, false);
}

void AccountMoney::book_corrections(std::span<ChargeRecord> charges, Date booked_on) {
    for (auto& unit : grouped(charges, same_unit)) {
        const std::int64_t entry = book_entry(unit, booked_on, booked_on, true);
        const std::int64_t sum = file_.receivables.back().row.total;
        if (sum < 0) credit(entry, unit.front(), sum, booked_on);
    }
}

std::int64_t AccountMoney::book_entry(std::span<ChargeRecord> charges, Date booked_on, Date due_on,
                                      bool correction) {
    const auto count = static_cast<std::int64_t>(charges.size());
    const std::int64_t first = work_.draw("charge", count);
    const ChargeRecord& like = charges.front();
    const std::int64_t entry =
        begin_entry(LedgerEntryKind::charge, open_day(like.seller, booked_on), first, count);
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < charges.size(); ++i) {
        charges[i].id = first + static_cast<std::int64_t>(i);
        sum += charges[i].charge.amount;
        work_.insert(charges[i]);
        written_.push_back({entry, charges[i]});
    }
    if (sum != 0) {
        post(entry,
             postings_of_charges(like.payer, like.seller, Amount(sum, like.charge.currency)));
    }
    add_receivable(entry, charges, booked_on, due_on, correction);
    return entry;
}

std::vector<ChargeRecord> AccountMoney::charges_of(const ReceivableRecord& owed) const {
    if (written_.empty() || owed.first_charge < written_.front().record.id) {
        return work_.book().charges(owed.first_charge, owed.charges);
    }
    std::vector<ChargeRecord> found;
    for (const Booked& booked : written_) {
        if (booked.entry == owed.entry) found.push_back(booked.record);
    }
    return found;
}

void AccountMoney::add_receivable(std::int64_t entry, std::span<const ChargeRecord> charges,
                                  Date booked_on, Date due_on, bool correction) {
    const ChargeRecord& like = charges.front();
    ReceivableRecord owed{entry,
                          1,
                          like.account,
                          like.payer,
                          like.seller,
                          like.charge.currency,
                          like.charge.unit.rate,
                          like.charge.unit.scheme,
                          like.id,
                          static_cast<std::int64_t>(charges.size()),
                          0,
                          0,
                          0,
                          booked_on,
                          due_on,
                          std::nullopt,
                          like.charge.days.start(),
                          like.charge.days.end(),
                          std::nullopt,
                          std::nullopt,
                          std::nullopt,
                          correction};
    for (const ChargeRecord& charge : charges) {
        owed.total += charge.charge.amount;
        owed.tax += charge.charge.tax;
        owed.served_from = std::min(owed.served_from, charge.charge.days.start());
        owed.served_through = std::max(owed.served_through, charge.charge.days.end());
    }
    owed.unpaid = std::max<std::int64_t>(owed.total, 0);
    owed.open_on = while_open(owed.unpaid, due_on);
    owed.invoice_on = while_open(owed.unpaid, booked_on);
    owed.act_on = owed.served_from;
    file_.receivables.push_back({owed, RowState::fresh});
}

void AccountMoney::book_payment(const PaymentRecord& payment) {
    const auto entry = begin_entry(LedgerEntryKind::payment,
                                   open_day(payment.seller, payment.paid_on), std::nullopt, 0);
    const Money paid(payment.total, payment.currency);
    post(entry, postings_of_payment(payment.payer, payment.seller, paid));
    file_.payments.push_back({payment, RowState::fresh});
}

std::int64_t AccountMoney::book_act(PayerId payer, SellerId seller, const Amount& covered,
                                    const Money& total, const Money& tax, Date booked_on) {
    const auto entry =
        begin_entry(LedgerEntryKind::act, open_day(seller, booked_on), std::nullopt, 0);
    const bool nothing = covered.units() == 0 && total.minor() == 0 && tax.minor() == 0;
    if (!nothing) {
        post(entry, postings_of_act(payer, seller, covered, total, tax));
    }
    return entry;
}

void AccountMoney::take_over(const Allocation& made) {
    const std::int64_t units = made.amount.units();
    for (auto& payment : file_.payments) {
        if (payment.row.id != made.payment) continue;
        PaymentRecord& row = payment.edit();
        row.free -= units;
        row.open_on = while_open(row.free, row.paid_on);
    }
    settle(made.entry.value(), units);
    record({0, file_.account.id, made.payment, std::nullopt, made.entry.value(),
            made.amount.currency(), units, made.allocated_on});
}

void AccountMoney::settle(std::int64_t entry, std::int64_t units) {
    for (auto& receivable : file_.receivables) {
        if (receivable.row.entry != entry) continue;
        ReceivableRecord& row = receivable.edit();
        row.unpaid -= units;
        row.open_on = while_open(row.unpaid, row.due_on);
        if (row.unpaid == 0) row.invoice_on.reset();
    }
}

void AccountMoney::record(AllocationRecord allocation) {
    allocation.id = work_.draw("allocation");
    work_.insert(allocation);
    covering_.push_back(allocation);
}

/// What is free and what is owed between one payer and one seller.
void AccountMoney::allocate_key(const PaymentRecord& key, Date today) {
    std::vector<FreeMoney> free;
    for (const auto& payment : file_.payments) {
        // Money of a later day is not known on this one (R1).
        if (!same_key(payment.row, key) || payment.row.free == 0 || payment.row.paid_on > today) {
            continue;
        }
        free.emplace_back(payment.row.id, Amount(payment.row.free, payment.row.currency));
    }
    if (free.empty()) return;
    std::vector<Receivable> debts;
    for (const auto& owed : file_.receivables) {
        if (same_key(owed.row, key) && owed.row.unpaid > 0) debts.push_back(debt_of(owed.row));
    }
    for (const Allocation& made : allocate_oldest_first(std::move(free), debts, today)) {
        take_over(made);
    }
}

void AccountMoney::allocate(Date today) {
    if (file_.payments.empty()) return; // nothing is free
    work_.book().read_money(file_);
    std::vector<PaymentRecord> keys;
    for (const auto& payment : file_.payments) {
        const auto known = [&payment](const PaymentRecord& key) {
            return same_key(key, payment.row);
        };
        if (std::none_of(keys.begin(), keys.end(), known)) keys.push_back(payment.row);
    }
    for (const PaymentRecord& key : keys)
        allocate_key(key, today);
}

std::int64_t AccountMoney::balance(SellerId seller) const {
    std::int64_t sum = 0;
    for (const auto& balance : file_.balances) {
        if (balance.row.seller == seller) sum += balance.row.amount;
    }
    return sum;
}

CreditPartition AccountMoney::credit(std::optional<SellerId> seller, Date today,
                                     std::optional<OrderId> except) {
    work_.book().read_money(file_);
    const Currency currency = file_.account.currency;
    const auto concerns = [&seller](SellerId id) { return !seller || id == *seller; };
    std::vector<Receivable> debts;
    for (const auto& owed : file_.receivables) {
        if (concerns(owed.row.seller) && owed.row.unpaid > 0) debts.push_back(debt_of(owed.row));
    }
    Amount advances(0, currency);
    for (const auto& payment : file_.payments) { // a decision sees only money of its day (R1)
        if (concerns(payment.row.seller) && payment.row.paid_on <= today) {
            advances = advances + Amount(payment.row.free, currency);
        }
    }
    Amount reserved(0, currency); // pending orders; a prepaid one waits for money instead (R39)
    for (const auto& order : file_.orders) {
        if (file_.account.terms == PaymentTerms::credit && concerns(order.row.seller) &&
            order.row.state == OrderState::awaiting_payment && order.row.id != except) {
            reserved = reserved + Money(order.row.total, currency);
        }
    }
    const DebtClasses debt = classify(debts, today, currency);
    return partition({Money(file_.account.credit_limit.value_or(0), currency), debt.overdue,
                      debt.awaiting, debt.spent, reserved, advances, blocked(today)});
}

std::optional<Decline> AccountMoney::may_buy(SellerId seller, const Amount& price, Date today,
                                             std::optional<OrderId> except) {
    const bool by_funds = file_.account.terms != PaymentTerms::postpaid && price.units() > 0;
    if (by_funds) return prorata::may_buy(credit(seller, today, except), price);
    if (!blocked(today)) return std::nullopt;
    return Decline{DeclineCode::blocked, "the account has an invoice unpaid on its block day; "
                                         "when that is paid it can buy again"};
}

bool AccountMoney::blocked(Date today) {
    if (file_.account.terms == PaymentTerms::prepaid) return false;
    work_.book().read_money(file_);
    std::map<std::int64_t, Int128> rests; // of the invoices whose block day has come
    for (const auto& owed : file_.receivables) {
        const bool late = owed.row.due_on + file_.account.block_days <= today;
        if (owed.row.invoice && late) rests[*owed.row.invoice] += owed.row.unpaid;
    }
    return std::any_of(rests.begin(), rests.end(), [](const auto& rest) {
        return rest.second >= units_per_minor; // a smaller one counts as paid (R40)
    });
}

} // namespace prorata
