// error: no match for .operator\+.|no viable|invalid operands|conversion
#include "prorata/money/money.hpp"

prorata::Money test(const prorata::Money& money) {
#ifdef PRORATA_WRONG
    return money + 3;
#else
    return money + money;
#endif
}
