#include "prorata/account/credit_calendar.hpp"

#include "catch.hpp"
#include "prorata/base/error.hpp"

using namespace prorata;

namespace {

std::vector<std::string> days(const std::vector<CreditNotice>& notices) {
    std::vector<std::string> result;
    for (const CreditNotice& notice : notices)
        result.push_back(notice.on.text());
    return result;
}

} // namespace

TEST_CASE("the credit calendar of a month's invoice is that of V28") {
    const CreditCalendar calendar = credit_calendar(Date(2024, 1, 1));
    CHECK(calendar.due_on == Date(2024, 1, 15));
    CHECK(calendar.overdue_from == Date(2024, 1, 16));
    CHECK(calendar.blocked_on == Date(2024, 1, 30));
    CHECK(days(calendar.notices) == std::vector<std::string>{"2024-01-01", "2024-01-12",
                                                             "2024-01-16", "2024-01-25",
                                                             "2024-01-30"});
    CHECK(name(calendar.notices[0].kind) == "issued");
    CHECK(name(calendar.notices[1].kind) == "due_soon");
    CHECK(name(calendar.notices[2].kind) == "overdue");
    CHECK(name(calendar.notices[3].kind) == "block_soon");
    CHECK(name(calendar.notices[4].kind) == "blocked");
    CHECK(name(static_cast<CreditNoticeKind>(9)) == "unknown");
}

TEST_CASE("the block is fifteen days after the due day and no day of the month, V28b") {
    CHECK(credit_calendar(Date(2023, 2, 1)).blocked_on == Date(2023, 3, 2));
    CHECK(credit_calendar(Date(2024, 2, 1)).blocked_on == Date(2024, 3, 1));
}

TEST_CASE("the last safe day is the day before the block, V28d") {
    const CreditCalendar calendar = credit_calendar(Date(2024, 8, 1));
    CHECK(calendar.due_on == Date(2024, 8, 15));
    CHECK(calendar.blocked_on == Date(2024, 8, 30));
    CHECK(calendar.last_safe_on == Date(2024, 8, 29));
}

TEST_CASE("an invoice of another day is due fourteen days after it, R52") {
    CHECK(credit_calendar(Date(2026, 1, 10)).due_on == Date(2026, 1, 24));
}

TEST_CASE("notices that short terms leave no room for are left out") {
    struct Case {
        CreditDays days;
        std::size_t notices;
    };
    for (const auto& [terms, count] :
         {Case{{14, 15, 3, 5}, 5}, Case{{3, 15, 3, 5}, 4}, Case{{4, 6, 3, 5}, 4},
          Case{{4, 7, 3, 5}, 5}, Case{{14, 15, 0, 0}, 3}, Case{{0, 1, 3, 5}, 3}}) {
        const CreditCalendar calendar = credit_calendar(Date(2026, 3, 1), terms);
        CHECK(calendar.notices.size() == count);
        for (std::size_t i = 1; i < calendar.notices.size(); ++i) {
            CHECK(calendar.notices[i - 1].on <= calendar.notices[i].on);
        }
    }
}

TEST_CASE("days outside their range are all refused together") {
    try {
        (void)credit_calendar(Date(2026, 1, 1), {-1, 0, -1, 4000});
        FAIL("the days were not refused");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::invalid_argument);
        REQUIRE(error.faults().size() == 4);
        CHECK(error.faults()[1].path == "block_after");
    }
    CHECK_THROWS_AS(credit_calendar(Date(9999, 12, 20)), Error);
}
