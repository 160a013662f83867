#include "prorata/event/event.hpp"

#include "catch.hpp"
#include "prorata/base/error.hpp"
#include "prorata/event/context.hpp"

#include <string>

using namespace prorata;

namespace {
Event invoice_issued() {
    return {EventCategory::finance, "invoice_issued", InvoiceId(12),
            Instant::parse("2026-02-01T06:00:00Z"), R"({"total": "2355480.00 RUB"})"};
}
} // namespace

TEST_CASE("an event that is right in form is taken") {
    CHECK_NOTHROW(require_valid(invoice_issued()));
}

TEST_CASE("an event is refused with all its faults") {
    Event event = invoice_issued();
    event.category = static_cast<EventCategory>(9);
    event.kind = "Invoice issued";
    event.payload = "[]";
    try {
        require_valid(event);
        FAIL("the event was not refused");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::invalid_argument);
        CHECK(error.faults().size() == 3);
    }
}

TEST_CASE("the kind of an event is lower snake case, its payload a JSON object") {
    const auto taken = [](const std::string& kind, const std::string& payload) {
        Event event = invoice_issued();
        event.kind = kind;
        event.payload = payload;
        try {
            require_valid(event);
            return true;
        } catch (const Error& error) {
            CHECK(error.faults().size() == 1);
            return false;
        }
    };
    for (const std::string& kind : {std::string("a"), std::string("z_9"), std::string(64, 'k')})
        CHECK(taken(kind, "{}"));
    for (const std::string& kind :
         {std::string(), std::string(65, 'k'), std::string("1a"), std::string("_a"),
          std::string("{a"), std::string("a-b"), std::string("a/"), std::string("a:"),
          std::string("aB"), std::string("a^"), std::string("a{")}) {
        INFO(kind);
        CHECK_FALSE(taken(kind, "{}"));
    }
    for (const char* payload : {"", "{", "}", "{]", "[}"}) {
        INFO(payload);
        CHECK_FALSE(taken("paid", payload));
    }
}

TEST_CASE("who acts, and by which key, is said in printable characters") {
    const auto check_of = [](const std::string& actor, const std::string& key) {
        require_valid(Context{Instant::from_micros(0), actor, key});
    };
    CHECK_NOTHROW(check_of("портал ~", std::string(200, 'k')));
    CHECK_THROWS_AS(check_of("", "k"), Error);
    CHECK_THROWS_AS(check_of("portal", ""), Error);
    CHECK_THROWS_AS(check_of("portal", std::string(201, 'k')), Error);
    for (const char* control : {"a\n", "\x7f", "\x1f"})
        CHECK_THROWS_AS(check_of(control, "k"), Error);
}

TEST_CASE("categories and subjects have stable numbers and names") {
    CHECK(event_category("support") == EventCategory::support);
    CHECK(event_category("spam") == std::nullopt);
    CHECK(name(EventCategory::finance) == "finance");
    CHECK(static_cast<int>(EventCategory::support) == 4);
    CHECK(name(static_cast<EventCategory>(9)) == "unknown");
    CHECK(Subject(AccountId(5)).kind() == SubjectKind::account);
    CHECK(name(SubjectKind::subscription) == "subscription");
    CHECK(Subject(SubscriptionId(7)) == Subject::stored(4, 7));
    CHECK(Subject(SubscriptionId(7)) != Subject(ActId(7)));
    for (const auto& [kind, id] : {std::pair(0, 1), {99, 1}, {300, 1}, {-1, 1}, {1, 0}}) {
        try {
            (void)Subject::stored(kind, id);
            FAIL("a damaged subject was taken");
        } catch (const Error& error) {
            CHECK(error.code() == ErrorCode::storage_damaged);
        }
    }
}
