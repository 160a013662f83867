#include "catch.hpp"
#include "prorata.h"

#include <cstring>

extern "C" int prorata_headers_in_c(void);

TEST_CASE("every init function writes what its macro says, byte for byte") {
#define PRORATA_SAME_BYTES(Type, INIT)                                                             \
    {                                                                                              \
        INFO(#Type);                                                                               \
        Type by_macro = INIT;                                                                      \
        Type by_function;                                                                          \
        std::memset(&by_function, 0xA5, sizeof by_function);                                       \
        Type##_init(&by_function);                                                                 \
        CHECK(std::memcmp(&by_macro, &by_function, sizeof by_macro) == 0);                         \
        CHECK(by_macro.struct_size == sizeof by_macro);                                            \
        Type##_init(nullptr);                                                                      \
    }
#include "inits.inc" // a line for each _INIT macro of the headers
#undef PRORATA_SAME_BYTES
    CHECK(prorata_headers_in_c() == 1);
}
