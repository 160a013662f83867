// error: could not convert|no known conversion|no viable conversion
#include "prorata/base/id.hpp"

void pay(prorata::InvoiceId invoice);

void test(prorata::AccountId account, prorata::InvoiceId invoice) {
    pay(invoice);
#ifdef PRORATA_WRONG
    pay(account);
#else
    (void)account;
#endif
}
