#!/usr/bin/env python3
"""Workloads W6 and W7, and what a call costs, from the installed Python package.

usage: python_benchmark.py RUN_BOOK [--accounts N] [--charges N] [--repetitions N]

W6: the same month of the same book, run by this process and by the C++ program RUN_BOOK, in turn.
W7: charges into a polars frame through Arrow, beside the same rows by Python's sqlite3. The charges of
the book are multiplied in place until there are enough; so the book is no longer right, but its rows are.
Interleaved; medians.
"""

from __future__ import annotations

import argparse
import pathlib
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

import polars
import prorata

CATALOG = """{
  "products": [{"code": "p"}],
  "tariffs": [{"code": "t", "product": "p", "versions": [{"valid_from": "2026-01-01",
    "components": [{"code": "seat", "quantity": 3}, {"code": "disk", "quantity": 10}],
    "prices": [{"component": "seat", "currency": "RUB", "amount": 500}, {"component": "disk", "currency": "RUB", "amount": "1.25"}]}]}],
  "tax_rates": [{"country": "RU", "tax_class": "standard", "from": "2026-01-01", "percent": 22}]
}"""


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def make_book(path: pathlib.Path, accounts: int) -> None:
    with prorata.open(path) as book:
        def at(key: str) -> prorata.Context:
            return prorata.Context("2026-01-01T09:00:00Z", "benchmark", key)
        book.publish(at("catalog"), catalog=CATALOG)
        book.add_seller(at("seller"), code="s", name="S", country="RU", zone="UTC")
        for n in range(accounts):
            book.add_account(at(f"a{n}"), number=f"a{n}", currency="RUB", zone="UTC", terms="postpaid")
            book.add_payer(at(f"p{n}"), account=f"a{n}", code="p", kind="individual", country="RU")
            book.subscribe(at(f"s{n}"), account=f"a{n}", key=f"s{n}", tariff="t", seller="s", payer="p")


def w6(path: pathlib.Path, program: str, repetitions: int) -> None:
    at = "2026-07-01T09:00:00Z"
    copy = path.with_name("copy.sqlite")
    times: dict[str, list[float]] = {"python": [], "c++": []}
    for turn in range(2 * repetitions):
        for suffix in ("", "-wal", "-shm"):
            pathlib.Path(f"{copy}{suffix}").unlink(missing_ok=True)
        shutil.copy(path, copy)
        if turn % 2:
            times["c++"].append(float(subprocess.run([program, str(copy), at], capture_output=True, check=True).stdout.split()[0]))
        else:
            with prorata.open(copy) as book:
                times["python"].append(timed(lambda: book.run(prorata.Context(at, "benchmark", "run"))))
    python, cpp = (statistics.median(times[name]) for name in ("python", "c++"))
    print(f"W6 run: python {python:.3f} s, c++ {cpp:.3f} s, ratio {python / cpp:.3f} {times}")


def multiply(path: pathlib.Path, charges: int) -> None:
    with sqlite3.connect(path) as book:
        names = [row[1] for row in book.execute("PRAGMA table_info(charge)")]
        others = ", ".join(name for name in names if name != "id")
        while True:
            count, top = book.execute("SELECT count(*), max(id) FROM charge").fetchone()
            if count >= charges:
                break
            book.execute(f"INSERT INTO charge (id, {others}) SELECT id + {top}, {others} FROM charge LIMIT {charges - count}")
        book.execute("UPDATE counter SET next = ? WHERE name = 'charge'", (top + 1,))  # a stream reads up to it
    book.close()


def w7(path: pathlib.Path, charges: int, repetitions: int) -> None:
    def by_sqlite(table: str) -> list[tuple[object, ...]]:
        connection = sqlite3.connect(path)
        rows = connection.execute(f"SELECT * FROM {table}").fetchall()
        connection.close()
        return rows

    times: dict[str, list[float]] = {"arrow": [], "sqlite3 stored": [], "sqlite3 shown": []}
    rows = 0
    for _ in range(repetitions):
        with prorata.open(path) as book:
            frame: list[polars.DataFrame] = []
            times["arrow"].append(timed(lambda: frame.append(polars.DataFrame(book.show("charge")))))
            rows = frame[0].height
            assert rows >= charges, rows
        times["sqlite3 stored"].append(timed(lambda: by_sqlite("charge")))
        times["sqlite3 shown"].append(timed(lambda: by_sqlite("v_charge")))
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    print(f"W7 {rows} charges: " + ", ".join(f"{name} {taken:.2f} s" for name, taken in medians.items())
          + f"; ratios {medians['sqlite3 stored'] / medians['arrow']:.1f} and {medians['sqlite3 shown'] / medians['arrow']:.1f}")


def calls() -> None:
    with prorata.Engine() as book:
        context = prorata.Context("2026-01-01T09:00:00Z", "benchmark", "x")
        book.add_seller(context, code="s", name="S", country="RU", zone="UTC")

        def repeated(work: Callable[[], object], count: int) -> str:
            return f"{min(timed(lambda: [work() for _ in range(count)]) for _ in range(5)) / count * 1e6:.1f} µs"

        print("a call:", "Money", repeated(lambda: prorata.Money("12.50", "RUB"), 20_000),
              "| Context", repeated(lambda: prorata.Context("2026-01-01T09:00:00Z", "a", "k"), 20_000),
              "| a repeated command", repeated(lambda: book.add_seller(context, code="s", name="S", country="RU", zone="UTC"), 5_000),
              "| a row of a small query", repeated(lambda: book.show("seller")[0].name, 2_000))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("run_book")
    parser.add_argument("--accounts", type=int, default=2000)
    parser.add_argument("--charges", type=int, default=1_400_000)
    parser.add_argument("--repetitions", type=int, default=5)
    given = parser.parse_args()
    print(f"CPython {sys.version.split()[0]}, polars {polars.__version__}")
    calls()
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "book.sqlite"
        make_book(path, given.accounts)
        w6(path, given.run_book, given.repetitions)
        multiply(path, given.charges)
        w7(path, given.charges, given.repetitions)


if __name__ == "__main__":
    main()
