#!/usr/bin/env python3
"""Plants each bug of planted.py in a copy of the sources and sees its test fail.

usage: plant.py check             every correct text is there, once (runs with the tests)
       plant.py run [WORDS…]      builds and tests each bug, or those whose name holds a word
       plant.py mutate N [SEED]   N small random changes in the core (money, time, tax, rating, ledger)

`run` and `mutate` write build/reliability/bugs.json or mutants.json; exit 1 if a bug was missed.
"""
from __future__ import annotations

import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys

from planted import BUGS

ROOT = pathlib.Path(__file__).resolve().parents[2]
COPY = ROOT / "build/planted"
RESULTS = ROOT / "build/reliability"

# room of the core: the test program that must notice a mutant
CORE = {"money": "money_test", "time": "time_test", "tax": "tax_test", "rating": "rating_test", "ledger": "ledger_test"}
MUTATIONS = [(r"(?<![<>=!-])<(?![<=])(?= \w)", "<="), (r" <= ", " < "), (r"(?<![->])> (?=\w)", ">= "), (r" >= ", " > "), (r" == ", " != "),
             (r" != ", " == "), (r" && ", " || "), (r" \|\| ", " && "), (r" \+ 1\b", " + 2"), (r" - 1\b", ""), (r" \+ (?=\w)", " - "),
             (r"\breturn true;", "return false;"), (r"\breturn false;", "return true;")]


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
    try:
        return "found" if subprocess.run(command, cwd=COPY, capture_output=True, timeout=900).returncode != 0 else ""
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


def run(words: list[str]) -> int:
    copy()
    bugs = [bug for bug in BUGS if not words or any(word in bug[0] for word in words)]
    for target, filter_ in dict.fromkeys((bug[4], bug[5]) for bug in bugs):
        if told := fails(target, filter_):
            print(f"{target} {filter_}: {told} without any bug")
            return 1
    outcome = {}
    for what, *bug in bugs:
        outcome[what] = planted(*bug) or "MISSED"
        print(f"{outcome[what]:16}{what}", flush=True)
    found = sum(value == "found" for value in outcome.values())
    write("bugs.json", {"bugs": len(bugs), "found": found, "outcome": outcome})
    print(f"checked: {found} of {len(bugs)} planted bugs found")
    return 0 if found == len(bugs) else 1


def mutate(count: int, seed: int) -> int:
    copy()
    dice = random.Random(seed)
    places = []
    for room, target in CORE.items():
        for path in sorted((COPY / "src" / room).glob("*.cpp")):
            text = path.read_text(encoding="utf-8")
            for pattern, new in MUTATIONS:
                for found in re.finditer(pattern, text):
                    line = text[text.rfind("\n", 0, found.start()) + 1:text.find("\n", found.end())]
                    if not line.lstrip().startswith(("//", "#", "*", "template")) and '"' not in line:
                        places.append((path, found.start(), found.group(), new, target, line.strip()))
    survivors, killed, broken = [], 0, 0
    for path, start, old, new, target, line in dice.sample(places, min(count, len(places))):
        before = path.read_text(encoding="utf-8")
        path.write_text(before[:start] + new + before[start + len(old):], encoding="utf-8")
        try:
            told = fails(target, "")
        finally:
            path.write_text(before, encoding="utf-8")
        killed += told == "found"
        broken += told == "does not build"
        if not told:
            survivors.append(f"{path.relative_to(COPY)}: {line}: {old.strip()} -> {new.strip()}")
            print("survived  ", survivors[-1], flush=True)
    tried = killed + len(survivors)
    write("mutants.json", {"tried": tried, "killed": killed, "survivors": survivors})
    print(f"checked: {killed} of {tried} mutants killed, {broken} did not build")
    return 0 if tried and killed * 100 >= 90 * tried else 1


def main() -> int:
    match sys.argv[1:]:
        case ["check"]: return check()
        case ["run", *words]: return run(words)
        case ["mutate", count, *seed]: return mutate(int(count), int(seed[0]) if seed else 1)
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
