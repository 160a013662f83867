// Quote and subscribe: the purchase of a base tariff or of an extension (FR-04, R36, R37, R63).

#include "billing/account_billing.hpp"
#include "engine/commands.hpp"
#include "prorata/time/cycle.hpp"

#include <algorithm>

namespace prorata {

namespace {

/// Everything that a purchase comes down to, before it is written.
struct Purchase {
    AccountFile file;
    const Offer* offer;
    Date start;
    Anchor anchor;
    std::optional<Date> ends_on;
    std::optional<SubscriptionId> base = {};
    std::vector<std::pair<ComponentId, Decimal>> quantities = {};
    std::vector<DiscountStep> steps = {};
};

template <class Request>
const Offer& offer_of(Session& session, const Request& request, const AccountFile& file,
                      Date start) {
    const Catalog& catalog = session.book().catalog();
    const Tariff& tariff = catalog.tariff(*request.tariff);
    const Term period = request.billing_period.value_or(Term(1, TermUnit::month));
    const Offer* offer = catalog.find(tariff, start, request.term.value, period,
                                      file.account.currency, file.account.price_level);
    if (offer != nullptr) return *offer;
    throw Error(ErrorCode::invalid_argument,
                "the tariff " + tariff.code + " is not sold on " + start.text(),
                {{"tariff", "has no price for term " +
                                (request.term.given() ? (*request.term).text() : "none") +
                                ", billing period " + period.text() + ", currency " +
                                std::string(file.account.currency.code())}});
}

Cycle cycle_of(const TariffVersion& version) {
    switch (version.cycle) {
    case CycleKind::calendar: return Cycle::calendar(version.cycle_day);
    case CycleKind::billing_day: return Cycle::billing_day(version.cycle_day);
    case CycleKind::anniversary: break;
    }
    return Cycle::anniversary();
}

template <class Request>
std::vector<std::pair<ComponentId, Decimal>> quantities_of(const Request& request,
                                                           const Offer& offer) {
    std::vector<std::pair<ComponentId, Decimal>> quantities;
    Faults faults;
    for (const auto& [code, text] : request.quantity.pairs) {
        const std::string& wanted = code;
        const std::string path = "quantity." + code;
        const auto& components = offer.version->components;
        const auto found =
            std::find_if(components.begin(), components.end(),
                         [&wanted](const auto& part) { return part.code == wanted; });
        if (found == components.end()) {
            faults.add(path, "is no component of the tariff " + offer.tariff->code);
            continue;
        }
        try {
            const Decimal quantity = Decimal::parse(text);
            if (quantity < found->least || (found->most && quantity > *found->most)) {
                faults.add(path, "is " + text + "; give " + found->least.text() + " to " +
                                     (found->most ? found->most->text() : "any number"));
            }
            const auto position = static_cast<std::size_t>(found - components.begin());
            quantities.emplace_back(offer.components[position], quantity);
        } catch (const Error& error) {
            faults.add(path, error.message());
        }
    }
    faults.raise_if_any("the quantities were refused");
    return quantities;
}

/// The end that an extension may have: never after its base's (FR-04c, R36).
std::optional<Decline> bound_by_base(Session& session, Purchase& purchase,
                                     const std::string& base_key) {
    const auto [account, id] = session.book().subscription_id(base_key);
    if (account != purchase.file.account.id) {
        throw Error(ErrorCode::invalid_argument, "the base belongs to another account",
                    {{"base", "is not a subscription of this account"}});
    }
    const Subscription& base = purchase.file.subscription(id).row;
    AccountBilling billing(session.work, purchase.file, session.context.at, 0);
    const Timeline life = billing.timeline(base);
    const Tariff& base_tariff = *session.book().catalog().offer(life.offer_on(life.start())).tariff;
    const auto& bases = purchase.offer->tariff->bases;
    if (std::find(bases.begin(), bases.end(), base_tariff.code) == bases.end()) {
        throw Error(ErrorCode::invalid_argument, "the tariff does not extend this base",
                    {{"base", "is of tariff " + base_tariff.code}});
    }
    purchase.base = id;
    const auto outside = [](std::string why) {
        return Decline{DeclineCode::outside_base, std::move(why)};
    };
    if (life.end() && purchase.start >= *life.end()) {
        return outside("the base ends on " + life.end()->text() + ", before the extension begins");
    }
    if (purchase.start < life.start()) {
        return outside("the base begins on " + life.start().text());
    }
    if (purchase.start < session.today(purchase.file)) {
        return outside("an extension may not begin in the past; today is " +
                       session.today(purchase.file).text());
    }
    if (!life.end() || (purchase.ends_on && *purchase.ends_on <= *life.end())) return std::nullopt;
    if (!purchase.ends_on || purchase.offer->version->overrun == OverrunPolicy::clip) {
        return std::nullopt; // it ends with its base
    }
    return outside("it would end on " + purchase.ends_on->text() + ", its base ends on " +
                   life.end()->text());
}

template <class Request>
Outcome<Purchase> plan(Session& session, const Request& request) {
    AccountFile file = session.book().account(session.book().account_id(*request.account));
    const Date start = request.start.value_or(session.today(file));
    const Offer& offer = offer_of(session, request, file, start);
    const bool extension = offer.tariff->kind == TariffKind::extension;
    if (extension != request.base.given()) {
        throw Error(ErrorCode::invalid_argument, "the purchase was refused",
                    {{"base", extension ? "is missing; the tariff is an extension"
                                        : "is given; the tariff is no extension"}});
    }
    const Anchor anchor = cycle_of(*offer.version).first(start, offer.billing_period).anchor;
    std::optional<Date> ends_on;
    if (offer.term) ends_on = anchor.boundary(*offer.term, 1);
    Purchase purchase{std::move(file), &offer, start, anchor, ends_on};
    purchase.quantities = quantities_of(request, offer);
    if (extension) {
        if (auto decline = bound_by_base(session, purchase, *request.base)) return *decline;
    }
    purchase.steps =
        granted_steps(session.book().catalog(), offer, purchase.file.account.price_level, false);
    return purchase;
}

/// Puts the subscription and its first changes into the account's file.
SubscriptionId add_subscription(Session& session, Purchase& purchase, const std::string& key,
                                SellerId seller, PayerId payer, AccountId used_by,
                                bool auto_renewal) {
    const SubscriptionId id(session.work.draw("subscription"));
    AccountFile& file = purchase.file;
    const Subscription subscription{file.account.id,
                                    id,
                                    used_by,
                                    seller,
                                    purchase.base,
                                    key,
                                    SubscriptionState::active,
                                    auto_renewal,
                                    purchase.ends_on,
                                    purchase.start};
    file.subscriptions.push_back({subscription, RowState::fresh});
    Change started{0, ChangeKind::started, purchase.start, purchase.offer->id};
    started.discount = discount_number(session.work, purchase.steps);
    started.anchor = purchase.anchor;
    started.payer = payer;
    file.add_change(id, started, session.context.at);
    for (const auto& [component, quantity] : purchase.quantities) {
        Change change{0, ChangeKind::quantity, purchase.start};
        change.component = component;
        change.quantity = quantity;
        file.add_change(id, change, session.context.at);
    }
    return id;
}

/// The periods that begin the subscription, as they would be charged on the day of its start.
std::vector<Part> first_parts(Session& session, AccountBilling& billing,
                              const Subscription& subscription) {
    const Timeline life = billing.timeline(subscription);
    auto parts = billing.parts(subscription, life, {life.start(), life.start() + 1});
    round_as_order(session.book().rating(), parts, life.start());
    return parts;
}

/// R37: the renewal discount is granted if the previous subscription is still alive at entry.
void add_renewal_step(Session& session, Purchase& purchase, const std::string& previous_key) {
    const auto [account, id] = session.book().subscription_id(previous_key);
    if (account != purchase.file.account.id) {
        throw Error(ErrorCode::invalid_argument, "the purchase was refused",
                    {{"previous", "is not a subscription of this account"}});
    }
    const Subscription& previous = purchase.file.subscription(id).row;
    AccountBilling billing(session.work, purchase.file, session.context.at, 0);
    const auto end = billing.timeline(previous).end();
    const bool alive =
        (!end || session.today(purchase.file) < *end) && previous.state != SubscriptionState::ended;
    purchase.steps = granted_steps(session.book().catalog(), *purchase.offer,
                                   purchase.file.account.price_level, alive);
}

Answer priced(const std::vector<Part>& parts, const Session& session, Currency currency) {
    Answer answer = quote_answer(session, parts);
    if (parts.empty()) answer.values.emplace_back("total", amount_text(0, currency));
    return answer;
}

} // namespace

std::string amount_text(std::int64_t units, Currency currency) {
    return Amount(units, currency).text();
}

Answer quote_answer(const Session& session, const std::vector<Part>& parts) {
    Answer answer;
    std::int64_t total = 0;
    std::int64_t tax = 0;
    for (const Part& part : parts) {
        const Charge& line = part.charge;
        total += line.amount;
        tax += line.tax;
        answer.values.emplace_back(
            "line." + std::string(session.book().catalog().component_code(line.unit.component)) +
                "." + line.days.start().text(),
            amount_text(line.amount, line.currency));
    }
    if (!parts.empty()) {
        answer.values.emplace_back("total", amount_text(total, parts[0].charge.currency));
        answer.values.emplace_back("tax", amount_text(tax, parts[0].charge.currency));
    }
    return answer;
}

Outcome<Answer> carry_out(Session& session, const Quote& request) {
    auto planned = plan(session, request);
    if (planned.declined()) return planned.decline();
    Purchase purchase = planned.value();
    const SellerRecord& seller = session.book().seller(*request.seller);
    const SubscriptionId id = add_subscription(session, purchase, "", seller.id, PayerId(max_id),
                                               purchase.file.account.id, true);
    AccountBilling billing(session.work, purchase.file, session.context.at, 0);
    return priced(first_parts(session, billing, purchase.file.subscription(id).row), session,
                  purchase.file.account.currency);
}

Outcome<Answer> carry_out(Session& session, const Subscribe& request) {
    session.work.expect_catalog();
    auto planned = plan(session, request);
    if (planned.declined()) return planned.decline();
    Purchase purchase = planned.value();
    AccountFile& file = purchase.file;
    if (session.book().find_subscription(*request.key)) {
        throw Error(ErrorCode::already_exists, "there is a subscription \"" + *request.key + "\"",
                    {{"key", "is taken"}});
    }
    const SellerRecord& seller = session.book().seller(*request.seller);
    const PayerId payer = file.payer(*request.payer).id;
    if (request.previous.given()) add_renewal_step(session, purchase, *request.previous);
    const AccountId used_by =
        request.used_by.given() ? session.book().account_id(*request.used_by) : file.account.id;
    const SubscriptionId id =
        add_subscription(session, purchase, *request.key, seller.id, payer, used_by,
                         request.auto_renewal.value_or(purchase.offer->version->auto_renewal));
    AccountBilling billing(session.work, file, session.context.at, 0);
    auto& subscription = file.subscription(id);
    const auto parts = first_parts(session, billing, subscription.row);
    Answer answer = priced(parts, session, file.account.currency);
    if (request.expected.given() && answer.at("total") != (*request.expected).text()) {
        return Decline{DeclineCode::stale_version,
                       "the price is " + answer.at("total") + " now; ask for a new quote"};
    }
    const std::int64_t cost = AccountBilling::paid_ahead(parts);
    const auto refusal = billing.money().may_buy(seller.id, Amount(cost, file.account.currency),
                                                 session.today(file));
    if (refusal && file.account.terms != PaymentTerms::prepaid) return *refusal;
    if (!refusal) {
        (void)billing.bill_subscription(id);
        billing.add_event(EventCategory::service, "subscription_activated", id.value());
    } else {
        subscription.row.state = SubscriptionState::ordered;
        billing.await_payment(subscription.row, OrderKind::purchase, cost);
    }
    answer.values.emplace_back("state", std::string(name(subscription.row.state)));
    billing.settle_command();
    session.work.save(file);
    return answer;
}

} // namespace prorata
