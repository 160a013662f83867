// error: use of deleted function|call to deleted
#include "prorata/money/money.hpp"

auto test(const prorata::Currency& currency) {
#ifdef PRORATA_WRONG
    return prorata::Money::round(12.5, currency);
#else
    return prorata::Money::round(prorata::Decimal(125, 1), currency);
#endif
}
