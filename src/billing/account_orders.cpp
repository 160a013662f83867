// Orders of AccountBilling: what waits for money, and what becomes of it (SL-13, R11a, R37, R63).

#include "billing/account_billing.hpp"

#include <algorithm>

namespace prorata {

namespace {

constexpr std::int64_t units_per_minor = 10'000;

std::optional<Date> after(Date day, std::optional<int> days) {
    return days ? std::optional(day + *days) : std::nullopt;
}

} // namespace

bool AccountBilling::awaits_payment(SubscriptionId id) const {
    return std::any_of(file_.orders.begin(), file_.orders.end(), [id](const auto& order) {
        return order.row.subscription == id && order.row.state == OrderState::awaiting_payment;
    });
}

void AccountBilling::order_purchase(const Subscription& subscription, std::int64_t units) {
    const Timeline life = timeline(subscription);
    const Terms terms = life.terms_on(life.components().front(), life.start());
    const Offer& offer = work_.book().catalog().offer(terms.offer);
    await_payment(subscription, OrderKind::purchase, units, offer, terms.discount,
                  after(today_, offer.version->order_days));
}

void AccountBilling::order_renewal(const Subscription& subscription, const Offer& offer,
                                   std::optional<DiscountId> discount, std::int64_t units) {
    const TariffVersion& version = *offer.version;
    await_payment(subscription, OrderKind::renewal, units, offer, discount,
                  *subscription.term_ends_on + version.grace_days + version.hold_days);
}

void AccountBilling::order_period(const Subscription& subscription, std::int64_t units, Date day) {
    const Timeline life = timeline(subscription);
    const Terms terms = life.terms_on(life.components().front(), day);
    const Offer& offer = work_.book().catalog().offer(terms.offer);
    await_payment(subscription, OrderKind::period, units, offer, terms.discount, std::nullopt);
}

void AccountBilling::await_payment(const Subscription& subscription, OrderKind kind,
                                   std::int64_t units, const Offer& offer,
                                   std::optional<DiscountId> discount,
                                   std::optional<Date> valid_until) {
    const std::int64_t total = (units + units_per_minor - 1) / units_per_minor;
    const OrderRecord order{{file_.account.id, OrderId(work_.draw("purchase_order")), 1,
                             subscription.id, kind, OrderState::awaiting_payment,
                             timeline(subscription).payer_on(today_), subscription.seller,
                             offer.currency, total, today_, offer.id, discount, valid_until}};
    file_.orders.push_back({order, RowState::fresh});
    // On account, what is bought comes on the next invoice of charges anyway.
    if (prepaid()) documents_.issue_order_invoice(order);
}

bool AccountBilling::affordable(const OrderRecord& order, Date day) {
    return !money_.may_buy(order.seller, Money(order.total, order.currency), day, order.id);
}

/// The first day without service, for the order of a period: it can go on from there at the
/// earliest, whatever the value date of the money or the moment of the command (R1).
std::optional<Date> AccountBilling::refused_on(const Order& order) {
    if (order.kind != OrderKind::period) return std::nullopt;
    std::optional<Date> since;
    for (const StoppedDays& stop : timeline(file_.subscription(order.subscription).row).stops()) {
        if (stop.reason == StopReason::non_payment) since = stop.days.start();
    }
    return since;
}

void AccountBilling::carry_out_orders(Date day) {
    break_promises(day);
    // By number: a period that cannot be paid for after all places an order of its own meanwhile.
    const std::size_t placed = file_.orders.size();
    for (std::size_t i = 0; i < placed; ++i) {
        const OrderRecord& order = file_.orders[i].row;
        const auto since = refused_on(order);
        if (!order.waits() || (since && *since > day) || !affordable(order, day)) continue;
        carry_out(file_.orders[i], day);
        money_.allocate(day);
    }
}

void AccountBilling::carry_out(Tracked<OrderRecord>& order, Date day) {
    order.edit().become(OrderState::paid);
    auto& subscription = file_.subscription(order.row.subscription);
    Subscription& row = subscription.edit();
    row.state = SubscriptionState::active;
    const Offer& offer = work_.book().catalog().offer(order.row.offer);
    const bool kept = order.row.promised_until && !broke_promise(order.row);
    if (kept && order.row.kind == OrderKind::period) {
        keep_promise(subscription, order.row, day);
        return;
    }
    // Paid before the grace or promised days are over it goes on from the old end (R26, R43).
    const bool renewal = order.row.kind == OrderKind::renewal;
    const bool in_grace =
        renewal && !order.row.promised_until && day < *row.term_ends_on + offer.version->grace_days;
    if (in_grace || (renewal && kept)) {
        const Date from = *row.term_ends_on;
        grant_renewal(subscription, offer, order.row.discount, new_end(row, from, offer));
        if (kept) resume_promised(row, std::max(from, *order.row.promised_on));
        if (from <= day) charge_since(subscription, from, day, false); // else when it begins
        return;
    }
    const bool purchase = order.row.kind == OrderKind::purchase;
    const Date start = purchase ? activate(row, order.row, day) : go_on(row, order.row, day);
    // Use of the days without service may be due, and no run has looked at them yet (R15).
    const Date from = purchase ? std::max(row.billed_through, start) : row.billed_through;
    row.billed_through = std::min(from, day);
    if (!purchase) touch(row, start); // what was charged of the period that is cut there
    touch_extensions(row.id, start);  // what ended only with its base goes on (R36)
    add_event(EventCategory::service, "subscription_activated", row.id.value());
    charge(subscription, day, false, purchase ? std::nullopt : std::optional(start));
}

/// The service begins on the day of payment, or as planned; what was promised holds (R11a, R37).
Date AccountBilling::activate(Subscription& row, const Order& order, Date day) {
    const Offer& offer = work_.book().catalog().offer(order.offer);
    const Date start = paid_start(timeline(row).start(), day);
    Change begin{0, ChangeKind::started, start, order.offer, order.discount};
    begin.anchor = first_anchor(offer, start);
    begin.payer = order.payer;
    file_.add_change(row.id, begin, as_of_);
    if (offer.term) row.term_ends_on = begin.anchor->boundary(*offer.term, 1);
    return start;
}

/// Goes on after days without service, counted anew from that day; a term that is over begins again
/// as it was promised (R11b).
Date AccountBilling::go_on(Subscription& row, const Order& order, Date day) {
    const Offer& offer = work_.book().catalog().offer(order.offer);
    Change begin{0, ChangeKind::resumed, day};
    begin.reason = StopReason::non_payment;
    begin.anchor = first_anchor(offer, day);
    if (row.term_ends_on && *row.term_ends_on <= day) {
        Change stop{0, ChangeKind::stopped, *row.term_ends_on};
        stop.reason = StopReason::lapsed; // the rest of a cut period was never sold
        file_.add_change(row.id, stop, as_of_);
        touch_extensions(row.id, *row.term_ends_on); // they stop with it
        touch(row, *row.term_ends_on); // use of whole periods without service is of its life again
        begin.offer = order.offer;
        begin.discount = order.discount;
        row.term_ends_on = begin.anchor->boundary(*offer.term, 1);
    }
    file_.add_change(row.id, begin, as_of_);
    return day;
}

void AccountBilling::expire_orders(Date day) {
    for (auto& order : file_.orders) {
        if (order.row.lapsed(day)) close_order(order, OrderState::expired, *order.row.valid_until);
    }
}

bool AccountBilling::cancel_order(const Tracked<Subscription>& subscription) {
    for (auto& order : file_.orders) {
        if (order.row.subscription != subscription.row.id || !order.row.waits()) continue;
        close_order(order, OrderState::cancelled, today_);
        return true;
    }
    return false;
}

void AccountBilling::close_order(Tracked<OrderRecord>& order, OrderState as, Date on) {
    if (order.row.promised_until && !broke_promise(order.row)) break_promise(order.row, on);
    order.edit().become(as);
    if (prepaid()) documents_.void_order_invoice(order.row, on);
    auto& subscription = file_.subscription(order.row.subscription);
    add_event(EventCategory::service, "order_" + std::string(name(as)),
              subscription.row.id.value());
    Subscription& row = subscription.edit();
    row.auto_renewal = false;
    if (order.row.kind == OrderKind::renewal && on < *row.term_ends_on) return; // ends by itself
    const bool purchase = order.row.kind == OrderKind::purchase;
    const Date end = purchase ? timeline(row).start() : on;
    row.state = SubscriptionState::ended;
    if (!purchase) add_event(EventCategory::service, "subscription_ended", row.id.value());
    if (order.row.kind != OrderKind::renewal) {
        file_.add_change(row.id, {0, ChangeKind::ended, end}, as_of_);
        touch(row, end);
    }
    touch_extensions(row.id, end);
}

} // namespace prorata
