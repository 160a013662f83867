// Views of an account's money and services.

#include "billing/account_billing.hpp"
#include "engine/views.hpp"
#include "prorata/ledger/credit.hpp"

#include <map>
#include <set>

namespace prorata {

using storage::RowBatch;

/// R39: what of an account's credit limit is overdue, awaiting, spent, available.
RowBatch rows(Book& book, const CreditQuery& query, Instant as_of) {
    Work work(book);
    AccountFile file = book.account(book.account_id(*query.account));
    AccountBilling billing(work, file, as_of, 0);
    const CreditPartition parts = billing.money().credit(std::nullopt, billing.today());
    RowBatch batch(view_table("credit"));
    for (const Amount& amount : {parts.limit, parts.overdue, parts.awaiting, parts.spent,
                                 parts.available, parts.unavailable, parts.own_funds}) {
        batch.add(amount.units());
    }
    batch.add(parts.blocked ? 2 : 1).add(file.account.currency.code());
    return batch;
}

/// FR-06: the base's quantity and what its active extensions add, by component, on the day.
RowBatch rows(Book& book, const EntitlementQuery& query, Instant as_of) {
    const auto [account, id] = book.subscription_id(*query.subscription);
    Work work(book);
    AccountFile file = book.account(account);
    AccountBilling billing(work, file, as_of, 0);
    std::map<std::string, Decimal> sums;
    for (const auto& known : file.subscriptions) {
        if (known.row.id != id && known.row.base != id) continue;
        const Timeline life = billing.timeline(known.row);
        const Date day = billing.today();
        if (known.row.state == SubscriptionState::ordered || day < life.start() ||
            (life.end() && day >= *life.end()) || life.stopped_on(day)) {
            continue;
        }
        for (const ComponentId component : life.components()) {
            auto& sum = sums[std::string(book.catalog().component_code(component))];
            sum = sum + life.terms_on(component, day).quantity;
        }
    }
    RowBatch batch(view_table("entitlement"));
    for (const auto& [component, sum] : sums)
        batch.add(component).add(sum.coefficient()).add(sum.scale());
    return batch;
}

/// SL-03, R34: the rest of the term at its present terms, as an end today would leave it.
RowBatch rows(Book& book, const CommitmentQuery& query, Instant as_of) {
    const auto [account, id] = book.subscription_id(*query.subscription);
    Work work(book);
    AccountFile file = book.account(account);
    AccountBilling billing(work, file, as_of, 0);
    RowBatch batch(view_table("commitment"));
    const Subscription row = file.subscription(id).row;
    const Timeline present = billing.timeline(row);
    if (!row.term_ends_on || row.state == SubscriptionState::ordered) return batch;
    if (present.end() != row.term_ends_on || billing.today() >= *present.end()) return batch;
    file.add_change(id, {0, ChangeKind::terminated, std::max(billing.today(), present.start())},
                    as_of);
    const Timeline life = billing.timeline(row);
    std::int64_t amount = 0;
    std::int64_t tax = 0;
    std::set<Date> periods;
    for (const Part& part : billing.parts(row, life, {life.start(), Timeline::horizon()})) {
        if (part.charge.kind != ChargeKind::commitment) continue;
        amount += part.charge.amount;
        tax += part.charge.tax;
        periods.insert(part.charge.unit.period_on);
    }
    if (periods.empty()) return batch;
    batch.add(row.key).add(life.end()->days()).add(row.term_ends_on->days());
    batch.add(static_cast<std::int64_t>(periods.size())).add(amount).add(tax);
    batch.add(file.account.currency.code());
    return batch;
}

} // namespace prorata
