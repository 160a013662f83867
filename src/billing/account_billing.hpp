#pragma once

#include "billing/account_documents.hpp"
#include "billing/account_money.hpp"
#include "billing/lives.hpp"
#include "prorata/base/decline.hpp"

#include <optional>
#include <string>
#include <vector>

namespace prorata {

/// Everything that becomes due in one account, in the order of its due days: the charge step and
/// the issue step of rule R57 as one pure walk over the account's file.
///
/// Decisions (a renewal is granted, a period is refused) are taken in the order of their moments
/// and recorded as facts (R1). Corrections come first and are dated today (R11); then each due day
/// has renewals, charges, allocation, acts and invoices, in this order, so that a late run issues
/// the documents of every missed day (R10).
///
/// The caller saves the file and commits the work.
class AccountBilling {
  public:
    AccountBilling(Work& work, AccountFile& file, Instant as_of, std::int64_t run);

    /// Everything due up to and including today. Returns the number of charges written.
    std::int64_t bill();
    /// Only one subscription, up to today: what a purchase charges at once.
    std::int64_t bill_subscription(SubscriptionId id);
    /// What of the parts is paid before it is served, in units of Amount, with tax.
    [[nodiscard]] static std::int64_t paid_ahead(std::span<const Part> parts);
    /// The lines that `correct` would write for a changed subscription; writes nothing.
    [[nodiscard]] std::vector<Charge> correction_of(const Subscription& subscription);
    /// What is desired for the periods of a subscription that are due in the window.
    [[nodiscard]] std::vector<Part> parts(const Subscription& subscription,
                                          const Timeline& timeline, const DueWindow& window);

    /// Carries out the orders that wait for money and can be paid on that day, oldest first
    /// (SL-13).
    void carry_out_orders(Date day);
    /// Lets the orders expire whose validity is over on that day (R37).
    void expire_orders(Date day);
    /// Cancels the order that waits for a subscription; false if there is none (R63).
    [[nodiscard]] bool cancel_order(const Tracked<Subscription>& subscription);
    /// Serves on while an order of the subscription waits for promised money (R43). Answers the
    /// first day after; none given: as many days as the tariff gives.
    [[nodiscard]] Outcome<Date> promise(Tracked<Subscription>& subscription,
                                        std::optional<int> days);
    /// Makes the order of a purchase that waits for money, with its invoice (SL-13, SL-14).
    void order_purchase(const Subscription& subscription, std::int64_t units);
    /// Renews from the present end, whatever auto-renewal says (V26, AC-29).
    [[nodiscard]] std::optional<Decline> renew_now(Tracked<Subscription>& subscription);
    /// Gives the terms that follow a switch, renewed before it was entered, to its tariff: each
    /// takes the version of its first day (R21, R27). Counts the end of the term anew if the switch
    /// does (R19). The switch itself is not added.
    [[nodiscard]] std::optional<Decline> follow_switch(Tracked<Subscription>& subscription,
                                                       const Change& switched);
    [[nodiscard]] AccountMoney& money() noexcept { return money_; }
    [[nodiscard]] AccountDocuments& documents() noexcept { return documents_; }
    [[nodiscard]] Date today() const noexcept { return today_; }
    [[nodiscard]] bool prepaid() const noexcept {
        return file_.account.terms == PaymentTerms::prepaid;
    }
    /// The life of a subscription, bounded by its term and its base (R36).
    [[nodiscard]] const Timeline& timeline(const Subscription& subscription) {
        return lives_.of(subscription);
    }
    /// After a command: the first day on which a run has work in this account. Days that no run has
    /// looked at yet stay to be looked at, one by one (R10).
    void settle_command();
    /// What was charged for days from there on is looked at again by the next run.
    static void touch(Subscription& row, Date from);
    void add_event(EventCategory category, const std::string& kind, std::int64_t subject);

  private:
    void set_next_due(std::optional<Date> day);
    void step(Date day);
    /// Writes what is different about every touched subscription, dated that day; false: none is.
    bool correct_touched(Date day);
    void correct(Tracked<Subscription>& subscription, Date day);
    /// Charges what is due up to a day: without asking for funds where the days are `owed` anyway.
    /// Of days before `since` only what was never charged; the rest is compared by the next
    /// correction, as the days on which it was due may have been others (R2).
    void charge(Tracked<Subscription>& subscription, Date day, bool owed = false,
                std::optional<Date> since = {});
    /// Charges a period that begins on a day which runs may have passed: the difference to what
    /// they have charged (R2), then what is due up to `day`.
    void charge_since(Tracked<Subscription>& subscription, Date from, Date day, bool owed);
    [[nodiscard]] PayerId payer_of(const Subscription& subscription, const Part& part,
                                   std::span<const Charge> lines, std::span<const PayerId> payers);
    [[nodiscard]] DueParts due(const Subscription& subscription, const Timeline& timeline,
                               const DueWindow& window);
    [[nodiscard]] bool may_begin(Tracked<Subscription>& subscription, std::int64_t units, Date day);
    void refuse_period(Tracked<Subscription>& subscription, std::int64_t units, Date day);
    void book(const Subscription& subscription, std::span<const Charge> lines,
              std::span<const PayerId> payers, Date booked_on, bool corrections);
    void renew(Tracked<Subscription>& subscription, Date day);
    [[nodiscard]] bool renews(const Subscription& subscription) const;
    [[nodiscard]] bool renewable(const Subscription& subscription);
    [[nodiscard]] bool goes_on_when_paid(SubscriptionId id) const;
    [[nodiscard]] Date new_end(const Subscription& subscription, Date from, const Offer& offer);
    [[nodiscard]] std::int64_t renewal_cost(const Subscription& subscription, const Offer& offer,
                                            std::optional<DiscountId> discount, Date end);
    /// What the next term is: its offer, discount, end and the cost of its first period.
    struct Renewal {
        const Offer* offer;
        std::optional<DiscountId> discount;
        Date end;
        std::int64_t cost;
        std::optional<Decline> refusal; ///< Why it cannot be paid for now.
    };
    [[nodiscard]] std::optional<Renewal> plan_renewal(const Subscription& subscription, Date day);
    void grant_renewal(Tracked<Subscription>& subscription, const Offer& offer,
                       std::optional<DiscountId> discount, Date end);
    void count_term_anew(Tracked<Subscription>& subscription, const Change& switched);
    [[nodiscard]] std::optional<Change> renewed_onto(const Offer& like, Date day);
    [[nodiscard]] const Offer* offer_of_renewal(const Subscription& subscription);
    [[nodiscard]] std::optional<DiscountId> discount_of_renewal(const Offer& offer);
    void order_renewal(const Subscription& subscription, const Offer& offer,
                       std::optional<DiscountId> discount, std::int64_t units);
    void order_period(const Subscription& subscription, std::int64_t units, Date day);
    void await_payment(const Subscription& subscription, OrderKind kind, std::int64_t units,
                       const Offer& offer, std::optional<DiscountId> discount,
                       std::optional<Date> valid_until);
    [[nodiscard]] bool affordable(const OrderRecord& order, Date day);
    [[nodiscard]] std::optional<Date> refused_on(const Order& order);
    void carry_out(Tracked<OrderRecord>& order, Date day);
    [[nodiscard]] Date activate(Subscription& row, const Order& order, Date day);
    [[nodiscard]] Date go_on(Subscription& row, const Order& order, Date day);
    void close_order(Tracked<OrderRecord>& order, OrderState as, Date on);
    [[nodiscard]] const TariffVersion& version_of(const Order& order);
    [[nodiscard]] std::optional<Decline> refuse_promise(const Order& order, int days);
    /// True once the promise of an order was broken.
    [[nodiscard]] bool broke_promise(const Order& order) const;
    void keep_promise(Tracked<Subscription>& subscription, const Order& order, Date day);
    void resume_promised(const Subscription& row, Date from);
    void break_promises(Date day);
    void break_promise(const Order& order, Date on);
    /// First day of the period that an order waits for.
    [[nodiscard]] Date ordered_from(const Order& order);
    void touch_extensions(SubscriptionId base, Date from);
    void close_ended(Tracked<Subscription>& subscription, Date day);
    [[nodiscard]] std::optional<Date> next_day();
    [[nodiscard]] std::optional<Date> money_day() const;
    [[nodiscard]] std::optional<Date> renewal_day(const Subscription& subscription);
    [[nodiscard]] std::optional<Date> document_day() const;
    [[nodiscard]] bool awaits_payment(SubscriptionId id) const;

    Work& work_;
    AccountFile& file_;
    Instant as_of_;
    std::int64_t run_;
    Date today_;
    Date done_through_; // steps up to and including this day are over
    Lives lives_;
    AccountMoney money_;
    AccountDocuments documents_;
    std::int64_t charges_ = 0;
};

/// The discount that a purchase or renewal gets: the partner's level, then the renewal's (V27).
[[nodiscard]] std::vector<DiscountStep> granted_steps(const Catalog& catalog, const Offer& offer,
                                                      const std::string& level, bool renewal);
/// The number of a set of steps, made in this work if the book has none; none for no steps.
[[nodiscard]] std::optional<DiscountId> discount_number(Work& work,
                                                        const std::vector<DiscountStep>& steps);

} // namespace prorata
