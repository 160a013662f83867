#include "prorata/base/error.hpp"

#include "base/assert.hpp"
#include "catch.hpp"

#include <set>
#include <string>
#include <string_view>

using namespace prorata;

TEST_CASE("an error names its code, its message and every fault in one line") {
    const Error error(ErrorCode::invalid_argument, "the order was refused",
                      {{"quantity", "is 0"}, {"", "the account is closed"}});
    CHECK(error.code() == ErrorCode::invalid_argument);
    CHECK(error.message() == "the order was refused");
    CHECK(error.faults().size() == 2);
    CHECK(std::string(error.what()) ==
          "the order was refused: quantity: is 0; the account is closed");
}

TEST_CASE("faults are raised together, and only if there are any") {
    Faults faults;
    CHECK_NOTHROW(faults.raise_if_any("nothing"));
    faults.add("start", "is missing");
    faults.add("end", "is before start");
    CHECK_FALSE(faults.empty());
    try {
        faults.raise_if_any("the period was refused", ErrorCode::not_found);
        FAIL("raise_if_any did not throw");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::not_found);
        CHECK(error.faults() == faults.all());
    }
}

TEST_CASE("codes have unique positive numbers, names and meanings") {
    struct Row {
        ErrorCode code;
        int number;
        std::string_view name;
    };
    const Row rows[] = {
#define PRORATA_ROW(name, number, meaning) {ErrorCode::name, number, #name},
        PRORATA_ERROR_CODES(PRORATA_ROW)
#undef PRORATA_ROW
    };
    std::set<int> numbers;
    std::set<std::string_view> meanings;
    for (const Row& row : rows) {
        CHECK(static_cast<int>(row.code) == row.number);
        CHECK(row.number > 0);
        CHECK(name(row.code) == row.name);
        CHECK_FALSE(meaning(row.code).empty());
        numbers.insert(row.number);
        meanings.insert(meaning(row.code));
    }
    CHECK(numbers.size() == std::size(rows));
    CHECK(meanings.size() == std::size(rows));
    CHECK(name(static_cast<ErrorCode>(9999)) == "unknown");
    CHECK(meaning(static_cast<ErrorCode>(9999)) == "unknown");
}

TEST_CASE("a failed assertion is an error, not an abort") {
    CHECK_NOTHROW(PRORATA_ASSERT(1 + 1 == 2, "arithmetic"));
    try {
        PRORATA_ASSERT(1 + 1 == 3, "the entry does not sum to zero");
        FAIL("PRORATA_ASSERT did not throw");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::internal);
        CHECK(error.message() == "the entry does not sum to zero (1 + 1 == 3)");
    }
}
