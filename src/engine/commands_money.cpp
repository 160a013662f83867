// Payments and the billing run.

#include "billing/account_billing.hpp"
#include "billing/run.hpp"
#include "engine/commands.hpp"

#include <algorithm>

namespace prorata {

namespace {

constexpr std::int64_t units_per_minor = 10'000;

} // namespace

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
