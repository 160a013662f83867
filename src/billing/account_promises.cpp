// Promised payments of AccountBilling: service goes on while the money is on its way (R43, SL-18).

#include "billing/account_billing.hpp"

#include <algorithm>

namespace prorata {

const TariffVersion& AccountBilling::version_of(const Order& order) {
    return *work_.book().catalog().offer(order.offer).version;
}

Date AccountBilling::ordered_from(const Order& order) {
    const Subscription& row = file_.subscription(order.subscription).row;
    if (order.kind == OrderKind::renewal) return *row.term_ends_on;
    return refused_on(order).value_or(order.placed_on);
}

/// One at a time, no sooner than the interval after the last one, inside the order's validity.
std::optional<Decline> AccountBilling::refuse_promise(const Order& order, int days) {
    for (const auto& other : file_.orders) {
        if (!other.row.promised_on) continue;
        const Date again = *other.row.promised_on + version_of(order).promise_interval;
        if (other.row.promised(today_) || today_ < again) {
            return Decline{DeclineCode::promise_refused,
                           "payment was promised on " + other.row.promised_on->text() +
                               "; the next promise can be made on " +
                               std::max(again, *other.row.promised_until).text()};
        }
    }
    if (order.valid_until && *order.valid_until < today_ + days) {
        return Decline{DeclineCode::promise_refused, "the order is valid until " +
                                                         order.valid_until->text() +
                                                         "; promise to pay before that day"};
    }
    // The next term is the renewal's, which begins with its payment (R11b).
    const auto end = timeline(file_.subscription(order.subscription).row).end();
    if (order.kind == OrderKind::period && end && *end < today_ + days) {
        return Decline{DeclineCode::promise_refused,
                       "the term ends on " + end->text() + "; promise to pay before that day"};
    }
    return std::nullopt;
}

Outcome<Date> AccountBilling::promise(Tracked<Subscription>& subscription,
                                      std::optional<int> days) {
    const auto waiting = [&](const auto& order) {
        return order.row.subscription == subscription.row.id && order.row.waits() &&
               order.row.kind != OrderKind::purchase;
    };
    const auto order = std::find_if(file_.orders.begin(), file_.orders.end(), waiting);
    if (order == file_.orders.end()) {
        return Decline{DeclineCode::window_closed,
                       "no renewal or period of it waits for money: there is nothing to promise"};
    }
    const int most = version_of(order->row).promise_days;
    if (most == 0) {
        throw Error(ErrorCode::invalid_argument, "the promise was refused",
                    {{"subscription", "its tariff allows no promised payments"}});
    }
    const int asked = days.value_or(most);
    if (asked < 1 || asked > most) {
        throw Error(ErrorCode::invalid_argument, "the promise was refused",
                    {{"days", "is " + std::to_string(asked) + "; give a number from 1 to " +
                                  std::to_string(most)}});
    }
    if (auto refusal = refuse_promise(order->row, asked)) return *std::move(refusal);
    order->edit().promised_on = today_;
    order->edit().promised_until = today_ + asked;
    subscription.edit().state = SubscriptionState::active;
    add_event(EventCategory::service, "subscription_promised", subscription.row.id.value());
    return today_ + asked;
}

bool AccountBilling::broke_promise(const Order& order) const {
    const auto broken = [&order](const auto& change) {
        return change.row.subscription == order.subscription &&
               change.row.change.reason == StopReason::lapsed &&
               change.row.change.effective_on > *order.promised_on;
    };
    return order.promised_until && std::any_of(file_.changes.begin(), file_.changes.end(), broken);
}

/// The period begins where it would have begun: the promised days are inside it.
void AccountBilling::keep_promise(Tracked<Subscription>& subscription, const Order& order,
                                  Date day) {
    Change begin{0, ChangeKind::resumed, ordered_from(order)};
    begin.reason = StopReason::non_payment;
    file_.add_change(subscription.row.id, begin, as_of_);
    touch_extensions(subscription.row.id, begin.effective_on);
    charge_since(subscription, begin.effective_on, day, false);
}

/// A promise was broken before this one was kept: the service goes on from this one, and the days
/// between them are not charged.
void AccountBilling::resume_promised(const Subscription& row, Date from) {
    if (!timeline(row).stopped_on(from)) return;
    Change begin{0, ChangeKind::resumed, from};
    begin.reason = StopReason::non_payment;
    file_.add_change(row.id, begin, as_of_);
    touch_extensions(row.id, from);
}

void AccountBilling::break_promises(Date day) {
    for (const auto& tracked : file_.orders) {
        const OrderRecord& order = tracked.row;
        const bool due = order.waits() && order.promised_until && *order.promised_until <= day;
        if (due && !broke_promise(order)) break_promise(order, *order.promised_until);
    }
}

/// The used days are charged as a part of the period that would have run, and are debt; days
/// without service before the promise are not charged.
void AccountBilling::break_promise(const Order& order, Date on) {
    Tracked<Subscription>& subscription = file_.subscription(order.subscription);
    const Date from = ordered_from(order);
    const Date used = std::max(from, *order.promised_on);
    Subscription& row = subscription.edit();
    if (order.kind == OrderKind::renewal && used < on) {
        Change renewed{0, ChangeKind::renewed, from, order.offer, order.discount};
        file_.add_change(row.id, renewed, as_of_);
        row.term_ends_on = on;
        if (from < used) {
            Change unpaid{0, ChangeKind::stopped, from};
            unpaid.reason = StopReason::non_payment;
            file_.add_change(row.id, unpaid, as_of_);
        }
    }
    if (from < used || order.kind == OrderKind::period) {
        Change resumed{0, ChangeKind::resumed, used};
        resumed.reason = StopReason::non_payment;
        file_.add_change(row.id, resumed, as_of_);
    }
    Change over{0, ChangeKind::stopped, on};
    over.reason = StopReason::lapsed;
    file_.add_change(row.id, over, as_of_);
    charge_since(subscription, from, on, true);
    row.state = SubscriptionState::suspended;
    touch_extensions(row.id, from); // they stop and go on with their base
    add_event(EventCategory::service, "subscription_suspended", row.id.value());
}

} // namespace prorata
