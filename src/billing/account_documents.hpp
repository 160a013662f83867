#pragma once

#include "billing/account_money.hpp"
#include "prorata/account/credit_calendar.hpp"
#include "prorata/document/line.hpp"

#include <map>
#include <vector>

namespace prorata {

enum class DocumentKind : std::uint8_t;

/// The documents of one account inside a unit of work: invoices, acts and corrections of acts, with
/// numbers from their series, in the order of issue (R57). Rounded to whole minor units, the rest
/// carried for each tax (R7).
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
    /// Voids an invoice of which nothing is paid; its number stays used, and what it asked for
    /// waits for the next one (OK-11). false: it is paid in part, voided, or asks for an order.
    [[nodiscard]] bool void_invoice(const DocumentRecord& invoice, Date day);
    /// Replaces unpaid invoices whose sum this work's corrections have changed (R14).
    void replace_changed_invoices(Date today);
    /// One correction per act in which days of corrected units lie, dated today (R14).
    void correct_acts(Date today);

  private:
    using Group = std::vector<Tracked<ReceivableRecord>*>;
    enum Family : int { invoice_family = 1, act_family };

    /// What a document says: an unbroken range of charges, or lines.
    struct Content {
        std::optional<std::int64_t> first_charge;
        std::int64_t charges = 0;
        std::vector<DocumentLine> lines;
        std::int64_t amount = 0; ///< Exact, in units of Amount.
        std::int64_t total = 0;  ///< Minor units.
        std::int64_t tax = 0;    ///< Minor units.
    };
    /// An act of the book with what was corrected of it.
    struct KnownAct {
        DocumentRecord act;
        std::vector<DocumentLine> lines;
        std::optional<std::int64_t> correction; ///< The last one.
        std::vector<DocumentLine> corrected;    ///< Lines of all of them.
    };
    struct CorrectionDraft {
        const KnownAct* original;
        std::vector<DocumentLine> lines;
        std::vector<CorrectionCause> causes;
    };

    [[nodiscard]] std::vector<Group> groups(bool (*wanted)(const ReceivableRecord&, Date),
                                            Date day);
    [[nodiscard]] std::vector<Rest> rests(Family family, PayerId payer, SellerId seller) const;
    void keep(Family family, PayerId payer, SellerId seller, const std::vector<Rest>& rests);
    /// The charges of a group as they are, if they are one range and need no rounding.
    [[nodiscard]] std::optional<Content> as_charged(Family family, const Group& group) const;
    [[nodiscard]] DocumentRecord document(DocumentKind kind, const ReceivableRecord& like,
                                          Date issued_on, const Period<Date>& days,
                                          const Content& content);
    void insert_lines(const std::string& table, const DocumentRecord& of,
                      const std::vector<DocumentLine>& lines);

    void issue_invoice(const Group& group, Date issued_on);
    [[nodiscard]] std::vector<DocumentLine> unpaid_lines(const Group& group) const;
    [[nodiscard]] CreditCalendar calendar(Date issued_on) const;
    void add_notices(const DocumentRecord& invoice);
    void add_event(const std::string& kind, std::int64_t subject, Instant due_at);

    [[nodiscard]] bool is_voided(std::int64_t invoice);
    [[nodiscard]] bool is_unpaid(const DocumentRecord& invoice);
    [[nodiscard]] std::vector<DocumentLine> rows_of(std::int64_t invoice);
    [[nodiscard]] Group asked_for_by(std::int64_t invoice);
    void replace(Group group, const std::vector<Date>& due, Date today);

    void issue_act(const Group& group, const Period<Date>& month);
    [[nodiscard]] std::vector<DocumentLine> served_lines(const Group& group,
                                                         const Period<Date>& month);
    static void set_tax(DocumentLine& line, std::int64_t gross_before);
    [[nodiscard]] Date charged_since(const Charge& charge) const;
    [[nodiscard]] std::int64_t gross_in_acts(const LineUnit& of, Date since);
    [[nodiscard]] Date covered_until(std::int64_t entry) const;

    void place(Tracked<ReceivableRecord>& owed, std::map<std::int64_t, CorrectionDraft>& drafts);
    [[nodiscard]] const std::vector<KnownAct>& acts();
    [[nodiscard]] KnownAct known(const DocumentRecord& act);
    void issue_correction(CorrectionDraft draft, Date today);

    Work& work_;
    AccountFile& file_;
    AccountMoney& money_;
    Instant at_;
    std::vector<DocumentRecord> asked_;         // invoices of orders, made in this unit of work
    std::optional<std::vector<KnownAct>> acts_; // of the account, in the order of their periods
};

} // namespace prorata
