#include "prorata/exchange/csv.hpp"

#include "catch.hpp"

using namespace prorata;

namespace {

using Cells = std::vector<std::string>;

CsvTable read(std::string_view text, Faults& faults, char delimiter = ',') {
    return parse_csv(text, "f.csv", delimiter, faults);
}

std::vector<std::string> faults_of(std::string_view text) {
    Faults faults;
    (void)read(text, faults);
    std::vector<std::string> all;
    for (const Fault& fault : faults.all())
        all.push_back(fault.path + " " + fault.message);
    return all;
}

} // namespace

TEST_CASE("cells are read as RFC 4180 and spreadsheets write them") {
    Faults faults;
    const CsvTable table =
        read("\xEF\xBB\xBF"
             "a,\"b, c\",d\r\n1,\"say \"\"no\"\"\nthen\", x \r\n\r\n,,\n\"\",2,3",
             faults);
    CHECK(faults.empty());
    CHECK(table.header == Cells{"a", "b, c", "d"});
    REQUIRE(table.rows.size() == 3);
    CHECK(table.rows[0].cells == Cells{"1", "say \"no\"\nthen", " x "});
    CHECK(table.rows[0].number == 2);
    CHECK(table.rows[1].cells == Cells{"", "", ""});
    CHECK(table.rows[1].number == 4); // the empty line counts
    CHECK(table.rows[2].cells == Cells{"", "2", "3"});
}

TEST_CASE("another delimiter leaves commas in the cells") {
    Faults faults;
    const CsvTable table = read("a;b\n1,5;2\n", faults, ';');
    CHECK(faults.empty());
    CHECK(table.rows[0].cells == Cells{"1,5", "2"});
}

TEST_CASE("every fault in the form of a file is named with its row") {
    CHECK(faults_of("") == Cells{"f.csv:1 is missing: the header that names the columns"});
    CHECK(faults_of("a,,a\n") ==
          Cells{"f.csv:1 has no name for column 2", "f.csv:1 names the column \"a\" twice"});
    CHECK(faults_of("a,b\n1\n1,2\n1,2,3\n") ==
          Cells{"f.csv:2 has 1 cells; the header has 2", "f.csv:4 has 3 cells; the header has 2"});
    CHECK(faults_of("a,b\nx\"y,1\n\"x\"y,1\n\"x,1\n") ==
          Cells{"f.csv:2 has a quote inside a cell without quotes; put the whole cell in quotes "
                "and double the quotes in it",
                "f.csv:3 has text behind a closing quote; double the quotes inside a cell",
                "f.csv:4 has a cell whose quote is not closed before the end of the file",
                "f.csv:4 has 1 cells; the header has 2"});
    CHECK(faults_of("a,\xCF\xF0,\xCF\xF0\n") ==
          Cells{"f.csv:1 has a name that is not UTF-8 for column 2; save the file as UTF-8",
                "f.csv:1 has a name that is not UTF-8 for column 3; save the file as UTF-8"});
    CHECK(faults_of("a\n\xCF\xF0\n") == Cells{"f.csv:2 is not UTF-8; save the file as UTF-8"});
}

TEST_CASE("well-formed UTF-8 is told from what is not") {
    for (const char* good :
         {"", "abc", "\xD0\x96", "\xE2\x82\xBD", "\xF0\x9F\x98\x80", "\xEE\x80\x80", "\xE0\xA0\x80",
          "\xED\x9F\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) // the edges
        CHECK(is_utf8(good));
    for (const char* bad : {"\x80", "\xC1\x80", "\xD0", "\xE0\x80\x80", "\xED\xA0\x80",
                            "\xF4\x90\x80\x80", "\xF0\x8F\xBF\xBF", "\xF5\x80\x80\x80", "\xE2\x82"})
        CHECK_FALSE(is_utf8(bad));
    CHECK_FALSE(is_utf8(std::string_view("\0", 1)));
}
