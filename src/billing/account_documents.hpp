#pragma once

#include "billing/account_money.hpp"
#include "prorata/account/credit_calendar.hpp"

#include <vector>

namespace prorata {

/// The documents of one account inside a unit of work: invoices and acts, with numbers from their
/// series, in the order of issue (R57). Rounded to whole minor units with the rest carried (R7).
class AccountDocuments {
  public:
    AccountDocuments(Work& work, AccountFile& file, AccountMoney& money, Instant at)
        : work_(work), file_(file), money_(money), at_(at) {}

    /// One invoice per payer and seller for everything that is owed and not asked for yet. An
    /// invoice whose total would not be positive is not issued (R14).
    void issue_invoices(Date issued_on);
    /// The invoice for a purchase, renewal or period that waits for money.
    void issue_order_invoice(const OrderRecord& order);
    /// Voids the invoice of an order that is not paid any more; its number stays used (OK-11).
    void void_order_invoice(const OrderRecord& order, Date on);
    /// One act per payer and seller for the service days of a month (R13, by_days).
    void issue_acts(const Period<Date>& month);

  private:
    struct Covered {
        std::int64_t amount = 0;
        std::int64_t tax = 0;
        std::vector<ActLineRecord> lines;
        bool whole = true; ///< Every charge is covered whole.
    };
    using Group = std::vector<Tracked<ReceivableRecord>*>;

    [[nodiscard]] std::vector<Group> groups(bool (*wanted)(const ReceivableRecord&, Date),
                                            Date day);
    void issue_invoice(const Group& group, Date issued_on);
    void issue_act(const Group& group, const Period<Date>& month);
    [[nodiscard]] Covered cover(const ReceivableRecord& owed, const Period<Date>& month);
    /// Whole minor units for what is documented now; the rest stays with the account (R7).
    [[nodiscard]] std::int64_t round_with_carry(int family, const ReceivableRecord& like,
                                                std::int64_t units);
    [[nodiscard]] DocumentRecord document(const ReceivableRecord& like, int kind, Date issued_on,
                                          const Period<Date>& days, std::int64_t total,
                                          std::int64_t tax);
    /// The credit calendar of an invoice, on the account's terms (R52, V28).
    [[nodiscard]] CreditCalendar calendar(Date issued_on) const;
    void add_notices(const DocumentRecord& invoice);
    void add_event(const std::string& kind, std::int64_t subject, Instant due_at);

    Work& work_;
    AccountFile& file_;
    AccountMoney& money_;
    Instant at_;
    std::vector<DocumentRecord> asked_; // invoices of orders, made in this unit of work
};

} // namespace prorata
