#include "prorata/ledger/credit.hpp"

#include "catch.hpp"
#include "prorata/base/error.hpp"

#include <rapidcheck.h>

using namespace prorata;

namespace {

Amount sum(const std::string& number, const char* currency = "RUB") {
    return Amount::parse(number + " " + currency);
}

struct Case {
    const char* why;
    const char* currency;
    const char* limit;
    const char* overdue;
    const char* awaiting;
    const char* spent;
    const char* reserved;
    const char* advances;
    bool blocked;
    const char* rest; // available, or while blocked unavailable
    const char* spent_left;
    const char* excess;
    const char* own_funds;
};

} // namespace

TEST_CASE("the partition of the known limits") {
    const Case cases[] = {
        {"V21", "RUB", "400000", "0", "34134.48", "0", "0", "0", false, "365865.52", "0", "0", "0"},
        {"V22", "EUR", "2000", "41.60", "88", "42.99", "0", "0", false, "1827.41", "42.99", "0",
         "0"},
        {"V23", "RUB", "150000", "800", "2400", "0", "0", "0", true, "146800", "0", "0", "0"},
        {"V24", "RUB", "5000", "0", "0", "0", "0", "0", false, "5000", "0", "0", "0"},
        {"R39 advance", "RUB", "1000", "0", "0", "300", "0", "200", false, "900", "100", "0", "0"},
        {"R39 excess", "RUB", "1000", "0", "0", "1200", "0", "0", false, "0", "1200", "200", "0"},
        {"own funds", "RUB", "1000", "0", "0", "300", "0", "500", false, "1000", "0", "0", "200"},
        {"reserved", "RUB", "1000", "0", "0", "300", "50", "0", false, "650", "350", "0", "0"},
    };
    for (const Case& c : cases) {
        INFO(c.why);
        const auto in = [&](const char* number) { return sum(number, c.currency); };
        const CreditPartition parts =
            partition({in(c.limit), in(c.overdue), in(c.awaiting), in(c.spent), in(c.reserved),
                       in(c.advances), c.blocked});
        CHECK(parts.available == (c.blocked ? in("0") : in(c.rest)));
        CHECK(parts.unavailable == (c.blocked ? in(c.rest) : in("0")));
        CHECK(parts.overdue == in(c.overdue));
        CHECK(parts.awaiting == in(c.awaiting));
        CHECK(parts.spent == in(c.spent_left));
        CHECK(parts.excess == in(c.excess));
        CHECK(parts.own_funds == in(c.own_funds));
    }
}

TEST_CASE("a purchase is declined with what is missing") {
    const Amount no = sum("0");
    const auto open = partition({sum("100"), no, no, no, no, no});
    CHECK_FALSE(may_buy(open, sum("100")));
    const auto over = may_buy(open, sum("100.0001"));
    REQUIRE(over);
    CHECK(over->code == DeclineCode::over_limit);
    CHECK(over->message.find("0.0001 RUB are missing") != std::string::npos);
    const auto blocked = partition({sum("100"), sum("20"), no, no, no, no, true});
    CHECK(may_buy(blocked, sum("1"))->code == DeclineCode::blocked);
    const auto cleared = partition({sum("100"), sum("20"), no, no, no, sum("30"), true});
    CHECK_FALSE(may_buy(cleared, sum("10")));
    CHECK(may_buy(cleared, sum("10.01"))->code == DeclineCode::blocked);
    CHECK_THROWS_AS(may_buy(open, sum("-1")), Error);
    CHECK_FALSE(may_buy(blocked, sum("0"))); // what is free needs no money
}

TEST_CASE("wrong uses of a limit are all named") {
    const Amount no = sum("0");
    try {
        (void)partition({sum("-1"), no, sum("-2"), no, no, no});
        FAIL("taken");
    } catch (const Error& error) {
        CHECK(error.faults().size() == 2);
    }
    CHECK_THROWS_AS(partition({sum("1"), sum("1", "EUR"), no, no, no, no}), Error);
}

TEST_CASE("an invoice is overdue from the day after it is due") {
    const Amount ten = sum("10");
    Receivable one{EntryId(1),        PayerId(1),   SellerId(1), Date(2026, 1, 15),
                   Date(2025, 12, 3), InvoiceId(1), ten,         ten};
    const Currency rub = Currency::of("RUB");
    CHECK(classify({&one, 1}, Date(2026, 1, 15), rub).awaiting == ten);
    CHECK(classify({&one, 1}, Date(2026, 1, 16), rub).overdue == ten);
    one.invoice.reset();
    CHECK(classify({&one, 1}, Date(2026, 1, 16), rub).spent == ten);
}

TEST_CASE("every partition sums to its limit and nothing in it is negative") {
    CHECK(rc::check([] {
        const auto any = [] {
            return Amount(*rc::gen::inRange<std::int64_t>(0, 1'000'000), Currency::of("RUB"));
        };
        const CreditUse use{any(), any(), any(), any(), any(), any(), *rc::gen::arbitrary<bool>()};
        const CreditPartition p = partition(use);
        RC_ASSERT(p.overdue + p.awaiting + p.spent + p.available + p.unavailable - p.excess ==
                  use.limit);
        for (const Amount& part :
             {p.overdue, p.awaiting, p.spent, p.available, p.unavailable, p.excess, p.own_funds})
            RC_ASSERT(part.units() >= 0);
        RC_ASSERT(p.own_funds.units() == 0 || p.overdue.units() == 0);
    }));
}
