#include "prorata/base/version.hpp"

#include "catch.hpp"

TEST_CASE("the version is the one of the build") {
    CHECK(prorata::version() == PRORATA_EXPECTED_VERSION);
}
