// Commands that change a subscription's timeline. Each sets an absolute value from a day on (R27).

#include "billing/account_billing.hpp"
#include "engine/commands.hpp"

#include <algorithm>

namespace prorata {

namespace {

Date effective(const Session& session, const SubscriptionFile& at, const field::Day& given) {
    return given.value_or(session.today(at.file));
}

/// Faults: a day outside the life; ended or never begun.
void require_alive(const Session& session, SubscriptionFile& at, Date day,
                   const char* path = "from") {
    AccountBilling billing(session.work, at.file, session.context.at, 0);
    const Timeline life = billing.timeline(at.subscription().row);
    if (day < life.start()) {
        throw Error(
            ErrorCode::invalid_argument, "the change was refused",
            {{path, "is " + day.text() + "; the subscription begins on " + life.start().text()}});
    }
}

std::optional<Decline> over(const Session& session, SubscriptionFile& at, Date day) {
    AccountBilling billing(session.work, at.file, session.context.at, 0);
    const auto end = billing.timeline(at.subscription().row).end();
    if (!end || day < *end) return std::nullopt;
    return Decline{DeclineCode::window_closed, "the subscription ends on " + end->text() +
                                                   "; nothing can be changed from that day on"};
}

const Component& component_in(const Offer& offer, ComponentId id, const std::string& code) {
    const auto position = offer.find(id);
    if (position && offer.prices[*position]) return offer.version->components[*position];
    throw Error(ErrorCode::invalid_argument, "the change was refused",
                {{"component", "\"" + code + "\" is not sold in tariff " + offer.tariff->code}});
}

bool inside(const Component& component, const Decimal& quantity) {
    return quantity >= component.least && (!component.most || quantity <= *component.most);
}

std::string range_of(const Component& component) {
    return component.least.text() + " to " +
           (component.most ? component.most->text() : "any number");
}

/// R49: the first later day on which the quantities are outside what the offer allows.
std::optional<std::string> later_conflict(const Session& session, const Timeline& life, Date from) {
    const Catalog& catalog = session.book().catalog();
    std::vector<Slice> slices;
    for (const ComponentId id : life.components()) {
        slices.clear();
        life.slices(id, {from, Timeline::horizon()}, slices);
        for (const Slice& slice : slices) {
            const Offer& offer = catalog.offer(slice.terms.offer);
            const Component& component = offer.version->components[*offer.find(id)];
            if (component.kind == ComponentKind::metered) continue;
            if (!inside(component, slice.terms.quantity)) {
                return "on " + std::max(from, slice.days.start()).text() + " " + component.code +
                       " would be " + slice.terms.quantity.text() + "; give " + range_of(component);
            }
        }
    }
    return std::nullopt;
}

Outcome<Answer> changed(Session& session, SubscriptionFile& at, const Change& change) {
    if (auto decline = over(session, at, change.effective_on)) return *decline;
    if (auto decline = add_change(session, at, change)) return *decline;
    save(session, at.file);
    return Answer{{{"from", change.effective_on.text()}}};
}

/// How the tariff treats an end or a decrease on that day; nothing if no term is cut by it (R34).
std::optional<EarlyEndPolicy> inside_term(Session& session, SubscriptionFile& at, Date day) {
    AccountBilling billing(session.work, at.file, session.context.at, 0);
    const Subscription& row = at.subscription().row;
    const Timeline life = billing.timeline(row);
    if (!row.term_ends_on || life.end() != row.term_ends_on || day >= *row.term_ends_on) {
        return std::nullopt;
    }
    return session.book().catalog().offer(life.offer_on(day)).version->early_end;
}

/// A decrease that waits: it holds from the end of the present term on, which is fixed now (R19).
Outcome<Answer> at_renewal(Session& session, SubscriptionFile& at, Change change) {
    change.effective_on = *at.subscription().row.term_ends_on;
    if (auto decline = add_change(session, at, change)) return *decline;
    save(session, at.file);
    return Answer{{{"from", change.effective_on.text()}}};
}

/// Whether a stop whose reason fits covers the day.
template <class Fits>
bool stopped_for(const Timeline& life, Date day, const Fits& fits) {
    return std::any_of(life.stops().begin(), life.stops().end(), [&](const StoppedDays& stop) {
        return stop.days.contains(day) && fits(stop.reason);
    });
}

Outcome<Answer> lacks(const char* what) {
    throw Error(ErrorCode::invalid_argument, std::string("the tariff does not allow it: ") + what);
}

} // namespace

SubscriptionFile subscription_file(Session& session, const std::string& key) {
    const auto [account, id] = session.book().subscription_id(key);
    return {session.book().account(account), id};
}

void save(Session& session, AccountFile& file) {
    AccountBilling billing(session.work, file, session.context.at, 0);
    billing.settle_command();
    session.work.save(file);
}

std::optional<Decline> unpaid(SubscriptionFile& at) {
    if (at.subscription().row.state != SubscriptionState::ordered) return std::nullopt;
    return Decline{DeclineCode::unpaid, "what was ordered changes no more until it is paid; "
                                        "cancel_order gives it up"};
}

std::optional<Decline> add_change(Session& session, SubscriptionFile& at, const Change& change) {
    AccountBilling billing(session.work, at.file, session.context.at, 0);
    Subscription& row = at.subscription().edit();
    const Date day = change.effective_on;
    const DueWindow charged{row.billed_through, row.billed_through, day};
    bool touches = !billing.parts(row, billing.timeline(row), charged).empty();
    at.file.add_change(at.id, change, session.context.at);
    const Timeline after = billing.timeline(row);
    if (const auto conflict = later_conflict(session, after, day)) {
        return Decline{DeclineCode::conflicts_with_later, *conflict};
    }
    touches = touches || !billing.parts(row, after, charged).empty();
    if (touches && (!row.changed_from || day < *row.changed_from)) row.changed_from = day;
    // An extension may end with its base (R36); its periods may be charged where the base's are
    // not.
    for (auto& extension : at.file.subscriptions) {
        if (extension.row.base != at.id) continue;
        Subscription& other = extension.edit();
        if (!other.changed_from || day < *other.changed_from) other.changed_from = day;
    }
    return std::nullopt;
}

Outcome<Answer> carry_out(Session& session, const SetQuantity& request) {
    SubscriptionFile at = subscription_file(session, *request.subscription);
    if (auto decline = unpaid(at)) return *decline;
    const Date from = effective(session, at, request.from);
    require_alive(session, at, from);
    AccountBilling billing(session.work, at.file, session.context.at, 0);
    const Timeline life = billing.timeline(at.subscription().row);
    const ComponentId id = session.book().catalog().component(*request.component);
    const Offer& offer = session.book().catalog().offer(life.offer_on(from));
    const Component& component = component_in(offer, id, *request.component);
    if (!offer.version->may_change_quantity) return lacks("changing quantities");
    if (!inside(component, *request.quantity)) {
        throw Error(
            ErrorCode::invalid_argument, "the change was refused",
            {{"quantity", "is " + (*request.quantity).text() + "; give " + range_of(component)}});
    }
    Change change{0, ChangeKind::quantity, from};
    change.component = id;
    change.quantity = *request.quantity;
    const Decimal before = life.terms_on(id, from).quantity;
    const bool more = *request.quantity > before;
    const auto policy = inside_term(session, at, from);
    if (*request.quantity < before && policy && *policy != EarlyEndPolicy::any_time) {
        return at_renewal(session, at, change);
    }
    auto answer = changed(session, at, change);
    if (answer.declined() || !more || at.file.account.terms == PaymentTerms::postpaid)
        return answer;
    AccountBilling after(session.work, at.file, session.context.at, 0);
    Subscription preview = at.subscription().row;
    std::int64_t cost = 0;
    if (preview.changed_from) {
        for (const Charge& line : after.correction_of(preview))
            cost += line.amount;
    }
    if (cost <= 0) return answer;
    const Amount price(cost, at.file.account.currency);
    auto refusal = after.money().may_buy(preview.seller, price, session.today(at.file));
    return refusal ? Outcome<Answer>(*std::move(refusal)) : answer;
}

Outcome<Answer> carry_out(Session& session, const SwitchTariff& request) {
    session.work.expect_catalog();
    SubscriptionFile at = subscription_file(session, *request.subscription);
    if (auto decline = unpaid(at)) return *decline;
    const Date from = effective(session, at, request.from);
    require_alive(session, at, from);
    if (auto decline = over(session, at, from)) return *decline;
    AccountBilling billing(session.work, at.file, session.context.at, 0);
    const Timeline life = billing.timeline(at.subscription().row);
    const Catalog& catalog = session.book().catalog();
    const Offer& present = catalog.offer(life.offer_on(from));
    const Tariff& tariff = catalog.tariff(*request.tariff);
    const std::optional<Term> term = request.term.given() ? request.term.value : present.term;
    const Term period = request.billing_period.value_or(present.billing_period);
    const Offer* offer =
        catalog.find(tariff, from, term, period, present.currency, at.file.account.price_level);
    if (offer == nullptr || tariff.kind != present.tariff->kind) {
        throw Error(ErrorCode::invalid_argument, "the switch was refused",
                    {{"tariff", "is not sold on " + from.text() + " at this term and period"}});
    }
    Change change{0, ChangeKind::switched, from, offer->id};
    change.discount = discount_number(
        session.work, granted_steps(catalog, *offer, at.file.account.price_level, false));
    const bool equal = term == present.term && period == present.billing_period &&
                       offer->version->cycle == present.version->cycle;
    // R19: otherwise the old period is cut and the new one is counted from the switch
    if (!equal) change.anchor = Anchor(from);
    if (auto decline = billing.follow_switch(at.subscription(), change)) return *decline;
    return changed(session, at, change);
}

Outcome<Answer> carry_out(Session& session, const Stop& request) {
    SubscriptionFile at = subscription_file(session, *request.subscription);
    if (auto decline = unpaid(at)) return *decline;
    const Date from = effective(session, at, request.from);
    require_alive(session, at, from);
    const auto reason = stop_reason(request.reason.value_or("by_client"));
    if (!reason || lifted_by_payment(*reason)) {
        throw Error(ErrorCode::invalid_argument, "the stop was refused",
                    {{"reason", "give by_client, by_administrator or violation"}});
    }
    AccountBilling billing(session.work, at.file, session.context.at, 0);
    const Timeline life = billing.timeline(at.subscription().row);
    if (*reason == StopReason::by_client &&
        !session.book().catalog().offer(life.offer_on(from)).version->may_stop) {
        return lacks("stopping");
    }
    Change change{0, ChangeKind::stopped, from};
    change.reason = *reason;
    at.subscription().edit().state = SubscriptionState::suspended;
    return changed(session, at, change);
}

Outcome<Answer> carry_out(Session& session, const Resume& request) {
    SubscriptionFile at = subscription_file(session, *request.subscription);
    if (auto decline = unpaid(at)) return *decline;
    const Date from = effective(session, at, request.from);
    require_alive(session, at, from);
    AccountBilling billing(session.work, at.file, session.context.at, 0);
    const Timeline& life = billing.timeline(at.subscription().row);
    if (!life.stopped_on(from)) {
        throw Error(ErrorCode::invalid_argument,
                    "the subscription is not stopped on " + from.text());
    }
    const bool unpaid = stopped_for(life, from, lifted_by_payment);
    if (!stopped_for(life, from, [](auto r) { return !lifted_by_payment(r); })) {
        return Decline{DeclineCode::unpaid, "it was stopped for non-payment and goes on when the "
                                            "order for its period is paid"};
    }
    if (!unpaid) at.subscription().edit().state = SubscriptionState::active;
    return changed(session, at, {0, ChangeKind::resumed, from});
}

Outcome<Answer> carry_out(Session& session, const End& request) {
    SubscriptionFile at = subscription_file(session, *request.subscription);
    if (auto decline = unpaid(at)) return *decline;
    const Date on = effective(session, at, request.on);
    require_alive(session, at, on, "on");
    const auto policy = inside_term(session, at, on);
    if (policy == EarlyEndPolicy::at_renewal) {
        Subscription& row = at.subscription().edit();
        row.auto_renewal = false;
        save(session, at.file);
        return Answer{{{"from", row.term_ends_on->text()}}};
    }
    const bool owed = policy == EarlyEndPolicy::charge_outstanding;
    return changed(session, at, {0, owed ? ChangeKind::terminated : ChangeKind::ended, on});
}

Outcome<Answer> carry_out(Session& session, const SetAutoRenewal& request) {
    SubscriptionFile at = subscription_file(session, *request.subscription);
    if (at.subscription().row.auto_renewal != *request.value) {
        Change change{0, ChangeKind::renewal_switched, session.today(at.file)};
        change.quantity = *request.value ? 1 : 0;
        at.file.add_change(at.id, change, session.context.at);
        at.subscription().edit().auto_renewal = *request.value;
    }
    save(session, at.file);
    return Answer{{{"auto_renewal", request.value.text()}}};
}

/// R41: what is recorded keeps its payer, and so do corrections of it.
Outcome<Answer> carry_out(Session& session, const SetPayer& request) {
    SubscriptionFile at = subscription_file(session, *request.subscription);
    const Date from = effective(session, at, request.from);
    require_alive(session, at, from);
    Change change{0, ChangeKind::payer_changed, from};
    change.payer = at.file.payer(*request.payer).id;
    return changed(session, at, change);
}

Outcome<Answer> carry_out(Session& session, const Renew& request) {
    session.work.expect_catalog();
    SubscriptionFile at = subscription_file(session, *request.subscription);
    if (!at.subscription().row.term_ends_on) {
        throw Error(ErrorCode::invalid_argument, "an open-ended subscription is not renewed");
    }
    if (auto decline = unpaid(at)) return *decline;
    AccountBilling billing(session.work, at.file, session.context.at, 0);
    if (auto decline = billing.renew_now(at.subscription())) return *decline;
    billing.settle_command();
    session.work.save(at.file);
    return Answer{{{"ends_on", at.subscription().row.term_ends_on->text()}}};
}

} // namespace prorata
