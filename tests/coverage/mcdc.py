#!/usr/bin/env python3
"""Branch and MC/DC coverage of the rooms that decide about money, by clang 19.

usage: mcdc.py BUILD_FOLDER    of the preset mcdc, with the programs of TESTED_BY built

Runs the rooms' own tests and those of the engine, and prints, room by room, how many branches and how many independent
condition pairs they show. Writes build/reliability/mcdc.json and build/mcdc.txt (what is missed).
"""
from __future__ import annotations

import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
ROOMS = ("money", "time", "rating", "ledger", "document")
TESTED_BY = (*ROOMS, "explain", "engine")
LLVM = "-19"


def run(*command: str, **more) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, **more).stdout


def profile(build: pathlib.Path) -> tuple[pathlib.Path, list[pathlib.Path]]:
    """What the tests of all rooms went through, merged, and their programs."""
    programs, raw = [], []
    for room in TESTED_BY:
        program = build / "tests" / room / f"{room}_test"
        mark = build / f"{room}.profraw"
        run(str(program), "~[.]", env={"LLVM_PROFILE_FILE": str(mark), "TMPDIR": str(build), "PATH": "/usr/bin:/bin"}, cwd=program.parent)
        programs.append(program)
        raw.append(str(mark))
    merged = build / "mcdc.profdata"
    run(f"llvm-profdata{LLVM}", "merge", "-sparse", *raw, "-o", str(merged))
    return merged, programs


def objects(programs: list[pathlib.Path]) -> list[str]:
    first, *others = map(str, programs)
    return [first, *(word for other in others for word in ("-object", other))]


def main() -> int:
    build = pathlib.Path(sys.argv[1]).resolve()
    merged, programs = profile(build)
    given = [f"-instr-profile={merged}", *objects(programs)]
    result = {}
    print(f"{'room':10}{'branches':>18}{'MC/DC':>18}")
    for room in ROOMS:
        files = sorted(map(str, (ROOT / "src" / room).glob("*.cpp"))) + sorted(map(str, (ROOT / "include/prorata" / room).glob("*.hpp")))
        export = json.loads(run(f"llvm-cov{LLVM}", "export", "-summary-only", *given, *files))
        totals = export["data"][0]["totals"]
        figures = {kind: (totals[kind]["covered"], totals[kind]["count"]) for kind in ("branches", "mcdc")}
        result[room] = figures
        print(f"{room:10}" + "".join(f"{c:>7} of {n:<4}{100 * c // max(n, 1):>3} %" for c, n in figures.values()))
    shown = run(f"llvm-cov{LLVM}", "show", "-show-mcdc", "-show-branches=count", *given, *(str(ROOT / "src" / room) for room in ROOMS))
    (ROOT / "build/mcdc.txt").write_text(shown, encoding="utf-8")
    folder = ROOT / "build/reliability"
    folder.mkdir(parents=True, exist_ok=True)
    covered, count = (sum(result[room]["mcdc"][i] for room in ROOMS) for i in (0, 1))
    (folder / "mcdc.json").write_text(json.dumps({"shown": covered, "pairs": count, "rooms": result}, indent=1) + "\n", encoding="utf-8")
    print(f"checked: {covered} of {count} condition pairs of {len(ROOMS)} rooms are shown")
    return 0


if __name__ == "__main__":
    sys.exit(main())
