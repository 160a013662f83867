#!/usr/bin/env python3
"""Each rule of layering.py must find a planted violation, and a clean room must pass."""
import pathlib
import tempfile
import unittest

from layering import House

CLEAN = {
    "include/prorata/base/error.hpp": "#pragma once\n#include <string>\n",
    "src/base/error.cpp": '#include "prorata/base/error.hpp"\n#include "base/assert.hpp"\n// float in a comment\nconst char* s = "double printf(";\n',
    "src/base/assert.hpp": "#pragma once\n",
    "src/base/CMakeLists.txt": "prorata_room(base HEADERS error.hpp SOURCES error.cpp)\n",
    "src/base/README.md": "# base\n",
    "include/prorata/money/amount.hpp": '#pragma once\n#include "prorata/base/error.hpp"\n',
    "src/money/amount.cpp": '#include "prorata/money/amount.hpp"\n#include <boost/multiprecision/cpp_int.hpp>\nstatic int helper(int x) { return x; }\n',
    "src/money/CMakeLists.txt": "prorata_room(money HEADERS amount.hpp SOURCES amount.cpp)\n",
    "src/money/README.md": "# money\n",
}

PLANTED = {
    "a room above": ({"src/base/error.cpp": '#include "prorata/money/amount.hpp"\n'}, "room base may not include prorata/money/amount.hpp"),
    "a sister room": ({"src/time/date.cpp": '#include "prorata/money/amount.hpp"\n', "src/time/CMakeLists.txt": "date.cpp", "src/time/README.md": ""}, "room time may not include"),
    "private in public": ({"include/prorata/base/error.hpp": '#include "base/assert.hpp"\n'}, "a public header includes the private"),
    "Boost in a public header": ({"include/prorata/money/amount.hpp": "#include <boost/rational.hpp>\n"}, "<boost/rational.hpp> belongs only in src/money/"),
    "SQLite outside its backend": ({"src/money/amount.cpp": "#include <sqlite3.h>\n"}, "<sqlite3.h> belongs only in"),
    "a new dependency": ({"src/money/amount.cpp": "#include <fmt/format.h>\n"}, "is no dependency of this house"),
    "a path that is not from the root": ({"src/money/amount.cpp": '#include "amount.hpp"\n'}, "is no path from include/ or src/"),
    "floating point": ({"src/money/amount.cpp": "auto f(double x) { return x; }\n"}, "binary floating point"),
    "printing": ({"src/money/amount.cpp": "void f() { std::cout << 1; }\n"}, "never prints"),
    "ending the host": ({"src/money/amount.cpp": "void f() { std::abort(); }\n"}, "never ends its host"),
    "the environment": ({"src/money/amount.cpp": 'auto f() { return std::getenv("TZ"); }\n'}, "environment"),
    "the clock": ({"src/money/amount.cpp": "auto f() { return std::chrono::system_clock::now(); }\n"}, "no clock inside"),
    "randomness": ({"src/money/amount.cpp": "std::mt19937_64 engine;\n"}, "no randomness"),
    "global state": ({"src/money/amount.cpp": "static std::string last_error;\n"}, "no global mutable state"),
    "using namespace": ({"src/money/amount.cpp": "using namespace std;\n"}, "names are written out"),
    "a long source": ({"src/money/amount.cpp": "\n" * 501}, "501 lines"),
    "a long header": ({"include/prorata/money/amount.hpp": "\n" * 301}, "301 lines"),
    "a far-reaching source": ({f"include/prorata/base/h{i}.hpp": "" for i in range(41)} | {"src/base/error.cpp": "".join(f'#include "prorata/base/h{i}.hpp"\n' for i in range(41)), "src/base/CMakeLists.txt": "error.hpp error.cpp " + " ".join(f"h{i}.hpp" for i in range(41))}, "reaches 41 headers"),
    "a dead file": ({"src/money/forgotten.cpp": ""}, "is not listed"),
    "an unknown room": ({"src/helpers/x.cpp": ""}, "lies in no room of the plan"),
    "a room without a README": ({"src/money/README.md": None}, "has no README.md"),
    "a test that ctest would cut in two": ({"tests/money/amount_test.cpp": 'TEST_CASE("a sum; two sums") {}\n'}, "so it would not be run"),
    "a new top-level folder": ({"scripts/x.py": ""}, "no top-level folder"),
}


def faults_of(files: dict[str, str | None]) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, text in files.items():
            if text is not None:
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text, encoding="utf-8")
        house = House(root)
        house.check()
        return house.faults


class Layering(unittest.TestCase):
    def test_clean(self) -> None:
        self.assertEqual(faults_of(CLEAN), [])

    def test_planted(self) -> None:
        for what, (plant, expected) in PLANTED.items():
            with self.subTest(what):
                faults = faults_of(CLEAN | plant)
                self.assertEqual(len(faults), 1, faults)
                self.assertIn(expected, faults[0])


if __name__ == "__main__":
    unittest.main()
