#!/usr/bin/env python3
"""A line marked with `#ifdef PRORATA_WRONG` must not compile, and all else must.

usage: compile_fail.py COMPILER INCLUDE_DIR SOURCE

The first line of SOURCE is `// error: REGEX`: the compiler's message must match, so that a test
cannot pass because of a misspelt include.
"""
import pathlib
import re
import subprocess
import sys

compiler, include, source = sys.argv[1:]
first_line = pathlib.Path(source).read_text(encoding="utf-8").splitlines()[0]
expected = re.fullmatch(r"// error: (.+)", first_line)
if not expected:
    sys.exit(f"{source}: the first line must be `// error: REGEX`")

command = [compiler, "-std=c++20", "-fsyntax-only", f"-I{include}", source]
right = subprocess.run(command, capture_output=True, text=True, check=False)
if right.returncode != 0:
    sys.exit(f"does not compile even without the wrong line:\n{right.stderr}")
wrong = subprocess.run([*command, "-DPRORATA_WRONG"], capture_output=True, text=True, check=False)
if wrong.returncode == 0:
    sys.exit("the wrong line compiles")
if not re.search(expected[1], wrong.stderr):
    sys.exit(f"refused, but not because of /{expected[1]}/:\n{wrong.stderr}")
