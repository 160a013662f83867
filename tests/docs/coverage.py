#!/usr/bin/env python3
"""What a story says it covers exists: a requirement of docs/reference/behaviour.md, a rule, a vector.

usage: coverage.py ROOT

Vectors are the figures V01 to V29 that the guides print; four of them follow from no rule that is told.

Stories are tests/scenario/**/*.scenario and examples/scenarios/**/*.scenario. Prints which
requirements of the library have no story yet; that is no failure.
"""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
page = root / "docs/reference/behaviour.md"
STORIES = ("tests/scenario", "examples/scenarios")
RULES = {f"R{number}" for number in range(1, 67)} | {"R11a", "R11b", "R11c"}
VECTORS = [f"V{number:02}" for number in range(1, 30) if number not in (3, 4, 5, 8)]
VECTOR = re.compile(r"V(0[1-9]|1\d|2\d)[a-z]?")


def requirements() -> dict[str, str]:
    """Mark by id, in the order of the page: library or portal."""
    text = page.read_text(encoding="utf-8")
    rows = re.findall(r"^\| ((?:SL|AC|FR|OK|MT|X)-\d\d) \| (\S+) \| (.+) \|$", text, re.M)
    wrong = [line for line in text.splitlines()
             if re.match(r"\| [A-Z]+-", line) and not any(line.startswith(f"| {row[0]} |") for row in rows)]
    marks = {name: mark for name, mark, _ in rows}
    wrong += [f"{name} is there twice" for name in marks if sum(row[0] == name for row in rows) > 1]
    wrong += [f"{name} is marked {mark}" for name, mark in marks.items() if mark not in ("library", "portal")]
    for prefix in dict.fromkeys(name.split("-")[0] for name in marks):
        known = [name for name in marks if name.startswith(prefix + "-")]
        if known != [f"{prefix}-{number:02}" for number in range(1, len(known) + 1)]:
            wrong.append(f"the ids of {prefix} are not in order, or one is missing")
    if wrong or not marks:
        sys.exit(f"{page}:\n" + "\n".join(wrong or ["no requirement found"]))
    return marks


def covered() -> list[tuple[str, str]]:
    """(place, id) for every id that a story names."""
    found = []
    for folder in STORIES:
        for story in sorted((root / folder).rglob("*.scenario")):
            for number, line in enumerate(story.read_text(encoding="utf-8").splitlines(), 1):
                words = line.split()
                if words[:1] == ["covers"]:
                    found += [(f"{story.relative_to(root)}:{number}", name) for name in words[1:]]
    return found


marks = requirements()
named = covered()
unknown = [f"{place}: {name} is no requirement, rule or vector" for place, name in named
           if name not in marks and name not in RULES and not VECTOR.fullmatch(name)]
if unknown:
    sys.exit("\n".join(unknown))
library = [name for name, mark in marks.items() if mark == "library"]
missing = [name for name in library if name not in {name for _, name in named}]
print(f"{len(library) - len(missing)} of {len(library)} requirements have a story; "
      f"not yet: {', '.join(missing) or 'none'}")
untold = [name for name in VECTORS if name not in {known[:3] for _, known in named}]
print(f"{len(VECTORS) - len(untold)} of {len(VECTORS)} printed figures are told; not yet: {', '.join(untold) or 'none'}")
