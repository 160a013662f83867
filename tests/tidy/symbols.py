#!/usr/bin/env python3
"""The built library must not even be able to read a clock, the environment or random numbers, to
print or to end its host: none of these symbols may be imported by its objects.

usage: symbols.py ARCHIVE
"""
import re
import subprocess
import sys

FORBIDDEN = re.compile(
    r"^(clock_gettime|gettimeofday|time|clock|localtime(_r)?|getenv|secure_getenv|setenv|rand(om)?(_r)?|srand|getrandom|arc4random"
    r"|v?f?printf|puts|fputs|putchar|fwrite|abort|_?exit|quick_exit|_ZNSt6chrono3_V212s\w+clock3nowEv|_ZSt4c(out|err|log)|_ZSt9terminatev)$")
# Objects of code that no exception may leave call std::terminate; the compiler writes the call.
COMPILER_MADE = {"_ZSt9terminatev"}

listing = subprocess.run(["nm", "--undefined-only", sys.argv[1]], capture_output=True, text=True, check=True).stdout
member, objects, found = "", 0, []
for line in listing.splitlines():
    if line.endswith(":"):
        member, objects = line[:-1], objects + 1
    elif line.strip():
        symbol = line.split()[-1].split("@")[0]
        if FORBIDDEN.match(symbol) and symbol not in COMPILER_MADE:
            found.append(f"{member}: imports {symbol}")
print(*found, sep="\n", end="\n" if found else "")
print(f"checked: {objects} objects for forbidden imports")
sys.exit(1 if found or objects == 0 else 0)
