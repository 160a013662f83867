#include "prorata/base/decline.hpp"

#include "catch.hpp"

#include <set>
#include <string>

using namespace prorata;

TEST_CASE("an outcome is a value or a decline, and using the other one is a fault") {
    const Outcome<int> granted(7);
    CHECK(granted);
    CHECK_FALSE(granted.declined());
    CHECK(granted.value() == 7);
    CHECK_THROWS_AS(granted.decline(), Error);

    const Outcome<int> refused(Decline{DeclineCode::over_limit, "120.00 RUB are needed"});
    CHECK_FALSE(refused);
    CHECK(refused.declined());
    CHECK(refused.decline() == Decline{DeclineCode::over_limit, "120.00 RUB are needed"});
    try {
        (void)refused.value();
        FAIL("value() of a decline did not throw");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::misuse);
        CHECK(error.message() == "declined: 120.00 RUB are needed");
    }
}

TEST_CASE("decline codes have unique numbers, names and reasons") {
    std::set<int> numbers;
    std::set<std::string> reasons;
    int count = 0;
#define PRORATA_CHECK(code, number, why)                                                           \
    CHECK(name(DeclineCode::code) == #code);                                                       \
    CHECK(static_cast<int>(DeclineCode::code) == (number));                                        \
    numbers.insert(number);                                                                        \
    reasons.insert(std::string(meaning(DeclineCode::code)));                                       \
    ++count;
    PRORATA_DECLINE_CODES(PRORATA_CHECK)
#undef PRORATA_CHECK
    CHECK(static_cast<int>(numbers.size()) == count);
    CHECK(static_cast<int>(reasons.size()) == count);
    CHECK(name(static_cast<DeclineCode>(999)) == "unknown");
    CHECK(meaning(static_cast<DeclineCode>(999)) == "unknown");
}
