// The view of the outbox: which events are to be sent now (SL-21, AC-37, AC-43).

#include "engine/views.hpp"
#include "prorata/account/credit_calendar.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace prorata {

namespace {

constexpr std::int64_t units_per_minor = 10'000;

/// Whether an event reminds of an invoice, and is not the news that there is one.
bool reminds(const EventRecord& event) {
    using Kind = CreditNoticeKind;
    const auto is = [&event](Kind kind) {
        return event.kind == "invoice_" + std::string(name(kind));
    };
    return is(Kind::due_soon) || is(Kind::overdue) || is(Kind::block_soon) || is(Kind::blocked);
}

/// The invoices of which at least one minor unit is unpaid; less counts as paid (R40).
class Debts {
  public:
    explicit Debts(Book& book) : book_(book) {}

    [[nodiscard]] bool open(AccountId account, std::int64_t invoice) {
        auto rests = known_.find(account.value());
        if (rests == known_.end()) rests = known_.emplace(account.value(), rests_of(account)).first;
        const auto rest = rests->second.find(invoice);
        return rest != rests->second.end() && rest->second >= units_per_minor;
    }

  private:
    using Rests = std::map<std::int64_t, std::int64_t>; // unpaid by invoice

    [[nodiscard]] Rests rests_of(AccountId account) {
        Rests rests;
        AccountFile file = book_.account(account);
        book_.read_money(file);
        for (const auto& owed : file.receivables) {
            if (owed.row.invoice) rests[*owed.row.invoice] += owed.row.unpaid;
        }
        return rests;
    }

    Book& book_;
    std::map<std::int64_t, Rests> known_; // by account
};

} // namespace

storage::Table table_of(const OutboxQuery&) {
    const storage::Table& event = Book::table("event");
    return {"outbox", "of the whole book, or of one account", 1, event.columns};
}

storage::RowBatch rows(Book& book, const OutboxQuery& query, Instant as_of) {
    const auto category = event_category(query.category.value_or("finance"));
    if (!category) {
        throw Error(ErrorCode::invalid_argument, "the query was refused",
                    {{"category",
                      "is \"" + *query.category + "\"; give finance, news, service or support"}});
    }
    std::optional<AccountId> account;
    if (query.account.given()) account = book.account_id(*query.account);
    std::set<std::int64_t> done;
    for (const auto& delivery : book.rows<DeliveryRecord>("event_delivery", {}, {}))
        done.insert(delivery.event);
    Debts debts(book);
    storage::RowBatch batch(view_table("outbox"));
    for (const EventRecord& event : book.rows<EventRecord>("event", {}, {})) {
        const bool wanted = event.due_at <= as_of && (!account || event.account == *account) &&
                            (!query.category.given() || event.category == *category);
        if (!wanted || done.contains(event.id)) continue;
        if (reminds(event) && !debts.open(event.account, event.subject)) continue;
        write(batch, event);
    }
    return batch;
}

} // namespace prorata
