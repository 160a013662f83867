// Renewals and orders of AccountBilling: decisions that depend on money (R1, R11b, R26, R36, R37).

#include "billing/account_billing.hpp"
#include "repository/row_io.hpp"

#include <algorithm>

namespace prorata {

namespace {

constexpr std::int64_t units_per_minor = 10'000;

/// End of a term that follows `from`: months add up on the anchor's day, days on the end (R26).
Date term_after(const Anchor& anchor, Date from, const Term& term) {
    if (!term.monthly()) return from + term.days();
    const int months = (from.year() - anchor.year()) * 12 + from.month() - anchor.month();
    return anchor.boundary(Term(1, TermUnit::month), months + term.months());
}

Anchor day_of(const Anchor& anchor, Date from) {
    return {from.year(), from.month(), anchor.day()};
}

} // namespace

std::vector<DiscountStep> granted_steps(const Catalog& catalog, const Offer& offer,
                                        const std::string& level, bool renewal) {
    std::vector<DiscountStep> steps;
    if (offer.level != level) { // no price row of its own: percent off RRP
        const Decimal percent = catalog.level_percent(level);
        if (percent > Decimal(0)) {
            steps.push_back({DiscountCause::partner_level, DiscountBasis::rrp, percent});
        }
    }
    if (renewal && offer.version->renewal_discount > Decimal(0)) {
        steps.push_back(
            {DiscountCause::renewal, DiscountBasis::rrp, offer.version->renewal_discount});
    }
    return steps;
}

std::optional<DiscountId> discount_number(Work& work, const std::vector<DiscountStep>& steps) {
    if (steps.empty()) return std::nullopt;
    DiscountBook& book = work.book().discounts();
    if (const auto known = book.find(steps)) return known;
    const DiscountId id = book.add(steps);
    (void)work.draw("discount");
    for (std::size_t i = 0; i < steps.size(); ++i) {
        RowWriter{work.insert_batch("discount")}(id, static_cast<std::int64_t>(i) + 1,
                                                 steps[i].cause, steps[i].basis, steps[i].value);
    }
    return id;
}

bool AccountBilling::awaits_payment(SubscriptionId id) const {
    return std::any_of(file_.orders.begin(), file_.orders.end(), [id](const auto& order) {
        return order.row.subscription == id && order.row.state == OrderState::awaiting_payment;
    });
}

bool AccountBilling::renewable(const Subscription& subscription) {
    if (!subscription.term_ends_on || !subscription.auto_renewal) return false;
    if (subscription.state == SubscriptionState::ended ||
        subscription.state == SubscriptionState::ordered) {
        return false;
    }
    const Timeline life = timeline(subscription);
    return life.end() == subscription.term_ends_on;
}

const Offer* AccountBilling::offer_of_renewal(const Subscription& subscription) {
    const Catalog& catalog = work_.book().catalog();
    const Date from = *subscription.term_ends_on;
    const Offer& present = catalog.offer(timeline(subscription).offer_on(from - 1));
    return catalog.find(*present.tariff, from, present.term, present.billing_period,
                        present.currency, file_.account.price_level);
}

std::optional<Date> AccountBilling::renewal_day(const Subscription& subscription) {
    if (!renewable(subscription)) return std::nullopt;
    const Offer* offer = offer_of_renewal(subscription);
    if (offer == nullptr) return std::nullopt;
    const bool prepaid = file_.account.terms == PaymentTerms::prepaid;
    const Date boundary = *subscription.term_ends_on;
    const Date attempt = boundary - (prepaid ? offer->version->lead_days : 0);
    const Date day = std::max(attempt, done_through_ + 1);
    return day <= boundary + offer->version->grace_days ? std::optional(day) : std::nullopt;
}

Date AccountBilling::new_end(const Subscription& subscription, Date from, const Offer& offer) {
    const Timeline life = timeline(subscription);
    const Date end = term_after(life.eras().back().anchor, from, *offer.term);
    if (!subscription.base) return end;
    const auto base_end = timeline(file_.subscription(*subscription.base).row).end();
    return base_end ? std::min(end, *base_end) : end;
}

std::int64_t AccountBilling::renewal_cost(const Subscription& subscription, const Offer& offer,
                                          std::optional<DiscountId> discount, Date end) {
    auto changes = file_.changes_of(subscription.id);
    const Date from = *subscription.term_ends_on;
    Change renewed{changes.back().sequence + 1, ChangeKind::renewed, from, offer.id, discount};
    changes.push_back(renewed);
    const Timeline life(work_.book().catalog(), changes, end);
    std::int64_t cost = 0;
    for (const Part& part : parts(subscription, life, {from, from + 1})) {
        if (part.charge.days.start() >= from) cost += part.charge.amount;
    }
    return cost;
}

std::optional<AccountBilling::Renewal>
AccountBilling::plan_renewal(const Subscription& subscription, Date day) {
    const Offer* offer = offer_of_renewal(subscription);
    if (offer == nullptr) return std::nullopt;
    const Date end = new_end(subscription, *subscription.term_ends_on, *offer);
    if (end <= *subscription.term_ends_on) return std::nullopt; // its base ends there
    const auto discount = discount_number(
        work_, granted_steps(work_.book().catalog(), *offer, file_.account.price_level, true));
    const std::int64_t cost = renewal_cost(subscription, *offer, discount, end);
    const auto refusal =
        money_.may_buy(subscription.seller, Amount(cost, file_.account.currency), day);
    return Renewal{offer, discount, end, cost, refusal};
}

void AccountBilling::renew(Tracked<Subscription>& subscription, Date day) {
    const auto due = renewal_day(subscription.row);
    if (!due || *due > day) return;
    const auto renewal = plan_renewal(subscription.row, day);
    if (!renewal) return;
    if (!renewal->refusal) {
        grant_renewal(subscription, *renewal->offer, renewal->discount, renewal->end);
        return;
    }
    if (!awaits_payment(subscription.row.id)) {
        await_payment(subscription.row, OrderKind::renewal, renewal->cost);
        add_event(EventCategory::service, "renewal_failed", subscription.row.id.value());
    }
    if (day >= *subscription.row.term_ends_on + renewal->offer->version->grace_days) {
        subscription.edit(RowState::billed).state = SubscriptionState::suspended;
        add_event(EventCategory::service, "subscription_suspended", subscription.row.id.value());
    }
}

std::optional<Decline> AccountBilling::renew_now(Tracked<Subscription>& subscription) {
    const auto end = timeline(subscription.row).end();
    if (end != subscription.row.term_ends_on || *end <= today_) {
        return Decline{DeclineCode::window_closed,
                       "the subscription is over or ends before its term; buy it again"};
    }
    const auto renewal = plan_renewal(subscription.row, today_);
    if (!renewal) {
        return Decline{DeclineCode::outside_base,
                       "no later end is possible: the tariff is not sold "
                       "then, or the base ends"};
    }
    if (renewal->refusal) return renewal->refusal;
    grant_renewal(subscription, *renewal->offer, renewal->discount, renewal->end);
    return std::nullopt;
}

void AccountBilling::grant_renewal(Tracked<Subscription>& subscription, const Offer& offer,
                                   std::optional<DiscountId> discount, Date end) {
    const Date from = *subscription.row.term_ends_on;
    const Timeline life = timeline(subscription.row);
    const auto components = life.components();
    const Terms present = life.terms_on(components.front(), from - 1);
    if (present.offer != offer.id || present.discount != discount) {
        Change renewed{0, ChangeKind::renewed, from, offer.id, discount};
        const Offer& before = work_.book().catalog().offer(present.offer);
        if (!(before.billing_period == offer.billing_period)) {
            renewed.anchor = day_of(life.eras().back().anchor, from);
        }
        file_.add_change(subscription.row.id, renewed, as_of_);
    }
    subscription.edit(RowState::billed).term_ends_on = end;
    for (auto& extension : file_.subscriptions) { // what ended only with its base goes on (R36)
        if (extension.row.base != subscription.row.id) continue;
        auto& touched = extension.edit(RowState::billed).changed_from;
        touched = std::min(touched.value_or(from), from);
    }
    for (auto& order : file_.orders) {
        if (order.row.subscription == subscription.row.id &&
            order.row.state == OrderState::awaiting_payment) {
            order.edit().state = OrderState::paid;
        }
    }
    add_event(EventCategory::service, "subscription_renewed", subscription.row.id.value());
}

void AccountBilling::await_payment(const Subscription& subscription, OrderKind kind,
                                   std::int64_t units) {
    const std::int64_t total = (units + units_per_minor - 1) / units_per_minor;
    const Offer& offer = work_.book().catalog().offer(timeline(subscription).offer_on(today_));
    const OrderRecord order{file_.account.id,
                            OrderId(work_.draw("purchase_order")),
                            1,
                            subscription.id,
                            kind,
                            OrderState::awaiting_payment,
                            timeline(subscription).payer_on(today_),
                            subscription.seller,
                            offer.currency,
                            total,
                            today_};
    file_.orders.push_back({order, RowState::fresh});
    // On account, what is bought comes on the next invoice of charges anyway.
    if (file_.account.terms == PaymentTerms::prepaid) documents_.issue_order_invoice(order);
}

bool AccountBilling::affordable(const OrderRecord& order) {
    return !money_.may_buy(order.seller, Money(order.total, order.currency), today_, order.id);
}

void AccountBilling::carry_out_orders() {
    // By number: a period that cannot be paid for after all places an order of its own meanwhile.
    const std::size_t placed = file_.orders.size();
    for (std::size_t i = 0; i < placed; ++i) {
        const OrderRecord& order = file_.orders[i].row;
        if (order.state != OrderState::awaiting_payment || !affordable(order)) continue;
        carry_out(file_.orders[i]);
        money_.allocate(today_);
    }
}

void AccountBilling::carry_out(Tracked<OrderRecord>& order) {
    order.edit().state = OrderState::paid;
    auto& subscription = file_.subscription(order.row.subscription);
    Subscription& row = subscription.edit();
    row.state = SubscriptionState::active;
    const bool purchase = order.row.kind == OrderKind::purchase;
    if (order.row.kind == OrderKind::renewal && today_ < *row.term_ends_on) {
        const Offer& offer = *offer_of_renewal(row);
        const auto steps =
            granted_steps(work_.book().catalog(), offer, file_.account.price_level, true);
        grant_renewal(subscription, offer, discount_number(work_, steps),
                      new_end(row, *row.term_ends_on, offer));
        return;
    }
    // The service begins, or begins again, on the day of payment, counted anew (R11a, R11b).
    const Timeline before = timeline(row);
    const Offer& offer = work_.book().catalog().offer(before.offer_on(today_));
    const Date start = purchase ? std::max(today_, before.start()) : today_;
    if (!purchase && row.term_ends_on && *row.term_ends_on <= today_) {
        Change stop{0, ChangeKind::stopped, *row.term_ends_on};
        stop.reason = StopReason::non_payment;
        file_.add_change(row.id, stop, as_of_);
    }
    Change begin{0, purchase ? ChangeKind::started : ChangeKind::resumed, start};
    if (!purchase || start != before.start()) {
        begin.anchor = Anchor(start);
        if (purchase) {
            const Terms terms = before.terms_on(before.components().front(), before.start());
            begin.offer = terms.offer;
            begin.discount = terms.discount;
            begin.payer = order.row.payer;
        }
        file_.add_change(row.id, begin, as_of_);
    }
    if (row.term_ends_on && offer.term && (purchase ? start != before.start() : true)) {
        const bool new_term = purchase || *row.term_ends_on <= today_;
        if (new_term) row.term_ends_on = term_after(Anchor(start), start, *offer.term);
    }
    row.billed_through = std::min(std::max(row.billed_through, start), today_);
    add_event(EventCategory::service, "subscription_activated", row.id.value());
    charge(subscription, today_);
}

} // namespace prorata
