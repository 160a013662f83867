#include "verify/verify.hpp"

#include "verify/tables.hpp"

namespace prorata {

Tables::Tables(Book& of)
    : book(of), accounts(of.rows<AccountRecord>("account", {}, {})),
      payers(of.rows<PayerRecord>("payer", {}, {})),
      subscriptions(of.rows<Subscription>("subscription", {}, {})),
      changes(of.rows<ChangeRecord>("change", {}, {})),
      charges(of.rows<ChargeRecord>("charge", {}, {})),
      entries(of.rows<EntryRecord>("entry", {}, {})),
      postings(of.rows<PostingRecord>("posting", {}, {})),
      balances(of.rows<BalanceRecord>("balance", {}, {})),
      payments(of.rows<PaymentRecord>("payment", {}, {})),
      receivables(of.rows<ReceivableRecord>("receivable", {}, {})),
      allocations(of.rows<AllocationRecord>("allocation", {}, {})),
      invoices(of.rows<DocumentRecord>("invoice", {}, {})),
      acts(of.rows<DocumentRecord>("act", {}, {})), carries(of.rows<CarryRecord>("carry", {}, {})),
      series(of.rows<SeriesRecord>("series", {}, {})), runs(of.rows<RunRecord>("run", {}, {})),
      journal(of.rows<JournalRecord>("journal", {}, {})),
      orders(of.rows<OrderRecord>("purchase_order", {}, {})),
      events(of.rows<EventRecord>("event", {}, {})) {}

std::vector<VerifyRule> verify_rules() {
    return {
        {"G1", "the postings of an entry sum to zero; none is zero", "entry posting"},
        {"G3", "a balance is minus the sum of its postings to customer", "balance posting"},
        {"G5", "own funds less debt are what is free less what is unpaid",
         "balance payment receivable"},
        {"A1", "what is free of a payment is what came in less its allocations",
         "payment allocation"},
        {"A2", "what is unpaid of an entry is its total less its allocations",
         "receivable allocation"},
        {"E1", "an entry's receivable has the total and tax of its charges",
         "entry receivable charge"},
        {"L1", "an invoice asks for whole minor units; an act books its total and its tax",
         "invoice act posting carry"},
        {"N1", "the numbers of a series are 1, 2, 3, ... without a gap, in the order of issue",
         "series invoice act"},
        {"T2", "each day of a component is charged once or not at all", "charge"},
        {"T5", "what was charged is what should have been charged, computed again",
         "charge subscription change usage offer component discount publication"},
        {"J1", "a finished run counted its charges; at most one runs", "run charge"},
        {"I1", "a key is used by one command", "journal"},
        {"S1", "rows refer to rows that exist",
         "account payer subscription change charge purchase_order event requisite seller currency "
         "act_line invoice_state event_delivery counter"},
    };
}

std::vector<Finding> verify(Book& book) {
    (void)book.refresh();
    const Tables tables(book);
    std::vector<Finding> findings;
    check_ledger(tables, findings);
    check_money(tables, findings);
    check_documents(tables, findings);
    check_charges(tables, findings);
    check_references(tables, findings);
    return findings;
}

} // namespace prorata
