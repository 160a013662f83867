#!/usr/bin/env python3
"""What a call costs in C++, C and Python: wall time and instructions.

usage: call_benchmark.py FOLDER [--repetitions N] [--no-callgrind]

FOLDER holds call_cost and call_cost_c; call_cost.py is run by this Python. The programs run in turn, so
that a noisy machine is noisy for all; medians. Instructions are counted by callgrind, twice with
different numbers of calls: the difference is free of the start and of noise.
"""

from __future__ import annotations

import argparse
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
# What is done, and how often: long enough for a coarse clock, few enough to keep the book small.
OPERATIONS = {"repeat": ("a command that was carried out before, by its key", 50_000),
              "show": ("a query of one row, one cell read", 20_000),
              "quote": ("a quote, journal included", 2_000), "usage": ("one record of usage", 2_000)}


def instructions(command: list[str]) -> int:
    """Of a whole process, by callgrind."""
    with tempfile.TemporaryDirectory() as folder:
        said = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", *command],
                              capture_output=True, text=True, check=True).stderr
    found = re.search(r"Collected : (\d+)", said)
    assert found, said
    return int(found[1])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--no-callgrind", action="store_true")
    given = parser.parse_args()
    programs = {"C++": [str(given.folder / "call_cost")], "C": [str(given.folder / "call_cost_c")],
                "Python": [sys.executable, str(HERE / "call_cost.py")]}
    print("| a call | " + " | ".join(programs) + " |\n| --- |" + " --- |" * len(programs))
    for operation, (what, calls) in OPERATIONS.items():
        times: dict[str, list[float]] = {language: [] for language in programs}
        for _ in range(given.repetitions):
            for language, command in programs.items():
                printed = subprocess.run([*command, operation, str(calls)], capture_output=True, text=True, check=True).stdout
                times[language].append(float(printed))
        cells = [f"{statistics.median(times[language]) / 1000:.1f} µs" for language in programs]
        if not given.no_callgrind:
            few, many = 50, 250
            counted = [(instructions([*command, operation, str(many)]) - instructions([*command, operation, str(few)])) / (many - few)
                       for command in programs.values()]
            cells = [f"{cell}, {count / 1000:.1f}" for cell, count in zip(cells, counted)]
        print(f"| {what} | " + " | ".join(cells) + " |", flush=True)
    if not given.no_callgrind:
        print("\nmedians; behind them thousand instructions a call")


if __name__ == "__main__":
    main()
