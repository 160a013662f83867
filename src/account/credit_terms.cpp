#include "prorata/account/credit_terms.hpp"

#include "prorata/base/error.hpp"

#include <string>

namespace prorata {

namespace {

void require_days(int days, int least, const char* path, Faults& faults) {
    constexpr int most = 3660;
    if (days >= least && days <= most) return;
    faults.add(path, "is " + std::to_string(days) + "; give " + std::to_string(least) + " to " +
                         std::to_string(most) + " days");
}

void check(const CreditDays& days, const std::string& path, Faults& faults) {
    require_days(days.due_after, 0, (path + "due_after").c_str(), faults);
    require_days(days.block_after, 1, (path + "block_after").c_str(), faults);
    require_days(days.remind_before_due, 0, (path + "remind_before_due").c_str(), faults);
    require_days(days.warn_before_block, 0, (path + "warn_before_block").c_str(), faults);
}

void check_limit(const CreditTerms& terms, Faults& faults) {
    const bool credit = terms.payment == PaymentTerms::credit;
    if (credit && !terms.limit) faults.add("limit", "is missing; credit needs one");
    if (!credit && terms.limit) faults.add("limit", "is given, but only credit has one");
    if (terms.limit && terms.limit->minor() < 0) {
        faults.add("limit", "is " + terms.limit->text() + "; give a sum from 0");
    }
}

} // namespace

void require_valid(const CreditDays& days) {
    Faults faults;
    check(days, "", faults);
    faults.raise_if_any("the days of the credit calendar were refused");
}

void require_valid(const CreditTerms& terms) {
    Faults faults;
    if (name(terms.payment) == "unknown") faults.add("payment", "is in no list");
    check_limit(terms, faults);
    check(terms.days, "days.", faults);
    faults.raise_if_any("the credit terms were refused");
}

} // namespace prorata
