#include "prorata/scenario/script.hpp"

#include "catch.hpp"
#include "prorata/base/error.hpp"

namespace {

using prorata::parse_script;

std::vector<prorata::Fault> faults(std::string_view text) {
    try {
        (void)parse_script(text, "story");
    } catch (const prorata::Error& error) {
        return error.faults();
    }
    return {};
}

TEST_CASE("a script is read line by line") {
    const auto script =
        parse_script("# story\n"
                     "title: Upgrade in the middle\n"
                     "covers SL-05 R2\n"
                     "covers R3\n"
                     "catalog path.json\n"
                     "zone Europe/Moscow\n"
                     "on 2026-01-15 09:30 buy quantity.seat=5 note=\"a \\\"b\\\"\\n\"\n"
                     "expect value price = 100.00 RUB\n"
                     "expect fault invalid_argument at lines[0].quantity\n"
                     "expect charge account=1\n"
                     "  | sum |\n",
                     "story");
    CHECK(script.title == "Upgrade in the middle");
    CHECK(script.covers == std::vector<std::string>{"SL-05", "R2", "R3"});
    REQUIRE(script.lines.size() == 5);
    const auto& step = std::get<prorata::Step>(script.lines[1]);
    CHECK(step.at.text() == "2026-01-15T06:30:00Z");
    CHECK(step.find("quantity.seat") == "5");
    CHECK(step.find("note") == "a \"b\"\n");
    CHECK_FALSE(step.find("absent"));
    CHECK(std::get<prorata::ExpectValue>(script.lines[2]).value == "100.00 RUB");
    CHECK(std::get<prorata::ExpectFault>(script.lines[3]).path == "lines[0].quantity");
    CHECK(std::get<prorata::ExpectTable>(script.lines[4]).place.table_lines == 1);
}

TEST_CASE("the name of a value may have a date in it, and no other signs") {
    const auto script = parse_script("on 2026-01-01 buy\n"
                                     "expect value line.seat.2026-01-31 = 5\n",
                                     "dated");
    CHECK(std::get<prorata::ExpectValue>(script.lines[1]).name == "line.seat.2026-01-31");
    for (const char* wrong : {"Line", "line.", "line.A", "2026-01-31", "a-b"}) {
        INFO(wrong);
        CHECK(faults("on 2026-01-01 buy\nexpect value " + std::string(wrong) + " = 5\n").size() ==
              1);
    }
}

TEST_CASE("a step is malformed by one sign") {
    CHECK(faults("on 2026-01-01 09:30 buy a=\"x\\t\\\\y\" b.c_1=2\n").empty());
    for (const char* step :
         {"9:30 buy",       "09-30 buy",  "0x:30 buy",      "09:x0 buy", "09:3x buy",
          "09:60 buy",      "24:00 buy",  "09:300 buy",     "buy stray", "buy a=\"x\\q\"",
          "buy a=\"x\"b=1", "buy a=x\"y", "buy a=\"open\\", "buy 1a=1",  "buy a..b=1",
          "buy {a=1",       "buy a{=1",   "buy a/=1",       "buy a:=1",  "Buy a=1"}) {
        INFO(step);
        CHECK(faults("on 2026-01-01 " + std::string(step) + "\n").size() == 1);
    }
    for (const char* line : {"expect value price =", "expect value price = \"5\" x", "expect value",
                             "zone", "on", "expect", "catalog", "title:x y\nfoo"}) {
        INFO(line);
        CHECK_FALSE(faults("on 2026-01-01 buy\n" + std::string(line) + "\n").empty());
    }
}

TEST_CASE("all faults of a script are named with their lines") {
    const auto found = faults("expect declined over_limit\n"
                              "on 2026-02-30 buy\n"
                              "on 2026-01-01 25:00 buy\n"
                              "on 2026-01-01 buy Key=1\n"
                              "on 2026-01-01 buy a=1 a=2\n"
                              "on 2026-01-01 buy a=\"open\n"
                              "| stray |\n"
                              "expect charge\n"
                              "  | a |\n"
                              "  | 1 | 2 |\n"
                              "zone Nowhere/Land\n"
                              "say hello\n"
                              "expect fault invalid_argument\n"
                              "expect value price 5\n");
    std::vector<std::string> lines;
    for (const auto& fault : found)
        lines.push_back(fault.path);
    CHECK(lines == std::vector<std::string>{"line 1", "line 2", "line 3", "line 4", "line 5",
                                            "line 6", "line 7", "line 10", "line 11", "line 12",
                                            "line 13", "line 14"});
    CHECK(found.at(3).message == "key \"Key\" is not in lower snake case");
    CHECK(found.at(4).message == "key a is given twice");
}

} // namespace
