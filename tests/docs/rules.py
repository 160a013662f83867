#!/usr/bin/env python3
"""docs/internals/rules.md says which test shows each rule: every test and story that names it.

usage: rules.py ROOT            fails if the page names a test or story that does not show its rule
       rules.py ROOT --accept   writes its table anew; the words about each rule are kept

A test shows a rule if its name has the rule's number (R23), a story if its line `covers` has it. A
rule that nothing names says so in the table, so that no one takes it for shown.
"""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
page = root / "docs/internals/rules.md"
HEAD = "| rule | what it decides | shown by |\n| --- | --- | --- |\n"
NONE = "**no test yet**"
RULE = re.compile(r"\bR(\d+[a-c]?)\b")
RANGE = re.compile(r"\bR(\d+) to R?(\d+)\b")


def numbers(text: str) -> set[str]:
    spans = [str(n) for low, high in RANGE.findall(text) for n in range(int(low), int(high) + 1)]
    return set(RULE.findall(text)) | set(spans)


def shown() -> dict[str, list[str]]:
    """Where each rule is shown: `file` once, however many of its tests name the rule."""
    found: dict[str, list[str]] = {}

    def add(names: set[str], place: str) -> None:
        for name in names:
            if place not in found.setdefault(name, []):
                found[name].append(place)

    for path in sorted((root / "tests").rglob("*_test.cpp")):
        for name in re.findall(r'TEST_CASE\(\s*((?:"[^"]*"\s*)+)', path.read_text(encoding="utf-8")):
            add(numbers(name), f"`{path.relative_to(root / 'tests')}`")
    for path in sorted((root / "tests").rglob("*.scenario")):
        for line in re.findall(r"^covers (.*)$", path.read_text(encoding="utf-8"), re.M):
            add(numbers(line), f"story `{path.stem}`")
    return found


text = page.read_text(encoding="utf-8")
rows = re.findall(r"^\| (R\d+[a-c]?) \| (.*?) \| (.*?) \|$", text, re.M)
places = shown()
expected = [f"R{n}" for n in range(1, 12)] + ["R11a", "R11b", "R11c"] + [f"R{n}" for n in range(12, 67)]
if [row[0] for row in rows] != expected:
    sys.exit(f"{page}: the rules are not R1 to R66 in order, each once")
wanted = HEAD + "".join(f"| {rule} | {words} | {', '.join(places.get(rule[1:], [NONE]))} |\n" for rule, words, _ in rows)
start = text.index(HEAD)
new = text[:start] + wanted
if "--accept" in sys.argv:
    page.write_text(new, encoding="utf-8")
else:
    false = [f"{rule}: {place}" for rule, _, claimed in rows for place in claimed.split(", ")
             if place != NONE and place not in places.get(rule[1:], [])]
    if false:
        sys.exit(f"{page} names what does not show the rule (run with --accept):\n" + "\n".join(false))
    if new != text:
        print("more tests name rules than the page does; run with --accept")
missing = [rule for rule, _, _ in rows if rule[1:] not in places]
print(f"{len(rows) - len(missing)} of {len(rows)} rules are shown by a test; not yet: {', '.join(missing) or 'none'}")
