"""The example portal's half-year: its summary, and the accounts that are counted by hand."""

from __future__ import annotations

import pathlib
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import prorata
import pytest
from conftest import ROOT

pytest.importorskip("jinja2")
DATA = ROOT / "examples/data/portal"
sys.path[:0] = [str(DATA), str(ROOT / "examples/python")]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, prorata.Engine]]:
    import portal  # type: ignore[import-not-found]  # a program, not a package

    with portal.new_book(tmp_path_factory.mktemp("portal") / "billing.db") as book:
        for run in portal.RUNS:
            portal.month_to(book, run)
        yield portal, book


def test_the_books_are_right_and_the_summary_is_the_kept_one(played: tuple[Any, prorata.Engine]) -> None:
    """`./dev demo` writes the summary to demo/summary.txt; a copy is kept, and changed with the engine only."""
    portal, book = played
    assert book.verify() == []
    assert portal.summary(book) == (DATA / "summary.txt").read_text(encoding="utf-8")


def test_accounts_come_to_what_is_counted_by_hand(played: tuple[Any, prorata.Engine]) -> None:
    import by_hand  # type: ignore[import-not-found]

    table = by_hand.table()
    assert f"```text\n{table}```" in (DATA / "README.md").read_text(encoding="utf-8")
    assert len(table.splitlines()) >= 5
    for line in table.splitlines():
        account, charged, tax, lines = line.split()
        rows = played[1].show("charge", account=account)
        booked = (sum((row.amount for row in rows), Decimal(0)), sum((row.tax for row in rows), Decimal(0)), len(rows))
        assert booked == (Decimal(charged), Decimal(tax), int(lines)), account


def test_a_second_import_repeats_nothing(played: tuple[Any, prorata.Engine]) -> None:
    portal, book = played
    def counts() -> list[int]:
        return [len(book.show("subscription")), len(book.show("payment")), len(book.show("usage"))]

    before = counts()
    imported = portal.import_files(book, portal.FACTS, portal.RUNS[-1], "again", until=portal.RUNS[-1])
    assert imported["done"] == "0"
    assert counts() == before


def test_the_files_are_what_the_generator_writes(tmp_path: pathlib.Path) -> None:
    subprocess.run([sys.executable, str(DATA / "make.py"), str(tmp_path)], check=True)
    written = sorted(path.name for path in tmp_path.iterdir())
    assert len(written) == 7
    for name in written:
        assert (tmp_path / name).read_bytes() == (DATA / name).read_bytes(), name
