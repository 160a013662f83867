// Double entry: G1, G3.

#include "prorata/ledger/posting.hpp"
#include "verify/tables.hpp"

namespace prorata {

void check_ledger(const Tables& tables, Findings& findings) {
    std::map<std::int64_t, std::int64_t> sums;
    std::map<MoneyKey, std::int64_t> customers;
    for (const PostingRecord& posting : tables.postings) {
        sums[posting.entry] += posting.amount;
        if (posting.amount == 0) {
            findings.push_back({"G1", "posting", posting.id, "it is zero"});
        }
        if (posting.ledger == static_cast<int>(LedgerAccount::customer)) {
            customers[money_key(posting)] -= posting.amount;
        }
    }
    std::map<std::int64_t, bool> known;
    for (const EntryRecord& entry : tables.entries)
        known[entry.id] = true;
    for (const auto& [entry, sum] : sums) {
        if (sum != 0) {
            findings.push_back({"G1", "entry", entry,
                                "its postings sum to " + std::to_string(sum) + " units, not 0"});
        }
        if (!known[entry]) findings.push_back({"G1", "entry", entry, "it is not there"});
    }
    for (const BalanceRecord& balance : tables.balances) {
        std::int64_t& posted = customers[money_key(balance)];
        if (balance.amount != posted) {
            findings.push_back({"G3", "balance", balance.account.value(),
                                "it says " + std::to_string(balance.amount) +
                                    " units, posted are " + std::to_string(posted)});
        }
        posted = 0;
    }
    for (const auto& [key, posted] : customers) {
        if (posted == 0) continue;
        findings.push_back({"G3", "balance", std::get<0>(key), "there is none for its postings"});
    }
}

} // namespace prorata
