#!/usr/bin/env python3
"""Workloads W6 and W7 from the installed Python package.

usage: python_benchmark.py FOLDER [--accounts N] [--charges N] [--repetitions N] [--no-callgrind]

W6: the same month of the same book, run by Python and by the C++ program FOLDER/run_book, in turn; the
instructions of a run by callgrind, of two books, so that what the start of a process costs falls out.
W7: charges into a polars frame through Arrow, beside the same rows by Python's sqlite3: as they are
stored, as the book's view shows them, and as such a frame. The charges of the book are multiplied in
place until there are enough; so the book is no longer right, but its rows are. Medians.
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

import call_benchmark
import polars
import prorata

RUN_AT = "2026-07-01T09:00:00Z"
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


def fresh_copy(path: pathlib.Path) -> pathlib.Path:
    copy = path.with_name("copy.sqlite")
    for suffix in ("", "-wal", "-shm"):
        pathlib.Path(f"{copy}{suffix}").unlink(missing_ok=True)
    shutil.copy(path, copy)
    return copy


def w6(path: pathlib.Path, programs: dict[str, list[str]], repetitions: int) -> None:
    times: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(repetitions):
        for name, program in programs.items():
            done = subprocess.run([*program, str(fresh_copy(path)), RUN_AT], capture_output=True, text=True, check=True)
            times[name].append(float(done.stdout.split()[0]))
    python, cpp = (statistics.median(times[name]) for name in ("python", "c++"))
    print(f"W6 run: python {python:.3f} s, c++ {cpp:.3f} s, ratio {python / cpp:.3f} {times}", flush=True)


def w6_instructions(folder: pathlib.Path, programs: dict[str, list[str]]) -> None:
    books = []
    for accounts in (100, 300):
        books.append(folder / f"counted{accounts}.sqlite")
        make_book(books[-1], accounts)
    counts = {name: [call_benchmark.instructions([*program, str(fresh_copy(book)), RUN_AT]) for book in books]
              for name, program in programs.items()}
    python, cpp = (counts[name][1] - counts[name][0] for name in ("python", "c++"))
    print(f"W6 instructions of 200 accounts: python {python / 1e6:.1f} million, c++ {cpp / 1e6:.1f} million, "
          f"ratio {python / cpp:.4f}", flush=True)


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

    times: dict[str, list[float]] = {"arrow": [], "sqlite3 stored": [], "sqlite3 shown": [], "sqlite3 to polars": []}
    rows = 0
    for _ in range(repetitions):
        with prorata.open(path) as book:
            frame: list[polars.DataFrame] = []
            times["arrow"].append(timed(lambda: frame.append(polars.DataFrame(book.show("charge")))))
            rows = frame[0].height
            assert rows >= charges, rows
        times["sqlite3 stored"].append(timed(lambda: by_sqlite("charge")))
        times["sqlite3 shown"].append(timed(lambda: by_sqlite("v_charge")))
        times["sqlite3 to polars"].append(timed(lambda: polars.DataFrame(by_sqlite("charge"), orient="row", infer_schema_length=None)))
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    print(f"W7 {rows} charges: " + ", ".join(
        f"{name} {taken:.2f} s" + ("" if name == "arrow" else f" ({taken / medians['arrow']:.1f} times)")
        for name, taken in medians.items()))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--accounts", type=int, default=2000)
    parser.add_argument("--charges", type=int, default=1_400_000)
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--no-callgrind", action="store_true")
    given = parser.parse_args()
    programs = {"python": [sys.executable, str(pathlib.Path(__file__).with_name("run_book.py"))],
                "c++": [str(given.folder / "run_book")]}
    print(f"CPython {sys.version.split()[0]}, polars {polars.__version__}")
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "book.sqlite"
        make_book(path, given.accounts)
        w6(path, programs, given.repetitions)
        if not given.no_callgrind:
            w6_instructions(path.parent, programs)
        multiply(path, given.charges)
        w7(path, given.charges, given.repetitions)


if __name__ == "__main__":
    main()
