#pragma once

#include "prorata/verify/verify.hpp"
#include "repository/book.hpp"

#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace prorata {

/// A book's rows, read once for all rules.
struct Tables {
    explicit Tables(Book& book);

    Book& book;
    std::vector<AccountRecord> accounts;
    std::vector<PayerRecord> payers;
    std::vector<Subscription> subscriptions;
    std::vector<ChangeRecord> changes;
    std::vector<ChargeRecord> charges;
    std::vector<EntryRecord> entries;
    std::vector<PostingRecord> postings;
    std::vector<BalanceRecord> balances;
    std::vector<PaymentRecord> payments;
    std::vector<ReceivableRecord> receivables;
    std::vector<AllocationRecord> allocations;
    std::vector<DocumentRecord> invoices;
    std::vector<DocumentRecord> acts;
    std::vector<CarryRecord> carries;
    std::vector<SeriesRecord> series;
    std::vector<RunRecord> runs;
    std::vector<JournalRecord> journal;
    std::vector<OrderRecord> orders;
    std::vector<EventRecord> events;
};

/// account, payer, seller: what money is kept apart by (R13).
using MoneyKey = std::tuple<std::int64_t, std::int64_t, std::int64_t>;

template <class Row>
[[nodiscard]] MoneyKey money_key(const Row& row) {
    return {row.account.value(), row.payer.value(), row.seller.value()};
}

using Findings = std::vector<Finding>;

void check_ledger(const Tables& tables, Findings& findings);
void check_money(const Tables& tables, Findings& findings);
void check_documents(const Tables& tables, Findings& findings);
void check_charges(const Tables& tables, Findings& findings);
void check_references(const Tables& tables, Findings& findings);

} // namespace prorata
