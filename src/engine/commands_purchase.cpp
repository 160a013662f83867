// Quote, subscribe and cancel_order: from a price to a purchase (R11a, R37, R63).

#include "engine/commands.hpp"
#include "engine/purchase.hpp"

#include <algorithm>

namespace prorata {

namespace {

template <class Request>
Wanted wanted_of(const Request& request) {
    return {*request.account,
            *request.tariff,
            *request.seller,
            request.start.value,
            request.term.value,
            request.billing_period.value_or(Term(1, TermUnit::month)),
            request.base.value,
            request.previous.value,
            {},
            request.quantity.pairs};
}

/// The wish that a quote was given for, with its decision about the renewal discount (R1).
Wanted wanted_of(Session& session, const Quote& quote, const std::string& account) {
    Book& book = session.book();
    const Offer& offer = book.catalog().offer(quote.price.offer);
    const auto& steps = book.discounts().steps(quote.price.discount);
    const bool renews = std::any_of(steps.begin(), steps.end(), [](const DiscountStep& step) {
        return step.cause == DiscountCause::renewal;
    });
    Wanted wanted{account,
                  offer.tariff->code,
                  book.seller(quote.seller).code,
                  quote.start,
                  offer.term,
                  offer.billing_period,
                  {},
                  {},
                  renews};
    if (quote.base) {
        AccountFile file = book.account(quote.account);
        wanted.base = file.subscription(*quote.base).row.key;
    }
    for (const auto& [component, quantity] : quote.quantities) {
        wanted.quantities.emplace_back(book.catalog().component_code(component), quantity.text());
    }
    return wanted;
}

/// A quote says everything but who pays and under which name; without one, the command does.
void require_wish(const Subscribe& request) {
    Faults faults;
    const bool quoted = request.quote.given();
    Subscribe::each_field(request, [&](const FieldDescription& field, const auto& value) {
        const std::string_view name = field.name;
        const bool of_quote = name != "account" && name != "key" && name != "payer" &&
                              name != "quote" && name != "used_by" && name != "auto_renewal";
        if (quoted && of_quote && value.given()) {
            faults.add(std::string(name), "is given; the quote says it");
        }
        if (!quoted && (name == "tariff" || name == "seller") && !value.given()) {
            faults.add(std::string(name), "is missing; give it, or a quote");
        }
    });
    faults.raise_if_any("the command lacks arguments, or has too many");
}

/// What moves in says when it began, and was billed elsewhere at least to that day.
void require_moved_in(const Subscribe& request) {
    if (!request.billed_through.given()) return;
    Faults faults;
    if (!request.start.given()) {
        faults.add("start", "is missing; give the day on which the portal's periods began");
    } else if (*request.billed_through < *request.start) {
        faults.add("billed_through", "is " + request.billed_through.text() + ", before the start " +
                                         request.start.text());
    }
    faults.raise_if_any("the purchase was refused");
}

QuoteRecord quote_for(Session& session, const std::string& key, const std::string& account) {
    QuoteRecord quote = *session.book().find_quote(key);
    if (quote.account == session.book().account_id(account)) return quote;
    throw Error(ErrorCode::invalid_argument, "the purchase was refused",
                {{"quote", "was given to another account"}});
}

/// What was right in form when it was quoted can only have become stale.
Outcome<Purchase> planned_again(Session& session, const Wanted& wanted) {
    try {
        return plan(session, wanted);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::invalid_argument) throw;
        return Decline{DeclineCode::stale_version,
                       "what was quoted is not sold any more: " + std::string(error.message())};
    }
}

/// The purchase of a quote, as it begins today. Declines: see Quote::refusal.
Outcome<Purchase> ordered(Session& session, const Quote& quote, const std::string& account) {
    auto planned = planned_again(session, wanted_of(session, quote, account));
    if (planned.declined()) return planned;
    Purchase purchase = planned.value();
    const Date today = session.today(purchase.file);
    const auto parts = parts_of(session, purchase);
    if (auto refusal = quote.refusal(price_of(session, purchase, parts), today)) return *refusal;
    purchase.begin_on(quote.start_on(today));
    return purchase;
}

/// What the command asks for: that of its quote, or its own wish.
Outcome<Purchase> purchase_of(Session& session, const Subscribe& request,
                              const std::optional<QuoteRecord>& quote) {
    auto planned = quote ? ordered(session, *quote, *request.account)
                         : Outcome<Purchase>(plan(session, wanted_of(request)));
    if (planned.declined()) return planned;
    Purchase purchase = planned.value();
    if (request.billed_through.given()) purchase.move_in(*request.billed_through);
    if (auto decline = bound_by_base(session, purchase)) return *decline;
    return purchase;
}

void keep_quote(Session& session, const Purchase& purchase, const std::string& key,
                const QuotedPrice& price, Date valid_until) {
    QuoteRecord quote{{purchase.file.account.id, QuoteId(session.work.draw("quote")), 1, key,
                       purchase.seller, price, purchase.base, purchase.start,
                       session.book().epoch(), session.today(purchase.file), valid_until}};
    session.work.insert(quote);
    for (const auto& [component, quantity] : purchase.quantities) {
        session.work.insert(QuoteLineRecord{quote.account, quote.id, component, quantity});
    }
}

Answer priced(const std::vector<Part>& parts, const Session& session, Currency currency) {
    Answer answer = quote_answer(session, parts);
    if (parts.empty()) answer.values.emplace_back("total", amount_text(0, currency));
    return answer;
}

/// Activates what can be paid, orders what cannot; the code of the decline that neither is.
std::optional<Decline> begin(AccountBilling& billing, Tracked<Subscription>& subscription,
                             const std::vector<Part>& parts, Currency currency) {
    Subscription& row = subscription.row;
    const std::int64_t cost = AccountBilling::paid_ahead(parts);
    auto refusal = billing.money().may_buy(row.seller, Amount(cost, currency), billing.today());
    if (!refusal) {
        (void)billing.bill_subscription(row.id);
        billing.add_event(EventCategory::service, "subscription_activated", row.id.value());
        return std::nullopt;
    }
    if (!billing.prepaid()) return refusal;
    row.state = SubscriptionState::ordered;
    billing.order_purchase(row, cost);
    return std::nullopt;
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

Outcome<Answer> carry_out(Session& session, const RequestQuote& request) {
    if (request.key.given() && session.book().find_quote(*request.key)) {
        throw Error(ErrorCode::already_exists, "there is a quote \"" + *request.key + "\"",
                    {{"key", "is taken"}});
    }
    Purchase purchase = plan(session, wanted_of(request));
    if (auto decline = bound_by_base(session, purchase)) return *decline;
    const auto parts = parts_of(session, purchase);
    Answer answer = priced(parts, session, purchase.file.account.currency);
    if (!request.key.given()) return answer;
    session.work.expect_catalog();
    const Date valid_until = session.today(purchase.file) + purchase.offer->version->quote_days;
    keep_quote(session, purchase, *request.key, price_of(session, purchase, parts), valid_until);
    answer.values.emplace_back("valid_until", valid_until.text());
    return answer;
}

Outcome<Answer> carry_out(Session& session, const Subscribe& request) {
    require_wish(request);
    require_moved_in(request);
    session.work.expect_catalog();
    std::optional<QuoteRecord> quote;
    if (request.quote.given()) quote = quote_for(session, *request.quote, *request.account);
    auto planned = purchase_of(session, request, quote);
    if (planned.declined()) return planned.decline();
    Purchase purchase = planned.value();
    AccountFile& file = purchase.file;
    if (session.book().find_subscription(*request.key)) {
        throw Error(ErrorCode::already_exists, "there is a subscription \"" + *request.key + "\"",
                    {{"key", "is taken"}});
    }
    const PayerId payer = file.payer(*request.payer).id;
    const AccountId used_by =
        request.used_by.given() ? session.book().account_id(*request.used_by) : file.account.id;
    const SubscriptionId id =
        add_subscription(session, purchase, *request.key, payer, used_by,
                         request.auto_renewal.value_or(purchase.offer->version->auto_renewal));
    AccountBilling billing(session.work, file, session.context.at, 0);
    auto& subscription = file.subscription(id);
    const auto parts = first_parts(session, billing, subscription.row);
    Answer answer = priced(parts, session, file.account.currency);
    if (request.expected.given() && answer.at("total") != (*request.expected).text()) {
        return Decline{DeclineCode::stale_version,
                       "the price is " + answer.at("total") + " now; ask for a new quote"};
    }
    if (auto decline = begin(billing, subscription, parts, file.account.currency)) return *decline;
    if (quote) {
        quote->subscription = id;
        session.work.update(*quote);
    }
    answer.values.emplace_back("state", std::string(name(subscription.row.state)));
    billing.settle_command();
    session.work.save(file);
    return answer;
}

Outcome<Answer> carry_out(Session& session, const CancelOrder& request) {
    SubscriptionFile at = subscription_file(session, *request.subscription);
    AccountBilling billing(session.work, at.file, session.context.at, 0);
    if (!billing.cancel_order(at.subscription())) {
        return Decline{DeclineCode::window_closed, "no order of it waits for money: it was paid, "
                                                   "cancelled or has expired"};
    }
    billing.settle_command();
    session.work.save(at.file);
    return Answer{{{"state", std::string(name(at.subscription().row.state))}}};
}

Outcome<Answer> carry_out(Session& session, const PromisePayment& request) {
    SubscriptionFile at = subscription_file(session, *request.subscription);
    AccountBilling billing(session.work, at.file, session.context.at, 0);
    std::optional<int> days;
    if (request.days.given()) days = static_cast<int>(*request.days);
    const auto until = billing.promise(at.subscription(), days);
    if (until.declined()) return until.decline();
    billing.settle_command();
    session.work.save(at.file);
    return Answer{{{"until", until.value().text()}}};
}

} // namespace prorata
