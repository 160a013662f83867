// Numbers and totals of documents: N1, L1.

#include "prorata/ledger/posting.hpp"
#include "verify/tables.hpp"

#include <cstdlib>

namespace prorata {

namespace {

constexpr std::int64_t units_per_minor = 10'000;

void check_numbers(const std::vector<DocumentRecord>& documents, const char* table,
                   std::map<std::int64_t, std::int64_t>& next, Findings& findings) {
    for (const DocumentRecord& document : documents) { // in the order of issue
        const std::int64_t expected = next[document.series] + 1;
        if (document.number != expected) {
            findings.push_back({"N1", table, document.id,
                                "its number is " + std::to_string(document.number) + "; " +
                                    std::to_string(expected) + " comes next in its series"});
        }
        next[document.series] = document.number;
    }
}

void check_acts(const Tables& tables, Findings& findings) {
    std::map<std::int64_t, std::pair<std::int64_t, std::int64_t>> booked; // entry: total, tax
    for (const PostingRecord& posting : tables.postings) {
        const auto ledger = static_cast<LedgerAccount>(posting.ledger);
        auto& [total, tax] = booked[posting.entry];
        if (ledger == LedgerAccount::revenue || ledger == LedgerAccount::vat) {
            total -= posting.amount;
        }
        if (ledger == LedgerAccount::vat) tax -= posting.amount;
    }
    for (const DocumentRecord& act : tables.acts) {
        const auto [total, tax] = booked[act.entry];
        if (total != act.total * units_per_minor || tax != act.tax * units_per_minor) {
            findings.push_back({"L1", "act", act.id,
                                "it says " + std::to_string(act.total) + " with tax " +
                                    std::to_string(act.tax) + " minor units; booked are " +
                                    std::to_string(total / units_per_minor) + " and " +
                                    std::to_string(tax / units_per_minor)});
        }
    }
}

} // namespace

void check_documents(const Tables& tables, Findings& findings) {
    std::map<std::int64_t, std::int64_t> next;
    check_numbers(tables.invoices, "invoice", next, findings);
    check_numbers(tables.acts, "act", next, findings);
    for (const SeriesRecord& series : tables.series) {
        if (series.next_number == next[series.id] + 1) continue;
        findings.push_back({"N1", "series", series.id,
                            "its next number is " + std::to_string(series.next_number) +
                                "; the last one given is " + std::to_string(next[series.id])});
    }
    check_acts(tables, findings);
    for (const CarryRecord& carry : tables.carries) {
        if (std::abs(carry.rest) < units_per_minor) continue;
        findings.push_back(
            {"L1", "carry", carry.account.value(),
             "a rest of " + std::to_string(carry.rest) + " units is a whole minor unit or more"});
    }
}

} // namespace prorata
