#include "prorata/document/series.hpp"

#include "catch.hpp"
#include "prorata/base/error.hpp"

using namespace prorata;

TEST_CASE("a number is written by the template of its series") {
    CHECK(NumberTemplate("AP%09d").written(224090) == "AP000224090"); // SL-14
    CHECK(NumberTemplate("С010-%06d").written(7) == "С010-000007");
    CHECK(NumberTemplate("%d/26").written(7) == "7/26");
    CHECK(NumberTemplate("%01d").written(12) == "12");
    CHECK(NumberTemplate("No. %02d d").written(100) == "No. 100 d");
    CHECK_THROWS_AS(NumberTemplate("%d").written(0), Error);
}

TEST_CASE("a number is read as it is written and in no other way") {
    const NumberTemplate series("AP%06d/26");
    for (const std::int64_t number : {1, 224'090, 12'345'678})
        CHECK(series.read(series.written(number)) == number);
    for (const char* other : {"", "AP/26", "AP000001", "AP1/26", "AP0000001/26", "XX000001/26",
                              "AP000000/26", "AP-00001/26", "AP000001/27", "AP00001x/26",
                              "AP123456x/26", "APx23456/26", "AP99999999999999999999/26"})
        CHECK_FALSE(series.read(other));
    CHECK(NumberTemplate("%d").read("7") == 7);
}

TEST_CASE("a template keeps its text") {
    for (const char* text : {"AP%09d", "%d", "С010-%018d/1", "A d %06d d"}) {
        CHECK(NumberTemplate(text).text() == text);
    }
}

TEST_CASE("a template without one place for the number is refused") {
    for (const char* text :
         {"",     "AP",     "AP%",    "%s",    "%6d",  "%0d",  "%00d",  "%019d",  "%099d",  "%-6d",
          "%d%d", "%06d-%", "%06.2d", "%06ld", "%0/d", "%0:d", "%01/d", "%0018d", "%0111d", "d"}) {
        INFO(text);
        CHECK_THROWS_AS(NumberTemplate(text), Error);
    }
    const std::string longest(62, 'x');
    CHECK(NumberTemplate(longest + "%d").written(1).size() == 63);
    CHECK_THROWS_AS(NumberTemplate(longest + "x%d"), Error);
    for (const char* control : {"A\n%d", "A\x7f%d", "%d\x1f", "\x01%d"})
        CHECK_THROWS_AS(NumberTemplate(control), Error);
    CHECK_NOTHROW(NumberTemplate(" %d~")); // the first and the last that are none
}

TEST_CASE("everything that is wrong with a template is named at once") {
    try {
        const NumberTemplate wrong(std::string(65, '\t'));
        FAIL("was taken");
    } catch (const Error& error) {
        CHECK(error.faults().size() == 3);
    }
}
