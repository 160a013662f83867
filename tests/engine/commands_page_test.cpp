#include "engine/commands_page.hpp"

#include "catch.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

using namespace prorata;

TEST_CASE("every command and field says what it is") {
    for (const CommandDescription& command : commands()) {
        CHECK_FALSE(command.meaning.empty());
        for (const FieldDescription& field : command.fields) {
            INFO(command.name << '.' << field.name);
            CHECK_FALSE(field.type.empty());
            CHECK_FALSE(field.meaning.empty());
            CHECK(std::count(field.meaning.begin(), field.meaning.end(), '|') == 0);
        }
    }
}

TEST_CASE("docs/reference/commands.md is the list of commands") {
    std::ifstream file(PRORATA_COMMANDS_PAGE);
    const std::string written((std::istreambuf_iterator<char>(file)), {});
    const std::string expected = commands_page::page();
    if (written != expected) {
        std::ofstream(std::string("commands.md")) << expected;
        FAIL("they differ; the right text is in commands.md of the test's working directory");
    }
    SUCCEED();
}
