#pragma once

#include "prorata/ledger/allocation.hpp"
#include "prorata/ledger/credit.hpp"
#include "prorata/ledger/posting.hpp"
#include "repository/work.hpp"

#include <span>
#include <vector>

namespace prorata {

/// The money of one account inside a unit of work: entries, balances, allocation of what is free.
///
/// It works on the account's file, so that a later decision of the same unit of work sees what an
/// earlier one did; Work::save writes the rows.
class AccountMoney {
  public:
    AccountMoney(Work& work, AccountFile& file, Instant at, std::int64_t run)
        : work_(work), file_(file), at_(at), run_(run) {}

    /// Inserts charges of one payer and seller and books them: Dr customer / Cr unbilled (R13).
    ///
    /// What is owed for them becomes a receivable; a negative sum becomes free money (R40).
    void book_charges(std::span<ChargeRecord> charges, Date booked_on, Date due_on);
    /// Books money that came in: Dr cash / Cr customer.
    void book_payment(const PaymentRecord& payment);
    /// Books an act: Dr unbilled / Cr revenue, Cr vat, the residue to rounding. Returns its entry.
    [[nodiscard]] std::int64_t book_act(PayerId payer, SellerId seller, const Amount& covered,
                                        const Money& total, const Money& tax, Date booked_on);
    /// The charges of an entry, those that are not committed yet included.
    [[nodiscard]] std::vector<ChargeRecord> charges_of(const ReceivableRecord& owed) const;
    /// Covers what is owed with what is free, oldest debt first, exactly (R40).
    void allocate(Date today);

    /// Own funds less debt with a seller, over all payers, in units of Amount.
    [[nodiscard]] std::int64_t balance(SellerId seller) const;
    /// The partition of the credit limit with a seller, or with all, on a day (R39). It sees only
    /// money of that day (R1); `except` is a pending order that is not counted as reserved.
    [[nodiscard]] CreditPartition credit(std::optional<SellerId> seller, Date today,
                                         std::optional<OrderId> except = {});
    /// Nothing if something of that price may be bought or begun: prepaid and credit accounts need
    /// funds or free credit, postpaid ones no overdue block (SL-13, R39).
    [[nodiscard]] std::optional<Decline> may_buy(SellerId seller, const Amount& price, Date today,
                                                 std::optional<OrderId> except = {});
    /// True if an invoice is unpaid on its block day: due day + block days (V28).
    [[nodiscard]] bool blocked(Date today);

  private:
    void post(std::int64_t entry, const Postings& postings);
    void add_to_balance(const Posting& posting);
    [[nodiscard]] std::int64_t begin_entry(LedgerEntryKind kind, Date booked_on,
                                           std::optional<std::int64_t> first_charge,
                                           std::int64_t charges);
    void add_receivable(std::int64_t entry, std::span<const ChargeRecord> charges, Date booked_on,
                        Date due_on);
    void add_correction(std::int64_t entry, const ChargeRecord& like, std::int64_t sum,
                        Date booked_on);
    void allocate_key(const PaymentRecord& key, Date today);
    void take_over(const Allocation& made);

    Work& work_;
    AccountFile& file_;
    Instant at_;
    std::int64_t run_;
    std::vector<ChargeRecord> written_; // in this unit of work
};

} // namespace prorata
