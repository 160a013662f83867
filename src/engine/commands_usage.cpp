// Metered usage, one record or many: idempotent by the key of each record (I1, R47).

#include "billing/account_billing.hpp"
#include "engine/commands.hpp"
#include "engine/usage_batch.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace prorata {

namespace {

/// The record with the same component and key, if there is one (I1).
std::optional<UsageRecord> known_usage(const Session& session, SubscriptionId id,
                                       const UsageRecord& record) {
    using storage::Cell;
    const std::string after = record.key + '\x01';
    const auto known = session.book().rows<UsageEntry>(
        "usage", {Cell(id.value()), Cell(record.component.value()), Cell(record.key)},
        {Cell(id.value()), Cell(record.component.value()), Cell(after)}, "usage_key");
    if (known.empty()) return std::nullopt;
    return known.front().record;
}

Component metered_component(const Session& session, const Timeline& life, ComponentId id,
                            const std::string& code) {
    const Offer& offer = session.book().catalog().offer(life.offer_on(life.start()));
    const auto position = offer.find(id);
    if (position && offer.version->components[*position].kind == ComponentKind::metered) {
        return offer.version->components[*position];
    }
    throw Error(ErrorCode::invalid_argument, "the usage was refused",
                {{"component", "\"" + code + "\" is not metered in this subscription"}});
}

/// Records of one unit of work that are not stored yet, by subscription, component and key.
using NewUsage = std::map<std::tuple<std::int64_t, std::int64_t, std::string>, UsageRecord>;

UsageRecord record_of(const Session& session, const AccountFile& file, ComponentId component,
                      const RecordUsage& request) {
    if (*request.quantity < Decimal(0)) {
        throw Error(ErrorCode::invalid_argument, "the usage was refused",
                    {{"quantity", "is " + (*request.quantity).text() + "; give a number from 0"}});
    }
    const Instant when = request.at.value_or(session.context.at);
    const Date day = session.book().zone(file.account.zone).legal_day(when);
    return {component, *request.key, when, day, *request.quantity, request.replaces.value_or("")};
}

/// The days whose periods a record changes: its own, that of the record that it replaces, and those
/// of earlier replacements of that (R8, R47).
std::vector<Date> days_of(const Session& session, AccountId account, SubscriptionId id,
                          const UsageRecord& record, const NewUsage& fresh) {
    std::vector<Date> days{record.used_on};
    if (record.replaces.empty()) return days;
    const auto note = [&](const UsageRecord& known) {
        if (known.component != record.component) return;
        const bool counts_no_more =
            known.key == record.replaces || known.replaces == record.replaces;
        if (counts_no_more) days.push_back(known.used_on);
    };
    for (const auto& known :
         session.book().usage(account, id, {Date(1, 1, 1), Timeline::horizon()}))
        note(known);
    for (const auto& [key, known] : fresh) {
        if (std::get<0>(key) == id.value()) note(known);
    }
    return days;
}

/// Whether a period is charged already in which that day lies.
bool is_charged(const Session& session, const Subscription& row, const Timeline& life,
                const UsageRecord& record, Date day) {
    // A period without an active day has a part only once something was used in it (R15).
    if (life.stopped_on(day) && day < row.billed_through) return true;
    // Which periods are charged does not depend on what was used before: that is not read.
    const auto charged =
        due_parts(session.book().rating(), life, session.book().seller(row.seller).country,
                  std::span(&record, 1), {row.billed_through, row.billed_through, day})
            .parts;
    return std::any_of(charged.begin(), charged.end(), [&](const Part& part) {
        return part.charge.unit.component == record.component && part.charge.days.contains(day);
    });
}

/// Puts the record into the work and marks what it touches of charged periods; false if it is there
/// already. The account is to be saved.
bool take_usage(Session& session, AccountFile& file, SubscriptionId id, const RecordUsage& request,
                NewUsage& fresh) {
    AccountBilling billing(session.work, file, session.context.at, 0);
    Tracked<Subscription>& subscription = file.subscription(id);
    const Timeline life = billing.timeline(subscription.row);
    const ComponentId component = session.book().catalog().component(*request.component);
    (void)metered_component(session, life, component, *request.component);
    UsageRecord record = record_of(session, file, component, request);
    const auto [place, added] =
        fresh.try_emplace({id.value(), component.value(), record.key}, record);
    const auto known = added ? known_usage(session, id, record) : std::optional(place->second);
    if (known) {
        if (*known == record) return false;
        throw Error(ErrorCode::already_exists,
                    "usage \"" + record.key + "\" is there with other contents",
                    {{"key", "record a new key that replaces it"}});
    }
    record.entry = session.work.draw("usage");
    place->second.entry = record.entry;
    session.work.insert(UsageEntry{file.account.id, id, record.entry, record});
    Subscription& row = subscription.edit();
    for (const Date day : days_of(session, file.account.id, id, record, fresh)) {
        if (is_charged(session, row, life, record, day)) AccountBilling::touch(row, day);
    }
    return true;
}

/// The accounts that a batch reads, each once.
class Accounts {
  public:
    explicit Accounts(Session& session) : session_(session) {}

    std::pair<AccountFile*, SubscriptionId> find(const std::string& subscription) {
        auto known = subscriptions_.find(subscription);
        if (known == subscriptions_.end()) {
            const auto found = session_.book().find_subscription(subscription);
            if (!found) {
                throw Error(ErrorCode::not_found, "the usage was refused",
                            {{"subscription", "there is no \"" + subscription + "\""}});
            }
            known = subscriptions_.emplace(subscription, *found).first;
        }
        const auto [account, id] = known->second;
        auto file = files_.find(account.value());
        if (file == files_.end())
            file = files_.emplace(account.value(), session_.book().account(account)).first;
        return {&file->second, id};
    }

    void save() {
        for (auto& [account, file] : files_)
            prorata::save(session_, file);
    }

  private:
    Session& session_;
    std::map<std::string, std::pair<AccountId, SubscriptionId>> subscriptions_;
    std::map<std::int64_t, AccountFile> files_;
};

} // namespace

Outcome<Answer> carry_out(Session& session, const RecordUsage& request) {
    SubscriptionFile at = subscription_file(session, *request.subscription);
    NewUsage fresh;
    if (!take_usage(session, at.file, at.id, request, fresh)) {
        return Answer{{{"usage", "already_there"}}};
    }
    save(session, at.file);
    return Answer{{{"usage", "recorded"}}};
}

Outcome<Answer> carry_out(Session& session, const UsageBatch& batch) {
    Accounts accounts(session);
    NewUsage fresh;
    Faults faults;
    std::size_t recorded = 0;
    auto unreadable = batch.unreadable.begin();
    for (std::size_t i = 0; i < batch.records.size(); ++i) {
        const RecordUsage& request = batch.records[i];
        const auto first = unreadable;
        for (; unreadable != batch.unreadable.end() && unreadable->record == i; ++unreadable)
            faults.add(place_of(i) + "." + unreadable->fault.path, unreadable->fault.message);
        if (unreadable != first) continue;
        try {
            require_complete(request);
            const auto [file, id] = accounts.find(*request.subscription);
            if (take_usage(session, *file, id, request, fresh)) ++recorded;
        } catch (const Error& error) {
            add_faults_of(faults, i, error);
        }
    }
    faults.raise_if_any("the usage was refused");
    accounts.save();
    return Answer{{{"recorded", std::to_string(recorded)},
                   {"already_there", std::to_string(batch.records.size() - recorded)}}};
}

} // namespace prorata
