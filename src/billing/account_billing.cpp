#include "billing/account_billing.hpp"

#include "prorata/rating/reconcile.hpp"
#include "repository/row_io.hpp"

#include <algorithm>

namespace prorata {

namespace {

/// The k-th month's invoice day; 31 is the last day of every month (MT-07).
Date invoice_day_from(Date day, int invoice_day) {
    const Date here = Date::clamped(day.year(), day.month(), invoice_day);
    if (here >= day) return here;
    const Date next = day.last_of_month() + 1;
    return Date::clamped(next.year(), next.month(), invoice_day);
}

/// What is compared with its like only: it lies outside the coverage of days (R9).
enum class Apart { none, commitment, one_off };

Apart apart_of(const Charge& line) {
    if (line.kind == ChargeKind::commitment) return Apart::commitment;
    return line.kind == ChargeKind::one_off ? Apart::one_off : Apart::none;
}

std::optional<Date> earlier(std::optional<Date> left, std::optional<Date> right) {
    if (!left || (right && *right < *left)) return right;
    return left;
}

} // namespace

AccountBilling::AccountBilling(Work& work, AccountFile& file, Instant as_of, std::int64_t run)
    : work_(work), file_(file), as_of_(as_of), run_(run),
      today_(work.book().zone(file.account.zone).legal_day(as_of)), done_through_(1, 1, 1),
      lives_(work.book(), file), money_(work, file, as_of, run),
      documents_(work, file, money_, as_of) {}

std::int64_t AccountBilling::bill() {
    if (file_.account.next_due_on) done_through_ = *file_.account.next_due_on - 1;
    const bool corrected = correct_touched(today_);
    money_.allocate(today_);
    auto day = corrected ? next_day() : file_.account.next_due_on;
    for (; day && *day <= today_; day = next_day())
        step(*day);
    money_.allocate(today_); // a correction of today covers what a missed day has charged (R40)
    set_next_due(day);
    return charges_;
}

void AccountBilling::step(Date day) {
    break_promises(day);
    expire_orders(day);
    // Bases before their extensions, which may end with them (R36).
    for (const bool extensions : {false, true}) {
        for (auto& subscription : file_.subscriptions) {
            if (subscription.row.base.has_value() == extensions) renew(subscription, day);
        }
    }
    correct_touched(day); // what ends with its base goes on with it (R36)
    for (auto& subscription : file_.subscriptions)
        charge(subscription, day);
    money_.allocate(day);
    carry_out_orders(day); // with money that came while no run was made (R1)
    if (correct_touched(day)) money_.allocate(day);
    if (day.day() == 1) documents_.issue_acts({(day - 1).first_of_month(), day});
    const bool on_account = file_.account.terms != PaymentTerms::prepaid;
    if (on_account && invoice_day_from(day, file_.account.invoice_day) == day) {
        documents_.issue_invoices(day);
    }
    for (auto& subscription : file_.subscriptions)
        close_ended(subscription, day);
    done_through_ = day;
}

DueParts AccountBilling::due(const Subscription& subscription, const Timeline& timeline,
                             const DueWindow& window) {
    const Offer& offer = work_.book().catalog().offer(timeline.offer_on(timeline.start()));
    const bool metered =
        std::any_of(offer.version->components.begin(), offer.version->components.end(),
                    [](const Component& part) { return part.kind == ComponentKind::metered; });
    std::vector<UsageRecord> usage;
    if (metered) {
        // Earlier records, too: they may replace some of the life (R47).
        usage = work_.book().usage(file_.account.id, subscription.id,
                                   {Date(1, 1, 1), Timeline::horizon()});
    }
    return due_parts(work_.book().rating(), timeline,
                     work_.book().seller(subscription.seller).country, usage, window);
}

std::vector<Part> AccountBilling::parts(const Subscription& subscription, const Timeline& timeline,
                                        const DueWindow& window) {
    return due(subscription, timeline, window).parts;
}

std::vector<Charge> AccountBilling::correction_of(const Subscription& subscription) {
    const Date touched = subscription.changed_from.value_or(today_);
    const Timeline life = timeline(subscription);
    const auto desired = parts(subscription, life,
                               {subscription.billed_through, subscription.billed_through, touched});
    std::vector<Charge> all;
    for (const ChargeRecord& record : money_.charges_of(subscription.id)) {
        all.push_back(record.charge);
    }
    const auto concerned = [&](const Unit& unit) {
        const auto wanted = [&unit](const Part& part) { return part.charge.unit == unit; };
        const auto reaches = [&](const Charge& line) {
            return line.unit == unit && line.days.end() > touched;
        };
        return std::any_of(desired.begin(), desired.end(), wanted) ||
               std::any_of(all.begin(), all.end(), reaches);
    };
    std::vector<Charge> lines;
    for (const Apart apart : {Apart::none, Apart::commitment, Apart::one_off}) {
        std::vector<Charge> recorded;
        for (const Charge& line : all) {
            if (apart_of(line) == apart && concerned(line.unit)) recorded.push_back(line);
        }
        std::vector<Part> wanted;
        for (const Part& part : desired) {
            if (apart_of(part.charge) == apart) wanted.push_back(part);
        }
        const auto found = reconcile(work_.book().rating(), wanted, recorded);
        lines.insert(lines.end(), found.begin(), found.end());
    }
    return lines;
}

bool AccountBilling::correct_touched(Date day) {
    bool any = false;
    for (auto& subscription : file_.subscriptions) {
        if (!subscription.row.changed_from) continue;
        correct(subscription, day);
        any = true;
    }
    if (!any) return false;
    documents_.correct_acts(day);
    documents_.replace_changed_invoices(day);
    return true;
}

void AccountBilling::correct(Tracked<Subscription>& subscription, Date day) {
    const auto lines = correction_of(subscription.row);
    subscription.edit(RowState::billed).changed_from.reset();
    if (lines.empty()) return;
    const PayerId now = timeline(subscription.row).payer_on(day);
    std::vector<PayerId> payers; // a unit keeps its payer (R41)
    payers.reserve(lines.size());
    for (const Charge& line : lines)
        payers.push_back(money_.payer_of(subscription.row.id, line.unit).value_or(now));
    book(subscription.row, lines, payers, day, true);
}

void AccountBilling::charge(Tracked<Subscription>& subscription, Date day, bool owed,
                            std::optional<Date> since) {
    if (subscription.row.state == SubscriptionState::ordered) return;
    if (subscription.row.billed_through > day) return;
    const DueWindow window{subscription.row.billed_through, day + 1};
    DueParts wanted = due(subscription.row, timeline(subscription.row), window);
    const Date start = timeline(subscription.row).start();
    if (window.from == start) { // what the quote has shown
        round_as_order(work_.book().rating(), wanted.parts, start);
    }
    const std::int64_t ahead = paid_ahead(wanted.parts);
    if (!owed && ahead > 0 && !may_begin(subscription, ahead, day)) {
        refuse_period(subscription, ahead, day);
        wanted = due(subscription.row, timeline(subscription.row), window);
    }
    std::vector<Charge> lines;
    std::vector<PayerId> payers;
    for (const Part& part : wanted.parts) {
        const Date from = part.charge.days.start();
        if (since && from < *since && money_.payer_of(subscription.row.id, part.charge.unit)) {
            touch(subscription.edit(RowState::billed), from);
            continue;
        }
        payers.push_back(payer_of(subscription.row, part, lines, payers));
        lines.push_back(part.charge);
    }
    subscription.edit(RowState::billed).billed_through = window.before;
    lives_.note_due(subscription.row, window.before, wanted.next_due);
    book(subscription.row, lines, payers, day, false);
}

/// A unit has one payer, though its charge periods be due on many days (R41, R17).
PayerId AccountBilling::payer_of(const Subscription& subscription, const Part& part,
                                 std::span<const Charge> lines, std::span<const PayerId> payers) {
    const auto other = [&subscription](const auto& change) {
        return change.row.subscription == subscription.id &&
               change.row.change.kind == ChangeKind::payer_changed;
    };
    const PayerId now = timeline(subscription).payer_on(part.due_on);
    if (std::none_of(file_.changes.begin(), file_.changes.end(), other)) return now;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].unit == part.charge.unit) return payers[i];
    }
    return money_.payer_of(subscription.id, part.charge.unit).value_or(now);
}

void AccountBilling::charge_since(Tracked<Subscription>& subscription, Date from, Date day,
                                  bool owed) {
    touch(subscription.edit(RowState::billed), from);
    correct(subscription, day);
    charge(subscription, day, owed, Timeline::horizon());
    if (subscription.row.changed_from) correct(subscription, day); // due again, on another day
}

/// Whether a period that is paid in advance may begin: funds or free credit (SL-13, R39).
bool AccountBilling::may_begin(Tracked<Subscription>& subscription, std::int64_t units, Date day) {
    const Amount price(units, file_.account.currency);
    return !money_.may_buy(subscription.row.seller, price, day);
}

void AccountBilling::refuse_period(Tracked<Subscription>& subscription, std::int64_t units,
                                   Date day) {
    Change stop{0, ChangeKind::stopped, day};
    stop.reason = StopReason::non_payment;
    file_.add_change(subscription.row.id, stop, as_of_);
    subscription.edit(RowState::billed).state = SubscriptionState::suspended;
    touch_extensions(subscription.row.id, day); // they stop with their base
    if (!awaits_payment(subscription.row.id)) order_period(subscription.row, units, day);
    add_event(EventCategory::service, "subscription_suspended", subscription.row.id.value());
}

/// Writes lines as charges and books them, those of one payer together (R41).
void AccountBilling::book(const Subscription& subscription, std::span<const Charge> lines,
                          std::span<const PayerId> payers, Date booked_on, bool corrections) {
    booked_on = money_.open_day(subscription.seller, booked_on);
    std::vector<ChargeRecord> records;
    const auto flush = [&] {
        corrections ? money_.book_corrections(records, booked_on)
                    : money_.book_charges(records, booked_on, booked_on);
        records.clear();
    };
    int line = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!records.empty() && records.back().payer != payers[i]) flush();
        records.push_back({0, file_.account.id, subscription.id, payers[i], subscription.seller,
                           lines[i], booked_on, run_, ++line});
    }
    flush();
    charges_ += static_cast<std::int64_t>(lines.size());
}

std::int64_t AccountBilling::bill_subscription(SubscriptionId id) {
    charge(file_.subscription(id), today_);
    money_.allocate(today_);
    return charges_;
}

std::int64_t AccountBilling::paid_ahead(std::span<const Part> parts) {
    std::int64_t cost = 0;
    for (const Part& part : parts) {
        const bool commitment = part.charge.kind == ChargeKind::commitment; // owed, funds or not
        if (!commitment && part.due_on <= part.charge.days.start()) cost += part.charge.amount;
    }
    return cost;
}

void AccountBilling::close_ended(Tracked<Subscription>& subscription, Date day) {
    if (subscription.row.state == SubscriptionState::ended ||
        subscription.row.state == SubscriptionState::ordered) {
        return;
    }
    const auto end = timeline(subscription.row).end();
    if (!end || *end > day) return;
    if (renewable(subscription.row) && awaits_payment(subscription.row.id)) return;
    subscription.edit(RowState::billed).state = SubscriptionState::ended;
    add_event(EventCategory::service, "subscription_ended", subscription.row.id.value());
}

void AccountBilling::touch(Subscription& row, Date from) {
    row.changed_from = std::min(row.changed_from.value_or(from), from);
}

void AccountBilling::touch_extensions(SubscriptionId base, Date from) {
    for (auto& extension : file_.subscriptions) {
        if (extension.row.base == base) touch(extension.edit(RowState::billed), from);
    }
}

void AccountBilling::add_event(EventCategory category, const std::string& kind,
                               std::int64_t subject) {
    work_.insert(EventRecord{work_.draw("event"), file_.account.id, category, kind, subject, as_of_,
                             as_of_, std::nullopt});
}

std::optional<Date> AccountBilling::document_day() const {
    std::optional<Date> day;
    for (const auto& owed : file_.receivables) {
        if (owed.row.act_on) day = earlier(day, owed.row.act_on->last_of_month() + 1);
        if (owed.row.invoice_on && owed.row.unpaid > 0 &&
            file_.account.terms != PaymentTerms::prepaid) {
            const Date from = std::max(*owed.row.invoice_on, done_through_ + 1);
            day = earlier(day, invoice_day_from(from, file_.account.invoice_day));
        }
    }
    return day;
}

/// The next day on which money came that no order has been held against yet.
std::optional<Date> AccountBilling::money_day() const {
    std::optional<Date> day;
    const auto waits = [](const auto& order) { return order.row.waits(); };
    if (std::none_of(file_.orders.begin(), file_.orders.end(), waits)) return day;
    for (const auto& payment : file_.payments) {
        const PaymentRecord& row = payment.row;
        if (row.free > 0 && row.paid_on > done_through_) day = earlier(day, row.paid_on);
    }
    return day;
}

std::optional<Date> AccountBilling::next_day() {
    std::optional<Date> day = earlier(document_day(), money_day());
    for (const auto& order : file_.orders) {
        if (!order.row.waits()) continue;
        day = earlier(day, order.row.valid_until);
        const auto refused = refused_on(order.row);
        if (refused > done_through_) day = earlier(day, refused); // a command of an earlier day
        if (!broke_promise(order.row)) day = earlier(day, order.row.promised_until);
    }
    for (const auto& subscription : file_.subscriptions) {
        const Subscription& row = subscription.row;
        if (row.state == SubscriptionState::ordered) continue;
        day = earlier(day, lives_.next_due(row));
        day = earlier(day, renewal_day(row));
        const std::optional<Date> end = timeline(row).end();
        if (row.state != SubscriptionState::ended && end) {
            day = earlier(day, std::max(*end, done_through_ + 1));
        }
    }
    if (day && *day <= done_through_) day = done_through_ + 1;
    return day;
}

void AccountBilling::set_next_due(std::optional<Date> day) {
    const auto touched = [](const auto& known) { return known.row.changed_from.has_value(); };
    if (std::any_of(file_.subscriptions.begin(), file_.subscriptions.end(), touched)) {
        day = earlier(day, today_);
    }
    file_.account.next_due_on = day;
}

void AccountBilling::settle_command() {
    done_through_ = std::min(file_.account.next_due_on.value_or(today_), today_) - 1;
    set_next_due(next_day());
}

} // namespace prorata
