#include "prorata/storage/schema.hpp"

#include "catch.hpp"
#include "prorata/base/error.hpp"
#include "storage/sample.hpp"

using namespace sample;
using prorata::Error;

TEST_CASE("a schema finds its tables, columns and indexes") {
    const Schema schema(3, tables());
    CHECK(schema.version() == 3);
    CHECK(schema.table("charge").column("amount") == 2);
    CHECK(schema.table("account").version() == 1);
    CHECK_FALSE(schema.table("charge").version());
    CHECK(schema.table("account").index("account_due").columns.front() == "due_on");
    CHECK(schema.ordinal(schema.tables()[2]) == 2);
    CHECK_THROWS_AS(schema.table("nothing"), Error);
    CHECK_THROWS_AS(schema.table("charge").column("nothing"), Error);
    CHECK_THROWS_AS(schema.table("charge").index("nothing"), Error);
    const Schema other(1, tables());
    CHECK_THROWS_AS(schema.ordinal(other.tables()[0]), Error);
}

TEST_CASE("a wrong schema is refused with all its faults") {
    std::vector<Table> wrong = tables();
    wrong[0].name = "Account";                        // no identifier
    wrong[0].columns[0].nullable = true;              // nullable key
    wrong[0].indexes[0].columns = {"nowhere"};        // no such column
    wrong[1].columns[3].format = Format::date;        // text as date
    wrong[1].columns[4].format = Format::enumeration; // no names
    wrong[2].comment.clear();                         // no comment
    wrong[2].columns[2].format = Format::amount;      // no currency, and no table of it
    wrong[3].key_columns = 9;                         // key longer than the table
    wrong.push_back(wrong[1]);                        // twice (with its faults)
    try {
        const Schema schema(0, wrong); // version
        FAIL("the schema was not refused");
    } catch (const Error& error) {
        CHECK(error.code() == prorata::ErrorCode::invalid_argument);
        INFO(error.what());
        CHECK(error.faults().size() == 13);
    }
}

TEST_CASE("a version belongs outside the key, and append-only rows have none") {
    std::vector<Table> wrong = tables();
    wrong[0].append_only = true;
    CHECK_THROWS_AS(Schema(1, wrong), Error);
    wrong = tables();
    wrong[0].key_columns = 2;
    CHECK_THROWS_AS(Schema(1, wrong), Error);
}
