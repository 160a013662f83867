#include "prorata/order/order.hpp"

#include "prorata/base/error.hpp"

#include <string>

namespace prorata {

void Order::become(OrderState next) {
    if (!waits() || next == OrderState::awaiting_payment) {
        throw Error(ErrorCode::misuse, "order " + std::to_string(id.value()) + " is " +
                                           std::string(name(state)) + "; it cannot become " +
                                           std::string(name(next)));
    }
    state = next;
}

} // namespace prorata
