#!/usr/bin/env python3
"""Branches of every room, and MC/DC of the rooms that decide about money, by clang 19.

usage: coverage.py BUILD_FOLDER [--report]    of the preset coverage, with room_tests, play and oracle_player built;
                                              --report: of the last run, without running anything

Runs the tests of every room, the stories and the oracle's lives. A branch is one outcome of one condition. MC/DC asks
more: a pair of cases that shows that the condition decides by itself. A condition of the CORE without its pair must stand
in justified.json with the reason why it cannot or need not be shown, and one that stands there must not be shown: else
exit 1. Writes build/reliability/coverage.json; `llvm-cov-19 show` can go on with build/coverage/coverage.profdata.
"""
from __future__ import annotations

import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
JUSTIFIED = ROOT / "tests/coverage/justified.json"
CORE = ("money", "time", "tax", "rating", "ledger", "document")
LLVM = "-19"
STORIES = sorted(map(str, (ROOT / "tests/scenario/stories").glob("*.scenario")))
# The sweeps of faults take hours here. The oracle's lives stand for those of the engine's tests; no process is killed.
LEFT_OUT = ("capi_test", "memory_test", "simulation_test")
SHORTER = {"engine_test": ("~random lives*", "~a run killed*")}


def run(*command: str, **more) -> str:
    done = subprocess.run(command, capture_output=True, text=True, **more)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)[:200]} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def programs(build: pathlib.Path) -> list[pathlib.Path]:
    found = [*(build / "tests").rglob("*_test"), build / "tests/scenario/play", build / "tests/oracle/oracle_player"]
    return sorted(path for path in found if path.is_file() and not path.name.endswith(("_heavy_test", "_threaded_test")) and path.name not in LEFT_OUT)


def profile(build: pathlib.Path) -> None:
    raw = build / "profiles"
    raw.mkdir(exist_ok=True)
    for old in raw.glob("*.profraw"):
        old.unlink()

    def one(path: pathlib.Path) -> None:
        start, command = time.monotonic(), [str(path), "~[.]", *SHORTER.get(path.name, ())]
        if path.name == "play":
            command = [str(path), *STORIES]
        if path.name == "oracle_player":
            command = [sys.executable, str(ROOT / "tests/oracle/compare.py"), str(path), "--lives", "40"]
        environment = os.environ | {"LLVM_PROFILE_FILE": str(raw / f"{path.name}-%p.profraw"), "RC_PARAMS": "seed=2026"}
        run(*command, env=environment, cwd=path.parent)
        print(f"{time.monotonic() - start:7.1f} s  {path.name}", flush=True)

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(one, programs(build)))
    run(f"llvm-profdata{LLVM}", "merge", "-sparse", *map(str, raw.glob("*.profraw")), "-o", str(build / "coverage.profdata"))


def exported(build: pathlib.Path) -> list[dict]:
    first, *others = map(str, programs(build))
    objects = [word for other in others for word in ("-object", other)]
    told = run(f"llvm-cov{LLVM}", "export", f"-instr-profile={build / 'coverage.profdata'}", "-skip-functions", first, *objects,
               str(ROOT / "src"), str(ROOT / "include"))
    return json.loads(told)["data"][0]["files"]


class Source:
    def __init__(self, name: str) -> None:
        self.lines = pathlib.Path(name).read_text(encoding="utf-8").split("\n")

    def text(self, span: tuple[int, ...]) -> str:
        """Lines and columns count from 1, columns in bytes; the end is the place behind."""
        first, start, last, end = span
        lines = self.lines[first - 1:last]
        lines[-1] = lines[-1].encode()[:end - 1].decode()
        lines[0] = lines[0].encode()[start - 1:].decode()
        return " ".join(" ".join(lines).split())


def conditions(file: dict) -> dict[str, bool]:
    """Of a file: decision and condition as they are written → shown. Instances of a template count together."""
    source, shown, seen = Source(file["filename"]), {}, {}
    decisions: dict[tuple[int, ...], list[list[bool]]] = {}
    for *span, _, _, pairs in file["mcdc_records"]:
        decisions.setdefault(tuple(span), []).append(pairs)
    spans = sorted({tuple(branch[:4]) for branch in file["branches"]})
    for decision, instances in sorted(decisions.items()):
        inside = [span for span in spans if decision[:2] <= span[:2] and span[2:] <= decision[2:]]
        inside = [span for span in inside if not any(span != other and span[:2] <= other[:2] and other[2:] <= span[2:] for other in inside)]
        text = source.text(decision)
        nth = seen[text] = seen.get(text, 0) + 1
        for place in range(len(instances[0])):
            name = source.text(inside[place]) if len(inside) == len(instances[0]) else f"condition {place + 1}"
            key = f"{text}{f' ({nth})' if nth > 1 else ''}: {name}"
            while key in shown:  # the same condition twice in a decision
                key += "'"
            shown[key] = any(pairs[place] for pairs in instances)
    return shown


def reconcile(gaps: dict[str, set[str]]) -> list[str]:
    """What is missed without a reason, and reasons for what is not missed."""
    reasons: dict[str, dict[str, str]] = json.loads(JUSTIFIED.read_text(encoding="utf-8"))
    wrong = [f"not shown, and no reason in {JUSTIFIED.name}: {file}: {gap}"
             for file, keys in sorted(gaps.items()) for gap in sorted(keys) if gap not in reasons.get(file, {})]
    return wrong + [f"stands in {JUSTIFIED.name} but is shown, or gone: {file}: {key}"
                    for file, keys in reasons.items() for key in keys if key not in gaps.get(file, ())]


def percent(covered: int, count: int) -> str:
    return f"{covered:>9} of {count:<5}{100 * covered / max(count, 1):>6.1f} %"


def main() -> int:
    build = pathlib.Path(sys.argv[1]).resolve()
    if "--report" not in sys.argv:
        profile(build)
    rooms: dict[str, dict[str, int]] = {}
    gaps: dict[str, set[str]] = {}
    for file in exported(build):
        name = str(pathlib.Path(file["filename"]).relative_to(ROOT))
        parts = name.split("/")
        room = rooms.setdefault(parts[1] if parts[0] == "src" else parts[2], {"covered": 0, "branches": 0, "shown": 0, "pairs": 0})
        room["covered"] += file["summary"]["branches"]["covered"]
        room["branches"] += file["summary"]["branches"]["count"]
        shown = conditions(file)
        room["shown"] += sum(shown.values())
        room["pairs"] += len(shown)
        if parts[-2] in CORE:
            gaps[name] = {key for key, value in shown.items() if not value}
    print(f"{'room':14}{'branches':>22}{'conditions (MC/DC)':>24}")
    for name in [*CORE, *sorted(set(rooms) - set(CORE))]:
        print(f"{name:14}{percent(rooms[name]['covered'], rooms[name]['branches'])}{percent(rooms[name]['shown'], rooms[name]['pairs'])}")

    def total(field: str, core: bool) -> int:
        return sum(one[field] for name, one in rooms.items() if (name in CORE) == core)

    wrong = reconcile(gaps)
    print(*wrong, sep="\n")
    justified = sum(map(len, gaps.values())) - sum(line.startswith("not shown") for line in wrong)
    result = {"shown": total("shown", True), "pairs": total("pairs", True), "justified": justified,
              "core_covered": total("covered", True), "core_branches": total("branches", True),
              "other_covered": total("covered", False), "other_branches": total("branches", False), "rooms": rooms}
    path = ROOT / "build/reliability/coverage.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(f"checked: {result['shown']} of {result['pairs']} conditions of {len(CORE)} rooms are shown, {justified} are justified")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
