// error: no match for .operator\*.|invalid operands
#include "prorata/money/money.hpp"

auto test(const prorata::Money& money) {
#ifdef PRORATA_WRONG
    return money * money;
#else
    return money - money;
#endif
}
