#!/usr/bin/env python3
"""What must hold of the sources of the C interface: one try, no output, no end of the host, only
public headers of the library; in its headers a comment above every function.

usage: border.py ROOT
"""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
faults: list[str] = []
tries = 0
for path in sorted((root / "capi/src").glob("*.?pp")):
    text = re.sub(r'//[^\n]*|"(?:\\.|[^"\\\n])*"', "", path.read_text(encoding="utf-8"))
    tries += len(re.findall(r"\btry\b", text))
    for word in re.findall(r"\b(printf|puts|cout|cerr|abort|exit|terminate|getenv|system_clock)\b", text):
        faults.append(f"{path.name}: {word}")
    for name in re.findall(r'#\s*include\s*"([^"]+)"', path.read_text(encoding="utf-8")):
        inside = (root / "capi/src" / name).is_file() or name == "prorata.h"
        if not inside and not (root / "include" / name).is_file():
            faults.append(f"{path.name}: includes {name}, which is not public")
if tries != 1:
    faults.append(f"there are {tries} try; the border has one")

for path in sorted((root / "capi/include/prorata_c").glob("*.h")):
    if path.name == "commands.h":
        continue  # written from the list; its contract stands once at its head
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        before = lines[number - 1].rstrip() if number else ""
        told = before.endswith("*/") or "PRORATA_API" in before or before.endswith(";")
        if line.startswith("PRORATA_API") and not told:
            faults.append(f"{path.name}:{number + 1}: no contract above {line}")
print(*faults, sep="\n", end="\n" if faults else "")
sys.exit(1 if faults else 0)
