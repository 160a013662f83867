#include "prorata/scenario/text_table.hpp"

#include "catch.hpp"
#include "prorata/base/error.hpp"

namespace {

using prorata::TextTable;

TEST_CASE("a table is read and written aligned") {
    const TextTable table = TextTable::parse({"| a | name |", "|1|день|", R"(| 22 | x \| \\ y |)"});
    CHECK(table.columns == std::vector<std::string>{"a", "name"});
    CHECK(table.rows[1] == std::vector<std::string>{"22", R"(x | \ y)"});
    CHECK(table.text("  ") == "  | a  | name      |\n"
                              "  | 1  | день      |\n"
                              "  | 22 | x \\| \\\\ y |\n");
    CHECK(TextTable::parse({"| a |"}).rows.empty());
}

TEST_CASE("all faults of a table are named with their lines") {
    try {
        (void)TextTable::parse({"| a | a |", "| 1 |", "| 1 | 2"}, 5);
        FAIL("was read");
    } catch (const prorata::Error& error) {
        REQUIRE(error.faults().size() == 3);
        CHECK(error.faults()[0] == prorata::Fault{"line 5", "names column a twice"});
        CHECK(error.faults()[1] ==
              prorata::Fault{"line 6", "has 1 cells; the table has 2 columns"});
        CHECK(error.faults()[2] == prorata::Fault{"line 7", "does not end with |"});
    }
}

TEST_CASE("a difference shows rows that are missing and rows too many") {
    const TextTable expected{{"day", "sum"}, {{"1", "10.00"}, {"2", "20.00"}, {"3", "30.00"}}};
    const TextTable actual{{"id", "sum", "day"},
                           {{"7", "10.00", "1"}, {"8", "120.00", "2"}, {"9", "30.00", "3"}}};
    CHECK(prorata::difference(expected, actual) == "  | day | sum    |\n"
                                                   "  | 1   | 10.00  |\n"
                                                   "- | 2   | 20.00  |\n"
                                                   "+ | 2   | 120.00 |\n"
                                                   "  | 3   | 30.00  |\n");
    CHECK(prorata::difference(actual.only({"sum"}), actual).empty());
}

TEST_CASE("the order of rows matters") {
    const TextTable one{{"a"}, {{"1"}, {"2"}}};
    const TextTable other{{"a"}, {{"2"}, {"1"}}};
    CHECK_FALSE(prorata::difference(one, other).empty());
}

} // namespace
