#!/usr/bin/env python3
"""The shared C library exports exactly the functions of capi/abi/symbols.txt, each declared in a
header with a comment above it, and carries the SONAME and the version of its map.

usage: symbols.py LIBRARY CAPI_FOLDER [--accept]   compares, or writes the list anew
"""
import pathlib
import re
import subprocess
import sys

library, capi = sys.argv[1], pathlib.Path(sys.argv[2])
listing = subprocess.run(["nm", "-D", "--defined-only", library], capture_output=True, text=True, check=True).stdout
# A sanitizer's runtime is linked in and exported as it likes; the library's own build has none of it.
runtime = re.compile(r"^(__(asan|ubsan|tsan|sanitizer|lsan|interceptor|odr)|___)")
exported = sorted(name for name in (line.split()[-1] for line in listing.splitlines())
                  if not name.startswith("PRORATA_") and not runtime.match(name))
wrong = [name for name in exported if not re.fullmatch(r"prorata_\w+@@PRORATA_0\.1", name)]
names = [name.split("@")[0] for name in exported]

committed = capi / "abi/symbols.txt"
if "--accept" in sys.argv:
    committed.write_text("\n".join(names) + "\n", encoding="utf-8")
faults = [f"exports {name}" for name in wrong]
known = committed.read_text(encoding="utf-8").split()
faults += [f"no longer exports {name}" for name in sorted(set(known) - set(names))]
faults += [f"exports {name}, which capi/abi/symbols.txt does not list" for name in sorted(set(names) - set(known))]

headers = "".join(path.read_text(encoding="utf-8") for path in sorted((capi / "include").rglob("*.h")))
declared = set(re.findall(r"\bPRORATA_API\b[^;]*?\b(prorata_\w+)\s*\(", headers))
faults += [f"{name} is exported and in no header" for name in sorted(set(names) - declared)]
faults += [f"{name} is declared and not exported" for name in sorted(declared - set(names))]

dynamic = subprocess.run(["readelf", "-d", library], capture_output=True, text=True, check=True).stdout
if not re.search(r"SONAME.*\[libprorata_c\.so\.0\.1\]", dynamic):
    faults.append("the SONAME is not libprorata_c.so.0.1")
print(*faults, sep="\n", end="\n" if faults else "")
print(f"{len(names)} functions")
sys.exit(1 if faults or not names else 0)
