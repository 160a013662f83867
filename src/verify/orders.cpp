// Q1, Q2: orders and quotes.

#include "verify/check.hpp"

#include <algorithm>
#include <set>

namespace prorata {

using storage::RowBatch;

namespace {

constexpr std::int64_t voided = 3; // of an invoice

template <class Code>
constexpr std::int64_t number(Code code) {
    return static_cast<std::int64_t>(code);
}

using Row = std::pair<std::int64_t, std::int64_t>; // account, id

/// Orders that wait, by subscription.
std::map<Row, int> waiting(const Check& check) {
    std::map<Row, int> all;
    for (const auto& order : read_all<OrderRecord>(check.rows("purchase_order"))) {
        if (order.waits()) ++all[{order.account.value(), order.subscription.value()}];
    }
    return all;
}

/// A subscription is ordered as long as the order of its purchase waits, and no longer.
void check_ordered(Check& check) {
    std::set<Row> bought;
    for (const auto& order : read_all<OrderRecord>(check.rows("purchase_order"))) {
        if (order.waits() && order.kind == OrderKind::purchase) {
            bought.insert({order.account.value(), order.subscription.value()});
        }
    }
    const RowBatch& rows = check.rows("subscription");
    const RowColumn account(rows, "account");
    const RowColumn state(rows, "state");
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        const std::int64_t id = Image::row_id(rows, row);
        const bool waits = bought.contains({account[row], id});
        const bool ordered = state[row] == number(SubscriptionState::ordered);
        if (waits == ordered) continue;
        check.report("subscription", id,
                     ordered ? "is ordered, and no order of it waits"
                             : "is not ordered, and the order of its purchase waits");
    }
}

/// The invoice of an order that was not paid in the end is void, and no other order's is.
void check_order_invoices_void(Check& check) {
    std::set<std::int64_t> void_ones;
    const RowBatch& states = check.rows("invoice_state");
    const RowColumn invoice(states, "invoice");
    const RowColumn state(states, "state");
    for (std::size_t row = 0; row < states.rows(); ++row) {
        if (state[row] == voided) void_ones.insert(invoice[row]);
    }
    std::map<std::int64_t, OrderState> orders;
    for (const auto& order : read_all<OrderRecord>(check.rows("purchase_order")))
        orders.emplace(order.id.value(), order.state);
    const RowBatch& rows = check.rows("invoice");
    const RowColumn asked(rows, "for_order");
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        const auto order = asked.null(row) ? orders.end() : orders.find(asked[row]);
        if (order == orders.end()) continue;
        const bool given_up =
            order->second == OrderState::cancelled || order->second == OrderState::expired;
        const std::int64_t id = Image::row_id(rows, row);
        if (void_ones.contains(id) == given_up) continue;
        check.report("invoice", id,
                     given_up ? "is not void, its order was given up"
                              : "is void, its order was not given up");
    }
}

/// A promise lasts, is inside the validity of its order, and is the only one of its account then
/// (R43).
void check_promised(Check& check) {
    std::map<std::int64_t, std::vector<OrderRecord>> promised;
    for (const auto& order : read_all<OrderRecord>(check.rows("purchase_order"))) {
        if (order.promised_on.has_value() != order.promised_until.has_value() ||
            (order.promised_on && *order.promised_until <= *order.promised_on)) {
            check.report("purchase_order", order.id.value(), "has a promise without days");
            continue;
        }
        if (!order.promised_on) continue;
        if (order.valid_until && *order.promised_until > *order.valid_until) {
            check.report("purchase_order", order.id.value(),
                         "is promised to be paid after it expires");
        }
        promised[order.account.value()].push_back(order);
    }
    for (auto& [account, orders] : promised) {
        std::sort(orders.begin(), orders.end(), [](const auto& left, const auto& right) {
            return *left.promised_on < *right.promised_on;
        });
        for (std::size_t i = 1; i < orders.size(); ++i) {
            if (*orders[i].promised_on >= *orders[i - 1].promised_until) continue;
            if (orders[i - 1].state != OrderState::awaiting_payment) continue; // kept or given up
            check.report("purchase_order", orders[i].id.value(),
                         "is promised while another one of the account is");
        }
    }
}

} // namespace

void check_orders(Check& check) {
    for (const auto& [subscription, count] : waiting(check)) {
        if (count == 1) continue;
        check.report("subscription", subscription.second,
                     std::to_string(count) + " orders of it wait at once");
    }
    check_ordered(check);
    check_promised(check);
    check_order_invoices_void(check);
}

void check_quotes(Check& check) {
    std::map<Row, std::pair<std::optional<OfferId>, std::optional<DiscountId>>> started;
    for (const auto& record : read_all<ChangeRecord>(check.rows("change"))) {
        if (record.change.kind != ChangeKind::started) continue;
        started.emplace(Row{record.account.value(), record.subscription.value()},
                        std::pair(record.change.offer, record.change.discount));
    }
    std::set<Row> ordered;
    for (const auto& quote : read_all<QuoteRecord>(check.rows("quote"))) {
        const std::int64_t id = quote.id.value();
        if (quote.valid_until <= quote.quoted_on) {
            check.report("quote", id, "was never valid");
        }
        if (!quote.subscription) continue;
        const Row of{quote.account.value(), quote.subscription->value()};
        if (!ordered.insert(of).second) {
            check.report("quote", id, "another quote was ordered as the same subscription");
        }
        const auto begun = started.find(of);
        const auto promised = std::pair(std::optional(quote.price.offer), quote.price.discount);
        if (begun != started.end() && begun->second == promised) continue;
        check.report("quote", id, "what was ordered has another price version or discount");
    }
}

} // namespace prorata
