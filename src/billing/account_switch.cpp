// Switches entered after terms that follow them were renewed (R19, R21, R27).

#include "billing/account_billing.hpp"

#include <algorithm>
#include <set>

namespace prorata {

namespace {

/// First days of the terms after the first one that lie between two days, both left out. The part
/// before the anchor belongs to the first term (R18).
std::vector<Date> terms_between(const Anchor& anchor, const Term& term, Date after, Date before) {
    std::vector<Date> starts;
    for (std::int64_t k = std::max<std::int64_t>(anchor.index_of(term, after) + 1, 1);; ++k) {
        const Date start = anchor.boundary(term, k);
        if (start >= before) return starts;
        starts.push_back(start);
    }
}

/// What was entered for days after a switch.
struct Later {
    Date next_switch = Timeline::horizon();
    bool counts_on = false; ///< It goes on with the periods before it.
    std::set<Date> renewed; ///< Days on which a term was renewed onto an offer.
};

Later after(const std::vector<Change>& changes, Date from) {
    Later later;
    for (const Change& change : changes) {
        const bool is_switch = change.kind == ChangeKind::switched;
        if (!is_switch || change.effective_on <= from) continue;
        if (change.effective_on > later.next_switch) continue;
        later.next_switch = change.effective_on;
        later.counts_on = !change.anchor; // on one day the last entered holds (R27)
    }
    for (const Change& change : changes) {
        const bool between = change.effective_on > from && change.effective_on < later.next_switch;
        if (change.offer && between) later.renewed.insert(change.effective_on);
    }
    return later;
}

std::set<Date> terms_after(const Timeline& life, const Change& switched, const Term& term,
                           Date before) {
    const Date from = switched.effective_on;
    std::set<Date> starts;
    for (const Era& era : life.eras()) {
        const Date end = std::min(era.days.end(), before);
        if (end <= from) continue;
        if (era.days.start() > from && era.days.start() < end) starts.insert(era.days.start());
        const bool anew = switched.anchor && era.days.start() <= from;
        const Anchor& anchor = anew ? *switched.anchor : era.anchor;
        const auto more = terms_between(anchor, term, std::max(from, era.days.start()), end);
        starts.insert(more.begin(), more.end());
    }
    return starts;
}

} // namespace

/// The term begins anew at a re-anchoring switch and lasts to the first boundary after the terms
/// that were granted before it was entered.
void AccountBilling::count_term_anew(Tracked<Subscription>& subscription, const Change& switched) {
    const Catalog& catalog = work_.book().catalog();
    const Timeline& life = timeline(subscription.row);
    const Offer& before = catalog.offer(life.offer_on(switched.effective_on));
    const Era& last = life.eras().back();
    // After days without service it went on counted anew, and so does the term (R11b).
    const bool resumed = last.days.start() > switched.effective_on;
    const Anchor anchor = resumed ? last.anchor : *switched.anchor;
    Date served = std::max(switched.effective_on, last.days.start());
    if (before.term) {
        const auto granted =
            terms_between(last.anchor, *before.term, served, *subscription.row.term_ends_on);
        if (!granted.empty()) served = granted.back();
    }
    Subscription& row = subscription.edit();
    touch(row, switched.effective_on); // what was charged beyond the new end
    row.term_ends_on.reset();
    const Offer& offer = catalog.offer(*switched.offer);
    if (offer.term) {
        row.term_ends_on = anchor.boundary(*offer.term, anchor.index_of(*offer.term, served) + 1);
    }
}

/// Renews onto the tariff of a switch on the first day of a term; nothing if it was not sold then.
std::optional<Change> AccountBilling::renewed_onto(const Offer& like, Date day) {
    const Catalog& catalog = work_.book().catalog();
    const Offer* offer = catalog.find(*like.tariff, day, like.term, like.billing_period,
                                      like.currency, file_.account.price_level);
    if (offer == nullptr) return std::nullopt;
    const auto steps = granted_steps(catalog, *offer, file_.account.price_level, true);
    return Change{0, ChangeKind::renewed, day, offer->id, discount_number(work_, steps)};
}

std::optional<Decline> AccountBilling::follow_switch(Tracked<Subscription>& subscription,
                                                     const Change& switched) {
    const SubscriptionId id = subscription.row.id;
    const Later later = after(file_.changes_of(id), switched.effective_on);
    const bool last = later.next_switch == Timeline::horizon();
    if (switched.anchor && !last && later.counts_on) {
        return Decline{DeclineCode::conflicts_with_later,
                       "the switch on " + later.next_switch.text() +
                           " goes on with the periods that this one would end"};
    }
    const Offer& offer = work_.book().catalog().offer(*switched.offer);
    std::set<Date> terms;
    if (offer.term) {
        terms = terms_after(timeline(subscription.row), switched, *offer.term, later.next_switch);
    }
    if (switched.anchor && last) count_term_anew(subscription, switched);
    std::set<Date> starts = later.renewed;
    starts.insert(terms.begin(), terms.end());
    Change now = switched;
    for (const Date day : starts) {
        std::optional<Change> next = now;
        if (terms.contains(day)) next = renewed_onto(offer, day);
        if (!next) {
            return Decline{DeclineCode::conflicts_with_later,
                           "the term was renewed on " + day.text() +
                               ", when the tariff was not sold so"};
        }
        const bool other = next->offer != now.offer || next->discount != now.discount;
        now = {0, ChangeKind::renewed, day, next->offer, next->discount};
        if (other || later.renewed.contains(day)) file_.add_change(id, now, as_of_);
    }
    return std::nullopt;
}

} // namespace prorata
