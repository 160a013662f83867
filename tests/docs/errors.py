#!/usr/bin/env python3
"""docs/reference/errors.md lists exactly the codes of include/prorata/base.

usage: errors.py ROOT            compares
       errors.py ROOT --accept   writes the tables of the page anew
"""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
page = root / "docs/reference/errors.md"
SOURCES = {"Faults": "error_code.hpp", "Declines": "decline.hpp"}


def table(header: str) -> str:
    text = (root / "include/prorata/base" / header).read_text(encoding="utf-8")
    rows = re.findall(r'X\((\w+), (\d+), "([^"]+)"\)', text)
    assert rows, header
    return "| number | name | meaning |\n| --- | --- | --- |\n" + "".join(
        f"| {number} | `{name}` | {meaning} |\n" for name, number, meaning in rows)


text = page.read_text(encoding="utf-8")
wanted = text
for title, header in SOURCES.items():
    wanted = re.sub(rf"(?<=\n## {title}\n)(.*?)\n\|.*?(?=\n\n|\Z)",
                    lambda m: f"{m[1]}\n{table(header)}".rstrip("\n"), wanted, flags=re.S)
wanted = wanted.rstrip("\n") + "\n"
if "--accept" in sys.argv:
    page.write_text(wanted, encoding="utf-8")
elif wanted != text:
    sys.exit(f"{page} differs from the lists in include/prorata/base; run with --accept")
