#pragma once

#include "prorata/base/id.hpp"
#include "prorata/base/named_codes.hpp"
#include "prorata/money/money.hpp"
#include "prorata/time/date.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace prorata {

/// The accounts of the books, by the names and numbers of the table `posting` (rule R13).
#define PRORATA_LEDGER_ACCOUNTS(X)                                                                 \
    X(cash, 1, "money received")                                                                   \
    X(customer, 2, "what a payer owes; its negative is the balance")                               \
    X(unbilled, 3, "charged, not yet on an act")                                                   \
    X(revenue, 4, "on acts, without tax")                                                          \
    X(vat, 5, "tax owed")                                                                          \
    X(vat_on_advances, 6, "tax of money received before the service")                              \
    X(rounding, 7, "acts against charges, always below one minor unit")                            \
    X(commission, 8, "what payment methods cost the payer")                                        \
    X(cashback, 9, "what was given for paying")                                                    \
    X(written_off, 10, "debt that is given up")
PRORATA_NAMED_CODES(LedgerAccount, ledger_account, PRORATA_LEDGER_ACCOUNTS)

/// What an entry books. Not `EntryKind`, which is the tag of EntryId.
#define PRORATA_LEDGER_ENTRY_KINDS(X)                                                              \
    X(charge, 1, "charges were recorded")                                                          \
    X(act, 2, "an act was issued")                                                                 \
    X(payment, 3, "money came in")                                                                 \
    X(refund, 4, "money went back")                                                                \
    X(advance_tax, 5, "tax of an advance")                                                         \
    X(write_off, 6, "debt was given up")                                                           \
    X(adjustment, 7, "commission, cashback, opening balance")
PRORATA_NAMED_CODES(LedgerEntryKind, ledger_entry_kind, PRORATA_LEDGER_ENTRY_KINDS)

/// One side of an entry: debit positive, credit negative, never zero.
struct Posting {
    LedgerAccount ledger;
    PayerId payer;
    SellerId seller;
    Amount amount;

    friend bool operator==(const Posting&, const Posting&) = default;
};

/// One entry of the append-only books; its postings sum to zero.
struct Entry {
    LedgerEntryKind kind;
    AccountId account;
    Date booked_on;
    std::vector<Posting> postings;
};

/// The postings of R13. Each result sums to zero; zero sums post nothing; a negative sum takes
/// back.
///
/// Errors:  Error{currency_mismatch, overflow}.
/// Threads: pure functions.
using Postings = std::vector<Posting>;

/// Dr customer / Cr unbilled.
[[nodiscard]] Postings postings_of_charges(PayerId payer, SellerId seller, const Amount& gross);
/// Dr unbilled `charged` / Cr revenue `total` − `tax`, Cr vat `tax`; the residue to rounding.
[[nodiscard]] Postings postings_of_act(PayerId payer, SellerId seller, const Amount& charged,
                                       const Money& total, const Money& tax);
/// Dr cash / Cr customer.
[[nodiscard]] Postings postings_of_payment(PayerId payer, SellerId seller, const Money& paid);
/// Dr customer / Cr cash.
[[nodiscard]] Postings postings_of_refund(PayerId payer, SellerId seller, const Money& refunded);
/// Dr customer / Cr commission; never refunded (R50).
[[nodiscard]] Postings postings_of_commission(PayerId payer, SellerId seller, const Money& sum);
/// Dr cashback / Cr customer: an advance against expense (R50).
[[nodiscard]] Postings postings_of_cashback(PayerId payer, SellerId seller, const Money& sum);
/// Dr vat_on_advances / Cr vat; negative when an act consumes the advance.
[[nodiscard]] Postings postings_of_advance_tax(PayerId payer, SellerId seller, const Money& tax);
/// Dr written_off / Cr customer.
[[nodiscard]] Postings postings_of_write_off(PayerId payer, SellerId seller, const Amount& debt);

/// The customer's balance: − Σ postings of `customer` (R13); negative is debt.
[[nodiscard]] Amount balance(std::span<const Posting> postings, Currency currency);

} // namespace prorata
