#!/usr/bin/env python3
"""Changes the core at random, one small change at a time, and sees the tests fail.

usage: mutants.py N [--seed SEED] [--only WORDS] [--workers N] [--go-on]

Each worker has a copy of the sources in build/mutants with the library as a shared object, so that a mutant costs
one compilation and one link. A mutant that its room's own tests let pass meets the stories, the tests of explain and
the oracle before it counts as a survivor. One that the optimiser makes the same code of is no mutant.

One with a reason counts as a survivor without being tried; --only tries it.
With --go-on those that an earlier run has seen fail are not tried again: after a run that was stopped, or new tests.
Which mutants are drawn depends on their text, not on their position: a changed line changes the draw little.
Writes build/reliability/mutants.json and docs/internals/mutants.md, where each survivor has its reason, from
survivors.json. Exit 1 if fewer than 90 % were killed or a survivor has no reason.
"""
from __future__ import annotations

import argparse
import dataclasses
import hashlib
import json
import os
import pathlib
import queue
import re
import shlex
import shutil
import subprocess
import sys
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
COPIES = ROOT / "build/mutants"
RESULT = ROOT / "build/reliability/mutants.json"
OUTCOMES = ROOT / "build/reliability/mutants_tried.json"
REASONS = ROOT / "tests/bugs/survivors.json"
PAGE = ROOT / "docs/internals/mutants.md"

ROOMS = ("money", "time", "tax", "rating", "ledger", "document")
GOAL = 90

# What a mutation replaces and by what. Lines with a text, comments and directives are left alone.
MUTATIONS = [(r" < ", " <= "), (r" <= ", " < "), (r" > ", " >= "), (r" >= ", " > "), (r" == ", " != "), (r" != ", " == "),
             (r" && ", " || "), (r" \|\| ", " && "), (r" \+ 1\b", " + 2"), (r" - 1\b", ""), (r" \+ (?=[\w(*-])", " - "),
             (r" - (?=[\w(*])", " + "), (r" \* (?=[\w(])", " / "), (r" \+= ", " -= "), (r" -= ", " += "), (r"(?<=[(\s])!(?=[\w(])", ""),
             (r"\bstd::min\b", "std::max"), (r"\bstd::max\b", "std::min"), (r"\breturn true;", "return false;"),
             (r"\breturn false;", "return true;"), (r"\bcontinue;", "break;"), (r"\bbreak;", ";"),
             (r"(?m)^ +[\w.>\[\]-]+ [+-]?= [^;{}]+;$", ";"), (r"(?m)^ +[\w.>-]+\.(push_back|add|erase|insert|reset)\([^;{}]+;$", ";")]
SKIPPED = ("//", "#", "*", "template", "case RoundingMode", "static_assert", "PRORATA_ASSERT")

# The compiler: a mutant, which is what $MUTANT is part of, without warnings and without the cache, and with the checks of
# libstdc++, which see what is read beyond an end.
LAUNCHER = """#!/bin/sh
case "$MUTANT,$*" in
  ,*) exec ccache "$@" ;;
  *"$MUTANT"*"$MUTANT"*) exec "$@" -w -D_GLIBCXX_ASSERTIONS ;;
  *) exec ccache "$@" ;;
esac
"""

SELF = ("~[.]", "-a")
# What every mutant meets after its room's own tests, cheapest first.
SECOND_LINE = ("play", "explain_test", "oracle_player")
OWN = {room: (f"{room}_test",) for room in ROOMS} | {"money": ("money_test", "money_cases"), "time": ("time_test", "zone_cases")}
TARGETS = sorted({program for own in OWN.values() for program in own} | set(SECOND_LINE))


@dataclasses.dataclass(frozen=True)
class Mutant:
    file: str
    start: int
    old: str
    new: str
    line: str
    nth: int  # of the same lines in the file

    @property
    def name(self) -> str:
        old, new = self.old.strip(), self.new.strip()
        change = f"{old} → {new}" if new != ";" and old != self.line else "left out"
        return f"{self.file}: {self.line}: {change}" + (f" ({self.nth + 1})" if self.nth else "")

    def text(self, before: str) -> str:
        return before[:self.start] + self.new + before[self.start + len(self.old):]


def mutants_of(path: pathlib.Path) -> list[Mutant]:
    text, found, seen = path.read_text(encoding="utf-8"), [], {}
    for pattern, new in MUTATIONS:
        for match in re.finditer(pattern, text):
            start = text.rfind("\n", 0, match.start() + 1) + 1
            line = text[start:text.find("\n", match.end() - 1)].strip()
            said = text.find("//", start)
            if line.startswith(SKIPPED) or '"' in line or not line or -1 < said < match.start():
                continue
            key = (line, match.group(), new)
            seen[key] = seen.get(key, -1) + 1
            found.append(Mutant(str(path.relative_to(ROOT)), match.start(), match.group(), new, line, seen[key]))
    return found


def drawn(count: int, seed: int, only: str) -> list[Mutant]:
    files = [path for room in ROOMS for path in sorted((ROOT / "src" / room).glob("*.[ch]pp"))]
    places = [mutant for path in files for mutant in mutants_of(path) if only in mutant.name]
    places.sort(key=lambda mutant: hashlib.sha256(f"{seed} {mutant.name}".encode()).digest())
    return places[:count]


class Copy:
    """A tree of its own in which one mutant lives at a time."""

    def __init__(self, number: int) -> None:
        self.root = COPIES / str(number)
        self.build = self.root / "build/dev"
        self.limits: dict[str, float] = {}
        self.env = os.environ | {"CCACHE_BASEDIR": str(self.root), "CCACHE_NOHASHDIR": "1", "RC_PARAMS": "seed=2026 max_success=50"}
        files = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True)
        for name in filter(None, files.stdout.split("\n")):
            source, target = ROOT / name, self.root / name
            if not source.is_file():
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.is_file() or target.read_bytes() != source.read_bytes():
                shutil.copy2(source, target)
                os.utime(target)
        launcher = self.root / "build/launch.sh"
        launcher.parent.mkdir(exist_ok=True)
        launcher.write_text(LAUNCHER, encoding="utf-8")
        launcher.chmod(0o755)
        self.run(["cmake", "--preset", "dev", "--log-level=ERROR", "-DBUILD_SHARED_LIBS=ON", "-DCMAKE_LINK_DEPENDS_NO_SHARED=ON",
                  "-DPRORATA_BUILD_CAPI=OFF", "-DCMAKE_CXX_FLAGS_DEBUG=-O0 -g0", f"-DCMAKE_CXX_COMPILER_LAUNCHER={launcher}",
                  f"-DPython3_EXECUTABLE={sys.executable}"], check=True)

    def run(self, command: list[str], env: dict[str, str] | None = None, **more) -> subprocess.CompletedProcess:
        return subprocess.run(command, cwd=self.root, env=env or self.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)

    def builds(self, *targets: str, parallel: int = 1, env: dict[str, str] | None = None) -> bool:
        return self.run(["cmake", "--build", "--preset", "dev", "--parallel", str(parallel), "--target", *targets], env).returncode == 0

    def command(self, program: str) -> list[str]:
        path = str(next(path for path in (self.build / "tests").glob(f"*/{program}") if path.is_file()))
        match program:
            case "play": return [path, *map(str, sorted((self.root / "tests/scenario/stories").glob("*.scenario")))]
            case "money_cases": return [sys.executable, "tests/money/money_oracle.py", path, "20000", "1"]
            case "zone_cases": return [sys.executable, "tests/time/zone_oracle.py", path, "10"]
            case "oracle_player": return [sys.executable, "tests/oracle/compare.py", path, "--lives", "40"]
        return [path, *SELF]

    def passes(self, program: str) -> bool:
        try:
            return self.run(self.command(program), timeout=self.limits.get(program)).returncode == 0
        except subprocess.TimeoutExpired:
            return False

    def prepare(self, parallel: int) -> None:
        if not self.builds("prorata", *TARGETS, parallel=parallel):
            sys.exit(f"{self.root} does not build")

    def measure(self) -> dict[str, float]:
        for program in TARGETS:
            start = time.monotonic()
            if not self.passes(program):
                sys.exit(f"{program} fails without any mutant: {' '.join(self.command(program))}")
            self.limits[program] = 30 + 10 * (time.monotonic() - start)
        print("seconds:", ", ".join(f"{program} {(limit - 30) / 10:.1f}" for program, limit in self.limits.items()), flush=True)
        return self.limits

    def optimised(self, file: str) -> bytes:
        """What the compiler makes of a source; nothing of a header."""
        commands = json.loads((self.build / "compile_commands.json").read_text(encoding="utf-8"))
        mine = next((one for one in commands if one["file"] == str(self.root / file)), None)
        if mine is None:
            return b""
        words, made = shlex.split(mine["command"]), self.build / "optimised.o"
        words[words.index("-o") + 1] = str(made)
        subprocess.run([*words, "-O2", "-DNDEBUG"], cwd=mine["directory"], env=self.env | {"MUTANT": file}, check=True, stderr=subprocess.DEVNULL)
        return made.read_bytes()

    def outcome(self, mutant: Mutant) -> str:
        """What killed it, or: does not build, same code, survived."""
        path = self.root / mutant.file
        before = path.read_text(encoding="utf-8")
        header = path.suffix == ".hpp" # which anything may include
        targets = ("prorata", *(TARGETS if header else ()))
        quiet = self.env | {"MUTANT": "/" if header else mutant.file}
        path.write_text(mutant.text(before), encoding="utf-8")
        try:
            if not self.builds(*targets, env=quiet):
                return "does not build"
            own = OWN[pathlib.Path(mutant.file).parts[1]]
            killer = next((program for program in (*own, *SECOND_LINE) if not self.passes(program)), None)
            if killer:
                return killer
            code = self.optimised(mutant.file)
        finally:
            path.write_text(before, encoding="utf-8")
        return "same code" if code and code == self.optimised(mutant.file) else "survived"


def tried(mutants: list[Mutant], workers: int, known: dict[str, str]) -> dict[Mutant, str]:
    outcomes = {mutant: known[mutant.name] for mutant in mutants if known.get(mutant.name, "survived") != "survived"}
    if len(outcomes) == len(mutants):
        return outcomes
    copies = [Copy(number) for number in range(workers)]
    for copy in copies:
        copy.prepare(parallel=workers)
    limits = dict.fromkeys(TARGETS, 600.0) if known else copies[0].measure()
    waiting: queue.SimpleQueue[Mutant] = queue.SimpleQueue()
    for mutant in mutants:
        if mutant not in outcomes:
            waiting.put(mutant)

    lock = threading.Lock()
    OUTCOMES.parent.mkdir(parents=True, exist_ok=True)

    def work(copy: Copy) -> None:
        copy.limits = limits
        while True:
            try:
                mutant = waiting.get_nowait()
            except queue.Empty:
                return
            start = time.monotonic()
            outcomes[mutant] = copy.outcome(mutant)
            print(f"{outcomes[mutant]:15}{time.monotonic() - start:6.1f} s  {mutant.name}", flush=True)
            with lock:
                known[mutant.name] = outcomes[mutant]
                OUTCOMES.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

    threads = [threading.Thread(target=work, args=(copy,)) for copy in copies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {mutant: outcomes[mutant] for mutant in mutants if mutant in outcomes}


def page(result: dict, reasons: dict[str, str]) -> str:
    rows = [f"| {room} | {one['killed']} of {one['tried']} | {one['own']} |" for room, one in result["rooms"].items()]
    lines = ["# Mutants", "",
             "Written by `./dev test --full mutants` (`tests/bugs/mutants.py`): small random changes of the core, of which the tests",
             f"must find {GOAL} %. Of the {result['tried'] + result['same'] + result['broken']} drawn, {result['broken']} did not compile and {result['same']} compiled to the same code;",
             f"{result['killed']} of the other {result['tried']} were found. One with a reason counts as not found and is not tried again.", "",
             "| room | found | by the room's own tests |", "| --- | --- | --- |", *rows, "", "## What was not found, and why", ""]
    for name in result["survivors"]:
        file, rest = name.split(": ", 1)
        line, change = rest.rsplit(": ", 1)
        turned = line in ("return true;", "return false;", "continue;")
        lines += [f"- `{file}`: `{line}`, {'turned into its opposite' if turned else change.replace(' → ', ' to ')}.",
                  f"  {reasons.get(name, '**No reason yet.**')}"]
    return "\n".join(lines) + "\n"


def summed(outcomes: dict[Mutant, str]) -> dict:
    counted = {mutant: told for mutant, told in outcomes.items() if told not in ("does not build", "same code")}
    rooms = {}
    for room in ROOMS:
        mine = {mutant: told for mutant, told in counted.items() if mutant.file.startswith(f"src/{room}/")}
        rooms[room] = {"tried": len(mine), "killed": sum(told != "survived" for told in mine.values()),
                       "own": sum(told in OWN[room] for told in mine.values())}
    survivors = [mutant.name for mutant, told in counted.items() if told == "survived"]
    told = list(outcomes.values())
    return {"tried": len(counted), "killed": len(counted) - len(survivors), "same": told.count("same code"),
            "broken": told.count("does not build"), "rooms": rooms, "survivors": sorted(survivors)}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="words that the mutant's name must hold; nothing is written")
    parser.add_argument("--go-on", action="store_true", help="only what no earlier run has seen fail")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    known = json.loads(OUTCOMES.read_text(encoding="utf-8")) if given.go_on and OUTCOMES.is_file() else {}
    reasons = json.loads(REASONS.read_text(encoding="utf-8"))
    mutants = drawn(given.count, given.seed, given.only)
    explained = {mutant: "survived" for mutant in mutants if mutant.name in reasons and not given.only}
    result = summed(explained | tried([mutant for mutant in mutants if mutant not in explained], given.workers, known))
    for room, one in result["rooms"].items():
        print(f"{room:10}{one['killed']:>5} of {one['tried']:<5}{one['own']:>5} by its own tests")
    unexplained = [name for name in result["survivors"] if name not in reasons]
    print(*(f"survived without a reason in {REASONS.relative_to(ROOT)}: {name}" for name in unexplained), sep="\n")
    if not given.only:
        RESULT.parent.mkdir(parents=True, exist_ok=True)
        RESULT.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        PAGE.write_text(page(result, reasons), encoding="utf-8")
    print(f"checked: {result['killed']} of {result['tried']} mutants killed, {result['broken']} did not build, {result['same']} are the same code")
    return 0 if result["killed"] * 100 >= GOAL * result["tried"] > 0 and not unexplained else 1


if __name__ == "__main__":
    sys.exit(main())
