#include "prorata/account/payer.hpp"

#include "account/checks.hpp"

namespace prorata {

std::vector<Fault> require_valid(const Payer& payer, const Requisites& requisites,
                                 ChecksumPolicy policy) {
    Faults faults;
    require_country(payer.country, faults);
    for (const DeliveryChannel channel : payer.channels) {
        if (name(channel) == "unknown") faults.add("channels", "holds one that is in no list");
    }
    auto warnings = check(requisites, payer.country, payer.kind, policy, faults);
    faults.raise_if_any("the payer was refused");
    return warnings;
}

} // namespace prorata
