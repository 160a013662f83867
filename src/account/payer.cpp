#include "prorata/account/payer.hpp"

#include "account/checks.hpp"

namespace prorata {

std::string_view name(DeliveryChannel channel) noexcept {
    switch (channel) {
#define PRORATA_CASE(name, number)                                                                 \
    case DeliveryChannel::name: return #name;
        PRORATA_DELIVERY_CHANNELS(PRORATA_CASE)
#undef PRORATA_CASE
    }
    return "unknown";
}

std::optional<DeliveryChannel> delivery_channel(std::string_view text) noexcept {
#define PRORATA_COMPARE(name, number)                                                              \
    if (text == #name) return DeliveryChannel::name;
    PRORATA_DELIVERY_CHANNELS(PRORATA_COMPARE)
#undef PRORATA_COMPARE
    return std::nullopt;
}

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
