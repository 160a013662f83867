// Payments, what they cover, and what is owed: G5, A1, A2, E1.

#include "verify/tables.hpp"

namespace prorata {

namespace {

constexpr std::int64_t units_per_minor = 10'000;

void check_payments(const Tables& tables, std::map<std::int64_t, std::int64_t>& allocated,
                    Findings& findings) {
    std::map<std::int64_t, std::int64_t> corrections; // of an entry: what it left free
    for (const ReceivableRecord& owed : tables.receivables) {
        if (owed.total < 0) corrections[owed.entry] = -owed.total;
    }
    for (const PaymentRecord& payment : tables.payments) {
        std::int64_t came = payment.total * units_per_minor;
        if (payment.kind == PaymentKind::correction) {
            came = corrections[std::stoll(payment.number.substr(payment.number.find(':') + 1))];
        }
        const std::int64_t free = came - allocated[payment.id.value()];
        if (free != payment.free || free < 0) {
            findings.push_back({"A1", "payment", payment.id.value(),
                                "it says " + std::to_string(payment.free) + " units are free; " +
                                    std::to_string(free) + " are"});
        }
    }
}

void check_receivables(const Tables& tables, std::map<std::int64_t, std::int64_t>& covered,
                       Findings& findings) {
    std::map<std::int64_t, std::pair<std::size_t, std::size_t>> ranges;
    for (const ReceivableRecord& owed : tables.receivables) {
        const std::int64_t unpaid = std::max<std::int64_t>(owed.total, 0) - covered[owed.entry];
        if (unpaid != owed.unpaid || unpaid < 0) {
            findings.push_back({"A2", "receivable", owed.entry,
                                "it says " + std::to_string(owed.unpaid) + " units are unpaid; " +
                                    std::to_string(unpaid) + " are"});
        }
        std::int64_t total = 0;
        std::int64_t tax = 0;
        for (const ChargeRecord& charge : tables.book.charges(owed.first_charge, owed.charges)) {
            total += charge.charge.amount;
            tax += charge.charge.tax;
        }
        if (total != owed.total || tax != owed.tax) {
            findings.push_back({"E1", "receivable", owed.entry,
                                "its charges sum to " + std::to_string(total) + " and tax " +
                                    std::to_string(tax)});
        }
    }
}

} // namespace

void check_money(const Tables& tables, Findings& findings) {
    std::map<std::int64_t, std::int64_t> by_payment;
    std::map<std::int64_t, std::int64_t> by_entry;
    for (const AllocationRecord& allocation : tables.allocations) {
        by_payment[allocation.payment.value()] += allocation.amount;
        by_entry[allocation.entry] += allocation.amount;
    }
    check_payments(tables, by_payment, findings);
    check_receivables(tables, by_entry, findings);
    std::map<MoneyKey, std::int64_t> funds;
    for (const PaymentRecord& payment : tables.payments)
        funds[money_key(payment)] += payment.free;
    for (const ReceivableRecord& owed : tables.receivables)
        funds[money_key(owed)] -= owed.unpaid;
    for (const BalanceRecord& balance : tables.balances) {
        if (balance.amount == funds[money_key(balance)]) continue;
        findings.push_back({"G5", "balance", balance.account.value(),
                            "it says " + std::to_string(balance.amount) +
                                " units; free less unpaid are " +
                                std::to_string(funds[money_key(balance)])});
    }
}

} // namespace prorata
