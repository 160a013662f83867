// Keys and references: I1, S1.

#include "verify/tables.hpp"

#include <set>

namespace prorata {

namespace {

/// The ids that exist, by table.
struct Known {
    explicit Known(const Tables& tables) {
        for (const auto& row : tables.accounts)
            accounts.insert(row.id.value());
        for (const auto& row : tables.payers)
            payers.insert(row.id.value());
        for (const auto& row : tables.subscriptions)
            subscriptions.insert(row.id.value());
        for (const auto& row : tables.book.sellers())
            sellers.insert(row.id.value());
        for (const auto& row : tables.book.catalog().offers())
            offers.insert(row.id.value());
    }
    std::set<std::int64_t> accounts;
    std::set<std::int64_t> payers;
    std::set<std::int64_t> subscriptions;
    std::set<std::int64_t> sellers;
    std::set<std::int64_t> offers;
};

class References {
  public:
    explicit References(Findings& findings) : findings_(findings) {}

    void check(const char* table, std::int64_t row, const char* what,
               const std::set<std::int64_t>& known, std::int64_t id) {
        if (known.contains(id)) return;
        findings_.push_back(
            {"S1", table, row, std::string("there is no ") + what + ' ' + std::to_string(id)});
    }

  private:
    Findings& findings_;
};

} // namespace

void check_references(const Tables& tables, Findings& findings) {
    const Known known(tables);
    References references(findings);
    for (const auto& row : tables.payers) {
        references.check("payer", row.id.value(), "account", known.accounts, row.account.value());
    }
    for (const auto& row : tables.subscriptions) {
        const std::int64_t id = row.id.value();
        references.check("subscription", id, "account", known.accounts, row.account.value());
        references.check("subscription", id, "seller", known.sellers, row.seller.value());
        if (row.base) {
            references.check("subscription", id, "subscription", known.subscriptions,
                             row.base->value());
        }
    }
    for (const auto& row : tables.changes) {
        const std::int64_t id = row.change.sequence;
        references.check("change", id, "subscription", known.subscriptions,
                         row.subscription.value());
        if (row.change.offer) {
            references.check("change", id, "offer", known.offers, row.change.offer->value());
        }
    }
    for (const auto& row : tables.charges) {
        references.check("charge", row.id, "subscription", known.subscriptions,
                         row.subscription.value());
        references.check("charge", row.id, "payer", known.payers, row.payer.value());
        references.check("charge", row.id, "offer", known.offers, row.charge.terms.offer.value());
    }
    for (const auto& row : tables.orders) {
        references.check("purchase_order", row.id.value(), "subscription", known.subscriptions,
                         row.subscription.value());
    }
    for (const auto& row : tables.events) {
        references.check("event", row.id, "account", known.accounts, row.account.value());
    }
    std::set<std::string> keys;
    for (const auto& row : tables.journal) {
        if (row.key && !keys.insert(*row.key).second) {
            findings.push_back({"I1", "journal", row.id, "its key was used before"});
        }
    }
}

} // namespace prorata
