// Withdraw: to give back a purchase, a renewal or added seats while the window is open (SL-04,
// R33).

#include "billing/account_billing.hpp"
#include "engine/commands.hpp"
#include "prorata/time/window.hpp"

#include <algorithm>

namespace prorata {

namespace {

/// What may be withdrawn from: since which day it is charged, and when its window opened.
struct Opening {
    Date from;
    Instant at;
    std::optional<Decimal> quantity_before = {}; ///< Of added seats.
};

Instant opened_at(const Session& session, const AccountFile& file, Date from, Instant recorded_at) {
    return std::max(recorded_at, session.book().zone(file.account.zone).start_of_day(from));
}

/// The present term: of the purchase, or of the last renewal. The longest term that a life without
/// a term has is its whole.
Opening term_opening(const Session& session, SubscriptionFile& at, const Timeline& life) {
    const Offer& offer = session.book().catalog().offer(life.offer_on(life.start()));
    const Subscription& row = at.subscription().row;
    Date from = life.start();
    if (offer.term && row.term_ends_on) {
        const Anchor& anchor = life.eras().back().anchor;
        const auto last = anchor.index_of(*offer.term, *row.term_ends_on - 1);
        from = std::max(from, anchor.boundary(*offer.term, last));
    }
    Instant recorded_at = Instant::from_micros(0);
    for (const auto& change : at.file.changes) {
        const Change& fact = change.row.change;
        const bool begins = change.row.subscription == at.id && fact.effective_on == from &&
                            (fact.kind == ChangeKind::started || fact.kind == ChangeKind::renewed ||
                             fact.kind == ChangeKind::resumed);
        if (begins) recorded_at = change.row.recorded_at;
    }
    return {from, opened_at(session, at.file, from, recorded_at)};
}

/// The last addition of units of a component after the start, or nothing.
std::optional<Opening> addition(const Session& session, SubscriptionFile& at, const Timeline& life,
                                ComponentId component) {
    std::optional<Opening> last;
    for (const auto& change : at.file.changes) {
        const Change& fact = change.row.change;
        if (change.row.subscription != at.id || fact.kind != ChangeKind::quantity ||
            fact.component != component || fact.effective_on <= life.start()) {
            continue;
        }
        const Decimal before = life.terms_on(component, fact.effective_on - 1).quantity;
        if (fact.quantity <= before) continue;
        last =
            Opening{fact.effective_on,
                    opened_at(session, at.file, fact.effective_on, change.row.recorded_at), before};
    }
    return last;
}

Window window_of(const Session& session, const WithdrawalPolicy& policy) {
    if (policy.hours) return Window::of_hours(*policy.hours);
    return Window::of_days(session.book().zone(policy.zone), policy.days, policy.cut_off_minutes);
}

Decline closed(const std::string& why) {
    return {DeclineCode::window_closed, why};
}

std::optional<Decline> give_back_units(Session& session, SubscriptionFile& at,
                                       ComponentId component, const Opening& opening, Date from) {
    Change less{0, ChangeKind::quantity, from};
    less.component = component;
    less.quantity = *opening.quantity_before;
    return add_change(session, at, less);
}

/// Ends the service with today, or before it begins; in full, what was charged since the opening
/// is not owed any more, one-offs of a purchase included.
std::optional<Decline> give_back_term(Session& session, SubscriptionFile& at,
                                      const Opening& opening, Date end, RefundPolicy refund) {
    at.subscription().edit().auto_renewal = false;
    if (auto decline = add_change(session, at, {0, ChangeKind::ended, end})) return decline;
    if (refund == RefundPolicy::prorated) return std::nullopt;
    if (auto decline = add_change(session, at, {0, ChangeKind::withdrawn, opening.from})) {
        return decline;
    }
    AccountBilling::touch(at.subscription().edit(), opening.from);
    return std::nullopt;
}

} // namespace

Outcome<Answer> carry_out(Session& session, const Withdraw& request) {
    SubscriptionFile at = subscription_file(session, *request.subscription);
    if (auto decline = unpaid(at)) return *decline;
    AccountBilling billing(session.work, at.file, session.context.at, 0);
    const Timeline life = billing.timeline(at.subscription().row);
    const Date today = session.today(at.file);
    const auto& policy = session.book().catalog().offer(life.offer_on(today)).version->withdrawal;
    if (!policy) {
        throw Error(ErrorCode::invalid_argument, "the tariff does not allow it: withdrawal");
    }
    if (!life.lives() || (life.end() && *life.end() <= today)) {
        return closed("the subscription is over");
    }
    std::optional<ComponentId> component;
    if (request.component.given()) {
        component = session.book().catalog().component(*request.component);
    }
    const auto opening = component ? addition(session, at, life, *component)
                                   : std::optional(term_opening(session, at, life));
    if (!opening) return closed("nothing was added to it since it began");
    const Instant end = window_of(session, *policy).closes_at(opening->at);
    if (session.context.at >= end) {
        return closed("the window opened at " + opening->at.text() + " and closed at " +
                      end.text());
    }
    const Date after = std::max(today + 1, opening->from);
    const bool full = policy->refund == RefundPolicy::full;
    const auto decline =
        component ? give_back_units(session, at, *component, *opening, full ? opening->from : after)
                  : give_back_term(session, at, *opening, after, policy->refund);
    if (decline) return *decline;
    billing.add_event(EventCategory::service, "subscription_withdrawn", at.id.value());
    save(session, at.file);
    return Answer{{{"from", opening->from.text()}, {"refund", std::string(name(policy->refund))}}};
}

} // namespace prorata
