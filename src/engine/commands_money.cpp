// Usage, payments and the billing run.

#include "billing/account_billing.hpp"
#include "billing/run.hpp"
#include "engine/commands.hpp"

#include <algorithm>

namespace prorata {

namespace {

constexpr std::int64_t units_per_minor = 10'000;

/// The record with the same component and key, if there is one (I1).
std::optional<UsageRecord> known_usage(const Session& session, SubscriptionId id,
                                       const UsageRecord& record) {
    using storage::Cell;
    const std::string after = record.key + '\x01';
    const auto known = session.book().rows<UsageEntry>(
        "usage", {Cell(id.value()), Cell(record.component.value()), Cell(record.key)},
        {Cell(id.value()), Cell(record.component.value()), Cell(after)}, "usage_key");
    if (known.empty()) return std::nullopt;
    return known.front().record;
}

Component metered_component(const Session& session, const Timeline& life, ComponentId id,
                            const std::string& code) {
    const Offer& offer = session.book().catalog().offer(life.offer_on(life.start()));
    const auto position = offer.find(id);
    if (position && offer.version->components[*position].kind == ComponentKind::metered) {
        return offer.version->components[*position];
    }
    throw Error(ErrorCode::invalid_argument, "the usage was refused",
                {{"component", "\"" + code + "\" is not metered in this subscription"}});
}

} // namespace

Outcome<Answer> carry_out(Session& session, const RecordUsage& request) {
    SubscriptionFile at = subscription_file(session, *request.subscription);
    AccountBilling billing(session.work, at.file, session.context.at, 0);
    const Timeline life = billing.timeline(at.subscription().row);
    const ComponentId component = session.book().catalog().component(*request.component);
    (void)metered_component(session, life, component, *request.component);
    const Instant when = request.at.value_or(session.context.at);
    const Date day = session.book().zone(at.file.account.zone).legal_day(when);
    if (*request.quantity < Decimal(0)) {
        throw Error(ErrorCode::invalid_argument, "the usage was refused",
                    {{"quantity", "is " + (*request.quantity).text() + "; give a number from 0"}});
    }
    const UsageRecord record{component, *request.key,      when,
                             day,       *request.quantity, request.replaces.value_or("")};
    if (const auto known = known_usage(session, at.id, record)) {
        if (*known == record) return Answer{{{"usage", "already_there"}}};
        throw Error(ErrorCode::already_exists,
                    "usage \"" + record.key + "\" is there with other contents",
                    {{"key", "record a new key that replaces it"}});
    }
    session.work.insert(UsageEntry{at.file.account.id, at.id, session.work.draw("usage"), record});
    Subscription& row = at.subscription().edit();
    const auto charged = billing.parts(row, life, {row.billed_through, row.billed_through, day});
    const bool touches = std::any_of(charged.begin(), charged.end(), [&](const Part& part) {
        return part.charge.unit.component == component && part.charge.days.contains(day);
    });
    if (touches && (!row.changed_from || day < *row.changed_from)) row.changed_from = day;
    save(session, at.file);
    return Answer{{{"usage", "recorded"}}};
}

Outcome<Answer> carry_out(Session& session, const Pay& request) {
    AccountFile file = session.book().account(session.book().account_id(*request.account));
    const PayerId payer = file.payer(*request.payer).id;
    const SellerId seller = session.book().seller(*request.seller).id;
    Faults faults;
    const Money amount = *request.amount;
    if (amount.minor() <= 0) faults.add("amount", "is " + amount.text() + "; give a sum above 0");
    if (amount.currency() != file.account.currency) {
        faults.add("amount", "is " + amount.text() + "; the account is in " +
                                 std::string(file.account.currency.code()));
    }
    const Date today = session.today(file);
    const Date paid_on = request.paid_on.value_or(today);
    if (paid_on > today) faults.add("paid_on", "is " + paid_on.text() + ", in the future");
    faults.raise_if_any("the payment was refused");
    if (session.book().has_payment(*request.number)) {
        throw Error(ErrorCode::already_exists, "there is a payment \"" + *request.number + "\"",
                    {{"number", "is taken"}});
    }
    AccountBilling billing(session.work, file, session.context.at, 0);
    const PaymentRecord payment{file.account.id,
                                PaymentId(session.work.draw("payment")),
                                1,
                                PaymentKind::payment,
                                *request.number,
                                payer,
                                seller,
                                file.account.currency,
                                amount.minor(),
                                amount.minor() * units_per_minor,
                                paid_on,
                                paid_on};
    billing.money().book_payment(payment);
    billing.money().allocate(today);
    billing.expire_orders(paid_on);
    billing.carry_out_orders(today);
    billing.add_event(EventCategory::finance, "payment_credited", payment.id.value());
    Answer answer{
        {{"balance", amount_text(billing.money().balance(seller), file.account.currency)}}};
    billing.settle_command();
    session.work.save(file);
    return answer;
}

Outcome<Answer> carry_out(Session& session, const RunUpTo& request) {
    RunOptions options;
    options.progress = session.told;
    options.batch = request.batch.value_or(options.batch);
    options.workers = request.workers.value_or(options.workers);
    const RunReport report = run_billing(session.book(), session.context.at, options);
    return Answer{{{"run", std::to_string(report.run)},
                   {"accounts", std::to_string(report.accounts)},
                   {"charges", std::to_string(report.charges)}}};
}

} // namespace prorata
