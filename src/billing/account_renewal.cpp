// Renewals of AccountBilling: decisions that depend on money (R1, R11b, R26, R36, R37).

#include "billing/account_billing.hpp"
#include "repository/row_io.hpp"

#include <algorithm>

namespace prorata {

namespace {

/// End of a term that follows `from`: months add up on the anchor's day, days on the end (R26).
Date term_after(const Anchor& anchor, Date from, const Term& term) {
    if (!term.monthly()) return from + term.days();
    const int months = (from.year() - anchor.year()) * 12 + from.month() - anchor.month();
    return anchor.boundary(Term(1, TermUnit::month), months + term.months());
}

Anchor day_of(const Anchor& anchor, Date from) {
    return {from.year(), from.month(), anchor.day()};
}

/// Whether a period that began before goes on behind the day: months may count from another day
/// than the term since days without service (R11b).
bool cuts(const Era& era, Date day) {
    return era.anchor.period_of(era.billing_period, day).start() != day;
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

/// As it was switched before the end of the term, though the run be late (R1).
bool AccountBilling::renews(const Subscription& subscription) const {
    bool value = subscription.auto_renewal;
    bool found = false;
    for (const auto& [row, state] : file_.changes) {
        const Change& change = row.change;
        if (row.subscription != subscription.id || change.kind != ChangeKind::renewal_switched) {
            continue;
        }
        const bool before = change.effective_on < *subscription.term_ends_on;
        if (before || !found) value = before == (change.quantity == Decimal(1));
        if (!before) break;
        found = true;
    }
    return value;
}

bool AccountBilling::renewable(const Subscription& subscription) {
    if (!subscription.term_ends_on || !renews(subscription)) return false;
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

/// Whether it is without service, and goes on with the payment of its order: of a period, or of a
/// term whose promise was broken. Nothing is renewed for it, or it would be for nothing (R11b).
bool AccountBilling::goes_on_when_paid(SubscriptionId id) const {
    return std::any_of(file_.orders.begin(), file_.orders.end(), [&](const auto& order) {
        return order.row.subscription == id && order.row.waits() &&
               (order.row.kind == OrderKind::period || broke_promise(order.row));
    });
}

std::optional<Date> AccountBilling::renewal_day(const Subscription& subscription) {
    if (!renewable(subscription)) return std::nullopt;
    if (goes_on_when_paid(subscription.id)) return std::nullopt;
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
        order_renewal(subscription.row, *renewal->offer, renewal->discount, renewal->cost);
        add_event(EventCategory::service, "renewal_failed", subscription.row.id.value());
    }
    const auto promised = [&](const auto& order) {
        return order.row.subscription == subscription.row.id && order.row.promised(day);
    };
    if (std::any_of(file_.orders.begin(), file_.orders.end(), promised)) return;
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
    if (goes_on_when_paid(subscription.row.id)) {
        return Decline{DeclineCode::unpaid, "it goes on when its order is paid"};
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
    Subscription& row = subscription.edit(RowState::billed);
    row.term_ends_on = end;
    const bool in_grace = row.billed_through > from; // runs have passed the day
    // What was charged at an end that is none any more, too.
    if (in_grace || cuts(life.eras().back(), from)) touch(row, from - 1);
    touch_extensions(subscription.row.id, from); // what ended only with its base goes on (R36)
    for (auto& order : file_.orders) {
        if (order.row.subscription == subscription.row.id && order.row.waits()) {
            order.edit().become(OrderState::paid);
        }
    }
    add_event(EventCategory::service, "subscription_renewed", subscription.row.id.value());
}

} // namespace prorata
