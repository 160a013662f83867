#!/usr/bin/env python3
"""Plants each bug of planted.py in a copy of the sources and sees its test fail.

usage: plant.py check             every correct text is there, once (runs with the tests)
       plant.py run [WORDS…]      builds and tests each bug, or those whose name holds a word

`run` writes build/reliability/bugs.json; exit 1 if a bug was missed.
"""
from __future__ import annotations

import datetime
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

from planted import BUGS

ROOT = pathlib.Path(__file__).resolve().parents[2]
COPY = ROOT / "build/planted"
RESULTS = ROOT / "build/reliability"


def check() -> int:
    wrong = []
    for what, file, correct, _, _, _ in BUGS:
        count = (ROOT / file).read_text(encoding="utf-8").count(correct) if (ROOT / file).is_file() else 0
        if count != 1:
            wrong.append(f"{what}: its text is {count} times in {file}; mend tests/bugs/planted.py")
    print(*wrong, f"checked: {len(BUGS)} planted bugs have their place", sep="\n")
    return 1 if wrong else 0


def copy() -> None:
    """The tracked files as they are, with times kept, so that little is built again."""
    files = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    for name in filter(None, files):
        source, target = ROOT / name, COPY / name
        if not source.is_file():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.is_file() or target.read_bytes() != source.read_bytes():
            shutil.copy2(source, target)
    subprocess.run(["cmake", "--preset", "dev", "--log-level=WARNING", "-DCMAKE_CXX_FLAGS=-w", "-DCMAKE_CXX_FLAGS_DEBUG=-O1",
                    f"-DPython3_EXECUTABLE={sys.executable}", "-DCMAKE_CXX_COMPILER_LAUNCHER=ccache"], cwd=COPY, check=True,
                   stdout=subprocess.DEVNULL, env=os.environ | {"CCACHE_BASEDIR": str(COPY), "CCACHE_NOHASHDIR": "1"})


def fails(target: str, words: str) -> str:
    """How the test fails with the sources as they are now: "", "does not build" or "found"."""
    build = ["cmake", "--build", "--preset", "dev", "--parallel", "--target", target]
    if subprocess.run(build, cwd=COPY, capture_output=True).returncode != 0:
        return "does not build"
    program = next(path for path in (COPY / "build/dev/tests").rglob(target) if path.is_file() and os.access(path, os.X_OK))
    command = [str(program), *([words] if words else []), "~[.]"]
    if target == "oracle_player":
        command = [sys.executable, "tests/oracle/compare.py", str(program), *words.split()]
    elif target == "play":
        command = [str(program), *(f"tests/scenario/stories/{story}.scenario" for story in words.split())]
    try:
        return "found" if subprocess.run(command, cwd=COPY, capture_output=True, timeout=240).returncode != 0 else ""
    except subprocess.TimeoutExpired:
        return "found"


def planted(file: str, correct: str, wrong: str, target: str, words: str) -> str:
    path = COPY / file
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace(correct, wrong, 1), encoding="utf-8")
    try:
        return fails(target, words)
    finally:
        path.write_text(before, encoding="utf-8")


def write(name: str, result: dict) -> None:
    RESULTS.mkdir(parents=True, exist_ok=True)
    (RESULTS / name).write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def stamp() -> dict[str, str]:
    """Of what is measured, which takes its time."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True).stdout.strip()
    return {"on": datetime.date.today().isoformat(), "commit": commit}


def run(words: list[str]) -> int:
    of = stamp()
    copy()
    bugs = [bug for bug in BUGS if not words or any(word in bug[0] for word in words)]
    tests = dict.fromkeys((bug[4], bug[5]) for bug in bugs)
    for target, filter_ in tests:
        tests[target, filter_] = told = fails(target, filter_)
        if told:
            print(f"{target} {filter_}: {told} without any bug", flush=True)
    outcome: dict[str, str] = {}
    for what, *bug in bugs:
        start = time.monotonic()
        outcome[what] = "no test" if tests[bug[3], bug[4]] else planted(*bug) or "MISSED"
        print(f"{outcome[what]:16}{time.monotonic() - start:4.0f} s  {what}", flush=True)
        found = sum(value == "found" for value in outcome.values())
        if not words:
            write("bugs.json", {"bugs": len(bugs), "found": found, **of, "outcome": outcome})
    print(f"checked: {found} of {len(bugs)} planted bugs found")
    return 0 if found == len(bugs) else 1


def main() -> int:
    match sys.argv[1:]:
        case ["check"]: return check()
        case ["run", *words]: return run(words)
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
