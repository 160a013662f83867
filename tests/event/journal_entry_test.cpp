#include "prorata/event/journal_entry.hpp"

#include "catch.hpp"
#include "prorata/base/error.hpp"

using namespace prorata;

namespace {
JournalEntry five_seats() {
    const Instant entered = Instant::parse("2026-01-15T09:00:00Z");
    return {1,          {entered, "user:17", "order-4711"},
            entered,    SubscriptionId(43178),
            "quantity", "3",
            "5",        {{"requested", "+2"}, {"price_version", "1"}}};
}

std::size_t faults_of(const JournalEntry& entry) {
    try {
        require_valid(entry);
    } catch (const Error& error) {
        return error.faults().size();
    }
    return 0;
}
} // namespace

TEST_CASE("a journal entry says who changed what, from when on (MT-06, R58)") {
    CHECK(faults_of(five_seats()) == 0);
    JournalEntry created = five_seats();
    created.before = std::nullopt;
    CHECK(faults_of(created) == 0);
}

TEST_CASE("a journal entry is refused with all its faults") {
    JournalEntry entry = five_seats();
    entry.sequence = 0;
    entry.context.actor = "";
    entry.context.key = std::string(201, 'k');
    entry.attribute = "quan\ntity";
    entry.after = entry.before;
    entry.decisions.push_back({"requested", "+3"});
    CHECK(faults_of(entry) == 6);
}

TEST_CASE("a context names its actor and its key") {
    Context context = five_seats().context;
    CHECK_NOTHROW(require_valid(context));
    context.actor.clear();
    context.key.clear();
    CHECK_THROWS_AS(require_valid(context), Error);
}
