#include "prorata/ledger/payment.hpp"

#include "base/assert.hpp"
#include "prorata/base/error.hpp"

#include <string>

namespace prorata {

namespace {

Money percent_of(const Money& sum, const Decimal& percent) {
    return Money::round(Amount(sum).exact() * Exact(percent) / Exact(100), sum.currency());
}

} // namespace

bool may_become(PaymentState from, PaymentState to) noexcept {
    switch (from) {
    case PaymentState::created:
        return to == PaymentState::being_paid || to == PaymentState::credited ||
               to == PaymentState::failed;
    case PaymentState::being_paid:
        return to == PaymentState::credited || to == PaymentState::failed;
    case PaymentState::credited: return to == PaymentState::refunded;
    case PaymentState::failed:
    case PaymentState::refunded: return false;
    }
    return false;
}

Payment moved(const Payment& payment, PaymentState to) {
    if (!may_become(payment.state, to))
        throw Error(ErrorCode::invalid_argument, "payment " + std::to_string(payment.id.value()) +
                                                     " is " + std::string(name(payment.state)) +
                                                     " and cannot become " + std::string(name(to)));
    Payment next = payment;
    next.state = to;
    return next;
}

Amount free_money(const Payment& payment, std::span<const Allocation> allocations) {
    if (payment.state != PaymentState::credited) return {0, payment.amount.currency()};
    Amount free = payment.amount;
    for (const Allocation& one : allocations)
        if (one.payment == payment.id) free = free - one.amount;
    PRORATA_ASSERT(free.units() >= 0, "more of a payment is allocated than was paid");
    return free;
}

Money commission(const PaymentMethod& method, const Money& sum) {
    if (sum < method.least || sum > method.most)
        throw Error(ErrorCode::invalid_argument, "the payment was refused",
                    {{"amount", "is " + sum.text() + ", outside the method's limits; give " +
                                    method.least.text() + " to " + method.most.text()}});
    return percent_of(sum, method.commission_percent) + method.commission_fixed;
}

Money to_pay(const PaymentMethod& method, const Money& sum) {
    return sum + commission(method, sum);
}

Money cashback(const PaymentMethod& method, const Money& paid) {
    return percent_of(paid, method.cashback_percent);
}

} // namespace prorata
