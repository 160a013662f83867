// error: could not convert|no viable conversion
#include "prorata/money/money.hpp"

void pay(prorata::Money money);

void test(const prorata::Amount& amount) {
#ifdef PRORATA_WRONG
    pay(amount);
#else
    pay(prorata::Money::round(amount));
#endif
}
