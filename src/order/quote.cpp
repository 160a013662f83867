#include "prorata/order/quote.hpp"

namespace prorata {

std::optional<Decline> Quote::refusal(const QuotedPrice& now, Date today) const {
    const std::string news =
        "; the price is " + now.total.text() + " now, " + now.tax.text() + " of it tax";
    const std::string quote = "the quote \"" + key + "\" ";
    if (subscription) {
        return Decline{DeclineCode::quote_used, quote + "was ordered already" + news};
    }
    if (today >= valid_until) {
        return Decline{DeclineCode::quote_expired,
                       quote + "was valid until " + (valid_until - 1).text() + news};
    }
    if (now == price) return std::nullopt;
    return Decline{DeclineCode::stale_version, quote + "said " + price.total.text() + news};
}

} // namespace prorata
