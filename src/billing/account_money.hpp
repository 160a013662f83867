#pragma once

#include "prorata/ledger/allocation.hpp"
#include "prorata/ledger/credit.hpp"
#include "prorata/ledger/posting.hpp"
#include "repository/work.hpp"

#include <span>
#include <utility>
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
    /// Each entry holds charges of one tax rate and scheme, whose documents are rounded together
    /// (R7). What is owed for them becomes a receivable. A unit whose sum is negative has an
    /// entry of its own, which lowers what is unpaid of it and releases what paid for it (R40).
    void book_charges(std::span<ChargeRecord> charges, Date booked_on, Date due_on);
    /// The same for lines that correct units charged before: an entry for each unit (R2, R14).
    void book_corrections(std::span<ChargeRecord> charges, Date booked_on);
    /// Books money that came in: Dr cash / Cr customer.
    void book_payment(const PaymentRecord& payment);
    /// Books an act: Dr unbilled / Cr revenue, Cr vat, the residue to rounding. Returns its entry.
    [[nodiscard]] std::int64_t book_act(PayerId payer, SellerId seller, const Amount& covered,
                                        const Money& total, const Money& tax, Date booked_on);
    /// The charges of an entry, those that are not committed yet included.
    [[nodiscard]] std::vector<ChargeRecord> charges_of(const ReceivableRecord& owed) const;
    /// Visits every charge of the account that was booked since a day, and maybe earlier ones, in
    /// the order of booking, with the entry that booked it.
    template <class Visit>
    void each_booked(Date since, const Visit& visit) {
        for (const std::vector<Booked>* some : {&history(since), &std::as_const(written_)}) {
            for (const Booked& booked : *some)
                visit(booked.entry, booked.record);
        }
    }
    /// Every charge of a subscription, in the order of booking.
    [[nodiscard]] std::vector<ChargeRecord> charges_of(SubscriptionId id);
    /// Who pays for a unit: the payer of its first charge (R41); nothing if it has none.
    [[nodiscard]] std::optional<PayerId> payer_of(SubscriptionId id, const Unit& unit);
    /// What the corrections of this unit of work took off an entry without releasing it.
    [[nodiscard]] std::int64_t credited(std::int64_t entry) const;
    /// The day, or the first one after the months that the seller has closed (R60).
    [[nodiscard]] Date open_day(SellerId seller, Date day) const;
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
    /// A charge with the entry that booked it.
    struct Booked {
        std::int64_t entry;
        ChargeRecord record;
    };
    std::int64_t book_entry(std::span<ChargeRecord> charges, Date booked_on, Date due_on,
                            bool correction);
    void credit(std::int64_t entry, const ChargeRecord& like, std::int64_t sum, Date today);
    [[nodiscard]] std::vector<UnitShare> shares_of(const ChargeRecord& like);
    [[nodiscard]] bool takes_back(std::int64_t entry, const ChargeRecord& unit);
    [[nodiscard]] const std::vector<Booked>& history(Date since);
    [[nodiscard]] std::vector<AllocationRecord> allocations_of(std::int64_t entry) const;
    void cover(std::int64_t correction, const Credit& credit, Date today);
    /// A part of a receivable is covered; negative: it is open again.
    void settle(std::int64_t entry, std::int64_t units);
    void record(AllocationRecord allocation);
    void post(std::int64_t entry, const Postings& postings);
    void add_to_balance(const Posting& posting);
    [[nodiscard]] std::int64_t begin_entry(LedgerEntryKind kind, Date booked_on,
                                           std::optional<std::int64_t> first_charge,
                                           std::int64_t charges);
    void add_receivable(std::int64_t entry, std::span<const ChargeRecord> charges, Date booked_on,
                        Date due_on, bool correction);
    void allocate_key(const PaymentRecord& key, Date today);
    void take_over(const Allocation& made);

    Work& work_;
    AccountFile& file_;
    Instant at_;
    std::int64_t run_;
    std::vector<Booked> written_;            // in this unit of work
    std::vector<AllocationRecord> covering_; // in this unit of work
    std::vector<Booked> history_;            // as the book has it, since the day below
    std::optional<Date> history_since_;
};

/// A receivable of the book as the ledger sees it.
[[nodiscard]] Receivable debt_of(const ReceivableRecord& owed);
/// Whether two charges are of one unit of one subscription (R2).
[[nodiscard]] bool same_unit(const ChargeRecord& left, const ChargeRecord& right);

} // namespace prorata
