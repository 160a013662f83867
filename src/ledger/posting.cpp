#include "prorata/ledger/posting.hpp"

#include "base/assert.hpp"

namespace prorata {

namespace {

void add(Postings& postings, const Posting& posting) {
    if (posting.amount.units() != 0) postings.push_back(posting);
}

Postings balanced(Postings postings) {
    if (postings.empty()) return postings;
    Amount sum(0, postings.front().amount.currency());
    for (const Posting& posting : postings) {
        PRORATA_ASSERT(posting.amount.units() != 0, "a posting is zero");
        sum = sum + posting.amount;
    }
    PRORATA_ASSERT(sum.units() == 0, "the postings of an entry do not sum to zero");
    return postings;
}

Postings pair_of(LedgerAccount debit, LedgerAccount credit, PayerId payer, SellerId seller,
                 const Amount& amount) {
    Postings postings;
    add(postings, {debit, payer, seller, amount});
    add(postings, {credit, payer, seller, -amount});
    return balanced(std::move(postings));
}

} // namespace

Postings postings_of_charges(PayerId payer, SellerId seller, const Amount& gross) {
    return pair_of(LedgerAccount::customer, LedgerAccount::unbilled, payer, seller, gross);
}

Postings postings_of_act(PayerId payer, SellerId seller, const Amount& charged, const Money& total,
                         const Money& tax) {
    Postings postings;
    add(postings, {LedgerAccount::unbilled, payer, seller, charged});
    add(postings, {LedgerAccount::revenue, payer, seller, -(total - tax)});
    add(postings, {LedgerAccount::vat, payer, seller, -tax});
    add(postings, {LedgerAccount::rounding, payer, seller, Amount(total) - charged});
    return balanced(std::move(postings));
}

Postings postings_of_payment(PayerId payer, SellerId seller, const Money& paid) {
    return pair_of(LedgerAccount::cash, LedgerAccount::customer, payer, seller, paid);
}

Postings postings_of_refund(PayerId payer, SellerId seller, const Money& refunded) {
    return pair_of(LedgerAccount::customer, LedgerAccount::cash, payer, seller, refunded);
}

Postings postings_of_commission(PayerId payer, SellerId seller, const Money& sum) {
    return pair_of(LedgerAccount::customer, LedgerAccount::commission, payer, seller, sum);
}

Postings postings_of_cashback(PayerId payer, SellerId seller, const Money& sum) {
    return pair_of(LedgerAccount::cashback, LedgerAccount::customer, payer, seller, sum);
}

Postings postings_of_advance_tax(PayerId payer, SellerId seller, const Money& tax) {
    return pair_of(LedgerAccount::vat_on_advances, LedgerAccount::vat, payer, seller, tax);
}

Postings postings_of_write_off(PayerId payer, SellerId seller, const Amount& debt) {
    return pair_of(LedgerAccount::written_off, LedgerAccount::customer, payer, seller, debt);
}

Amount balance(std::span<const Posting> postings, Currency currency) {
    Amount sum(0, currency);
    for (const Posting& posting : postings)
        if (posting.ledger == LedgerAccount::customer) sum = sum - posting.amount;
    return sum;
}

} // namespace prorata
