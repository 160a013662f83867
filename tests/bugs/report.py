#!/usr/bin/env python3
"""Writes docs/reference/reliability.md from what was measured: what is promised, injected, how often,
what held. A goal that was missed, or not measured, is shown as such.

usage: report.py [PART…]       what was measured just now: release, fuzz, bugs …; none: everything that is there
       report.py --check       only that the page has a row for every goal

Measures are the lines `checked: …` of build/release.xml and fuzz.xml, and the results of build/reliability/.
They are kept in docs/reference/reliability.json, so that a part can be measured by itself.
"""
from __future__ import annotations

import datetime
import html
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/reference/reliability.md"
KEPT = ROOT / "docs/reference/reliability.json"
MARK = "<!-- from here on written by tests/bugs/report.py -->\n"

# id: (what is injected, pattern of its line, goal as text, holds(numbers))
GOALS: dict = {
    "cuts": ("power cuts at every operation of every command, five styles", r"(\d+) power cuts inside commands", "at least 5,000, nothing lost", lambda n: n[0] >= 5000),
    "disk": ("I/O errors, full disks, failed syncs at every operation, once and sticky", r"(\d+) faults of the disk inside commands", "at least 10,000, whole or undone", lambda n: n[0] >= 10000),
    "recovery": ("a power cut, then a second fault while the book recovers", r"(\d+) second faults while a book recovers", "at least 30,000, the same book in the end", lambda n: n[0] >= 30000),
    "sqlite_memory": ("failing allocations of SQLite, once and sticky", r"(\d+) allocations that failed, SQLite's malloc", "at least 3,000", lambda n: n[0] >= 3000),
    "new_sqlite": ("failing operator new on SQLite", r"(\d+) allocations that failed, operator new, sqlite", "at least 3,000", lambda n: n[0] >= 3000),
    "new_memory": ("failing operator new in memory", r"(\d+) allocations that failed, operator new, memory", "at least 3,000", lambda n: n[0] >= 3000),
    "c_sqlite_memory": ("failing allocations of SQLite, every command through C", r"(\d+) allocations that failed, through C, SQLite's malloc", "at least 3,000", lambda n: n[0] >= 3000),
    "c_new_sqlite": ("failing operator new on SQLite, every command through C", r"(\d+) allocations that failed, through C, operator new, sqlite", "at least 3,000", lambda n: n[0] >= 3000),
    "c_new_memory": ("failing operator new in memory, every command through C", r"(\d+) allocations that failed, through C, operator new, memory", "at least 3,000", lambda n: n[0] >= 3000),
    "flips": ("single flipped bits of a sealed book", r"(\d+) flipped bits, (\d+) changed content, (\d+) of them undetected", "10,000, none undetected", lambda n: n[0] >= 10000 and n[2] == 0),
    "cells": ("cells of every table set to the worst values, the book sealed", r"(\d+) cells of (\d+) tables set to the worst", "every table; all found out, no crash", lambda n: n[0] >= 5000),
    "made": ("faults of the disk while a book is made, and while it is migrated", r"(\d+) faults while a book is made, (\d+) while it is migrated", "at every operation; the next start makes good", lambda n: n[0] >= 500 and n[1] >= 500),
    "short": ("books cut short", r"(\d+) books cut short", "all found", lambda n: n[0] > 0),
    "processes": ("processes that run, buy and pay at once, with pauses before commits", r"(\d+) processes, (\d+) purchases; microseconds: median (\d+), 99th percentile (\d+)", "8 processes, no double, no gap; 99th percentile of a purchase at most 50 ms", lambda n: n[0] >= 8 and n[3] <= 50000),
    "kills": ("kill -9 of a run", r"(\d+) workers: killed at (\d+) boundaries and at (\d+) moments", "every boundary and 100 moments", lambda n: n[2] >= 100),
    "lives": ("lives computed by the oracle in Python", r"(\d+) lives with (\d+) units by the oracle, (\d+) lives differ", "at least 2,000 lives, none differs", lambda n: n[0] >= 2000 and n[2] == 0),
    "branches": ("branches of money, time, tax, rating, ledger and document that the tests take", "", "95 %", lambda n: n[0] * 100 >= 95 * n[1]),
    "other_branches": ("branches of the other rooms that the tests take", "", "90 %", lambda n: n[0] * 100 >= 90 * n[1]),
    "mcdc": ("conditions of money, time, tax, rating, ledger and document (MC/DC): shown, all, justified", "", "90 % shown, every other justified", lambda n: n[0] * 100 >= 90 * n[1] and n[0] + n[2] == n[1]),
    "bugs": ("planted bugs", "", "40, all found", lambda n: n[0] >= 40 and n[0] == n[1]),
    "mutants": ("small random changes of money, time, tax, rating, ledger and document ([survivors](../internals/mutants.md))", "", "90 % found", lambda n: n[0] > 0 and n[1] * 100 >= 90 * n[0]),
}
for target in ("numbers", "catalog", "csv", "import", "script", "story", "book", "calls"):
    GOALS[f"fuzz_{target}"] = (f"units by libFuzzer with sanitizers, {target}", rf"(\d+) units by libFuzzer, {target}", "30 s or more, no finding", lambda n: n[0] > 0)
GOALS["valgrind"] = ("programs under valgrind: C interface, storage, stories", "", "no error, no byte lost", lambda n: n[0] > 0 and n[1] == n[2] == 0)
REPORTS = ("release", "fuzz")
RESULTS = {"bugs": ("bugs", ("bugs", "found")), "mutants": ("mutants", ("tried", "killed")), "mcdc": ("coverage", ("shown", "pairs", "justified")),
           "branches": ("coverage", ("core_covered", "core_branches")), "other_branches": ("coverage", ("other_covered", "other_branches")),
           "valgrind": ("valgrind", ("programs", "errors", "lost"))}


def measured(parts: list[str]) -> dict[str, dict]:
    kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.is_file() else {}
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True).stdout.strip()
    stamp = {"on": datetime.date.today().isoformat(), "commit": commit}
    reports = [path for part in REPORTS if part in parts and (path := ROOT / f"build/{part}.xml").is_file()]
    text = "".join(html.unescape(path.read_text(encoding="utf-8", errors="replace")) for path in reports)
    for goal, (_, pattern, _, _) in GOALS.items():
        found = re.findall(r"checked: " + pattern, text) if pattern else []
        if found:
            best = max(found, key=lambda n: int(n if isinstance(n, str) else n[0]))
            kept[goal] = {"numbers": [int(n) for n in ([best] if isinstance(best, str) else best)], **stamp}
    for goal, (part, fields) in RESULTS.items():
        path = ROOT / f"build/reliability/{part}.json"
        if part in parts and path.is_file():
            result = json.loads(path.read_text(encoding="utf-8"))
            kept[goal] = {"numbers": [result[field] for field in fields], "on": result.get("on", stamp["on"]), "commit": result.get("commit", stamp["commit"])}
    return kept


def table(kept: dict[str, dict]) -> str:
    lines = ["| injected | goal | measured | held |", "| --- | --- | --- | --- |"]
    for goal, (what, _, wanted, holds) in GOALS.items():
        row = kept.get(goal)
        if row is None:
            lines.append(f"| {what} | {wanted} | not yet | **MISSED** |")
            continue
        numbers = ", ".join(f"{n:,}" for n in row["numbers"])
        lines.append(f"| {what} | {wanted} | {numbers} ({row['on']}, {row['commit']}) | {'yes' if holds(row['numbers']) else '**MISSED**'} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    page = PAGE.read_text(encoding="utf-8")
    if sys.argv[1:] == ["--check"]:
        missing = [what for what, *_ in GOALS.values() if f"| {what} |" not in page]
        print(*(f"reliability.md has no row for: {what}" for what in missing), sep="\n")
        return 1 if missing else 0
    kept = measured(sys.argv[1:] or [*REPORTS, *(part for part, _ in RESULTS.values())])
    KEPT.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    head = page.split(MARK)[0]
    PAGE.write_text(head + MARK + "\n" + table(kept), encoding="utf-8")
    print(table(kept))
    return 0


if __name__ == "__main__":
    sys.exit(main())
