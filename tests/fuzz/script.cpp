// A scenario file: read, or refused by Error.

#include "target.hpp"

#include "prorata/scenario/script.hpp"

void fuzz(std::string_view text) {
    (void)accepted([&] { return prorata::parse_script(text, "fuzz"); });
}
