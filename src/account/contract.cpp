#include "prorata/account/contract.hpp"

#include "account/checks.hpp"

namespace prorata {

void require_valid(const Contract& contract) {
    Faults faults;
    require_label(contract.number, "number", faults);
    if (contract.ends_on && *contract.ends_on <= contract.signed_on) {
        faults.add("ends_on", "is " + contract.ends_on->text() + "; give a day after " +
                                  contract.signed_on.text() + ", or nothing");
    }
    faults.raise_if_any("the contract was refused");
}

} // namespace prorata
