// What a purchase of a base tariff or of an extension comes down to (FR-04, R18, R36, R37).

#include "engine/purchase.hpp"

#include <algorithm>

namespace prorata {

namespace {

const Offer& offer_of(Session& session, const Wanted& wanted, const AccountFile& file, Date start) {
    const Catalog& catalog = session.book().catalog();
    const Tariff& tariff = catalog.tariff(wanted.tariff);
    const Offer* offer = catalog.find(tariff, start, wanted.term, wanted.billing_period,
                                      file.account.currency, file.account.price_level);
    if (offer != nullptr) return *offer;
    throw Error(
        ErrorCode::invalid_argument,
        "the tariff " + tariff.code + " is not sold on " + start.text(),
        {{"tariff", "has no price for term " + (wanted.term ? wanted.term->text() : "none") +
                        ", billing period " + wanted.billing_period.text() + ", currency " +
                        std::string(file.account.currency.code())}});
}

std::vector<std::pair<ComponentId, Decimal>> quantities_of(const Wanted& wanted,
                                                           const Offer& offer) {
    std::vector<std::pair<ComponentId, Decimal>> quantities;
    Faults faults;
    for (const auto& [code, text] : wanted.quantities) {
        const std::string& named = code;
        const std::string path = "quantity." + code;
        const auto& components = offer.version->components;
        const auto found = std::find_if(components.begin(), components.end(),
                                        [&named](const auto& part) { return part.code == named; });
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

/// R37: the renewal discount is granted if the previous subscription is still alive at entry.
bool renews(Session& session, AccountFile& file, const std::string& previous_key) {
    const auto [account, id] = session.book().subscription_id(previous_key);
    if (account != file.account.id) {
        throw Error(ErrorCode::invalid_argument, "the purchase was refused",
                    {{"previous", "is not a subscription of this account"}});
    }
    const Subscription& previous = file.subscription(id).row;
    AccountBilling billing(session.work, file, session.context.at, 0);
    const auto end = billing.timeline(previous).end();
    return (!end || session.today(file) < *end) && previous.state != SubscriptionState::ended;
}

/// The base of an extension. Errors: Error{invalid_argument} unless tariffs and accounts fit.
SubscriptionId base_of(Session& session, AccountFile& file, const Offer& offer,
                       const std::string& base_key) {
    const auto [account, id] = session.book().subscription_id(base_key);
    if (account != file.account.id) {
        throw Error(ErrorCode::invalid_argument, "the base belongs to another account",
                    {{"base", "is not a subscription of this account"}});
    }
    AccountBilling billing(session.work, file, session.context.at, 0);
    const Timeline life = billing.timeline(file.subscription(id).row);
    const Tariff& base_tariff = *session.book().catalog().offer(life.offer_on(life.start())).tariff;
    const auto& bases = offer.tariff->bases;
    if (std::find(bases.begin(), bases.end(), base_tariff.code) == bases.end()) {
        throw Error(ErrorCode::invalid_argument, "the tariff does not extend this base",
                    {{"base", "is of tariff " + base_tariff.code}});
    }
    return id;
}

void require_base_if_extension(const Offer& offer, const Wanted& wanted) {
    const bool extension = offer.tariff->kind == TariffKind::extension;
    if (extension == wanted.base.has_value()) return;
    throw Error(ErrorCode::invalid_argument, "the purchase was refused",
                {{"base", extension ? "is missing; the tariff is an extension"
                                    : "is given; the tariff is no extension"}});
}

} // namespace

void Purchase::begin_on(Date day) {
    start = day;
    anchor = first_anchor(*offer, day);
    ends_on = offer->term ? std::optional(anchor.boundary(*offer->term, 1)) : std::nullopt;
}

void Purchase::move_in(Date day) {
    billed_through = day;
    if (!ends_on) return;
    for (std::int64_t terms = 2; *ends_on < day; ++terms)
        ends_on = anchor.boundary(*offer->term, terms);
}

Purchase plan(Session& session, const Wanted& wanted) {
    AccountFile file = session.book().account(session.book().account_id(wanted.account));
    const Date start = wanted.start.value_or(session.today(file));
    const Offer& offer = offer_of(session, wanted, file, start);
    require_base_if_extension(offer, wanted);
    const SellerId seller = session.book().seller(wanted.seller).id;
    Purchase purchase{std::move(file), &offer, seller, start, Anchor(start), std::nullopt};
    purchase.begin_on(start);
    purchase.quantities = quantities_of(wanted, offer);
    if (wanted.base) purchase.base = base_of(session, purchase.file, offer, *wanted.base);
    const bool renewal =
        wanted.renews.value_or(wanted.previous && renews(session, purchase.file, *wanted.previous));
    purchase.steps =
        granted_steps(session.book().catalog(), offer, purchase.file.account.price_level, renewal);
    return purchase;
}

std::optional<Decline> bound_by_base(Session& session, Purchase& purchase) {
    if (!purchase.base) return std::nullopt;
    AccountBilling billing(session.work, purchase.file, session.context.at, 0);
    const Subscription& base = purchase.file.subscription(*purchase.base).row;
    const Timeline life = billing.timeline(base);
    const auto outside = [](std::string why) {
        return Decline{DeclineCode::outside_base, std::move(why)};
    };
    if (base.state == SubscriptionState::ordered) {
        return Decline{DeclineCode::unpaid, "the base begins on the day when its order is paid"};
    }
    if (life.end() && purchase.start >= *life.end()) {
        return outside("the base ends on " + life.end()->text() + ", before the extension begins");
    }
    if (purchase.start < life.start()) {
        return outside("the base begins on " + life.start().text());
    }
    if (!purchase.billed_through && purchase.start < session.today(purchase.file)) {
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

SubscriptionId add_subscription(Session& session, Purchase& purchase, const std::string& key,
                                PayerId payer, AccountId used_by, bool auto_renewal) {
    const SubscriptionId id(session.work.draw("subscription"));
    AccountFile& file = purchase.file;
    const Subscription subscription{file.account.id,
                                    id,
                                    used_by,
                                    purchase.seller,
                                    purchase.base,
                                    key,
                                    SubscriptionState::active,
                                    auto_renewal,
                                    purchase.ends_on,
                                    purchase.billed_through.value_or(purchase.start)};
    file.subscriptions.push_back({subscription, RowState::fresh});
    Change started{0, ChangeKind::started, purchase.start, purchase.offer->id};
    started.discount = discount_number(session.work, purchase.steps);
    started.anchor = purchase.anchor;
    started.payer = payer;
    file.add_change(id, started, session.context.at);
    if (purchase.billed_through) {
        file.add_change(id, {0, ChangeKind::taken_over, *purchase.billed_through},
                        session.context.at);
    }
    for (const auto& [component, quantity] : purchase.quantities) {
        Change change{0, ChangeKind::quantity, purchase.start};
        change.component = component;
        change.quantity = quantity;
        file.add_change(id, change, session.context.at);
    }
    return id;
}

std::vector<Part> first_parts(Session& session, AccountBilling& billing,
                              const Subscription& subscription) {
    const Timeline life = billing.timeline(subscription);
    auto parts = billing.parts(subscription, life, {life.start(), life.start() + 1});
    round_as_order(session.book().rating(), parts, life.start());
    return parts;
}

std::vector<Part> parts_of(Session& session, const Purchase& purchase) {
    Purchase copy = purchase;
    const SubscriptionId id =
        add_subscription(session, copy, "", PayerId(max_id), copy.file.account.id, true);
    AccountBilling billing(session.work, copy.file, session.context.at, 0);
    return first_parts(session, billing, copy.file.subscription(id).row);
}

QuotedPrice price_of(Session& session, const Purchase& purchase, const std::vector<Part>& parts) {
    std::int64_t total = 0;
    std::int64_t tax = 0;
    for (const Part& part : parts) {
        total += part.charge.amount;
        tax += part.charge.tax;
    }
    const Currency currency = purchase.file.account.currency;
    return {purchase.offer->id, discount_number(session.work, purchase.steps),
            Amount(total, currency), Amount(tax, currency)};
}

} // namespace prorata
