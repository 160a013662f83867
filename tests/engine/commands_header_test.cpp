#include "capi/commands_header.hpp"

#include "catch.hpp"

#include <fstream>
#include <iterator>

// Here and not with the C interface, which cannot be built until its header has a new command.

TEST_CASE("capi/include/prorata_c/commands.h is the list of commands") {
    std::ifstream file(PRORATA_COMMANDS_HEADER);
    const std::string written((std::istreambuf_iterator<char>(file)), {});
    const std::string expected = commands_header::header();
    if (written != expected) {
        std::ofstream(std::string("commands.h")) << expected;
        FAIL("they differ; the right text is in commands.h of the test's working directory");
    }
    SUCCEED();
}
