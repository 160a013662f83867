#!/usr/bin/env python3
"""The half-year of the portal in examples/data/portal: imported, billed month by month, shown.

usage: portal.py [--folder OUT]        writes OUT/billing.db, OUT/report.html and OUT/summary.txt (demo)

Everything is asked of the public package; there is nothing here that a portal could not do.
"""

from __future__ import annotations

import argparse
import pathlib
import sys
import time
from collections.abc import Callable
from decimal import ROUND_DOWN, Decimal

import prorata
from prorata import report
from prorata.report.figures import AGES, Credit, Figures

DATA = pathlib.Path(__file__).resolve().parents[1] / "data" / "portal"
PUBLISHED, MOVE_IN = "2023-12-31T12:00:00+03:00", "2025-10-01T00:00:00+03:00"
#: The portal runs its billing on the first of each month: when it has moved in, then six times.
RUNS = [f"{month}-01T09:00:00+03:00" for month in ("2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03", "2026-04")]

SETUP = {"sellers.csv": "add_seller", "accounts.csv": "add_account", "payers.csv": "add_payer"}
FACTS = {"topups.csv": "pay", "paid.csv": "pay", "subscriptions.csv": "subscribe", "usage.csv": "record_usage", "changes.csv": ""}


def import_files(book: prorata.Engine, files: dict[str, str], at: str, key: str, **more: str) -> prorata.Answer:
    """Imports files; an empty command means that each row says its own."""
    present = {name: command for name, command in files.items() if (DATA / name).exists()}
    arguments = {f"file.{name}": (DATA / name).read_text(encoding="utf-8") for name in present}
    arguments |= {f"command.{name}": command for name, command in present.items() if command}
    return book.perform(prorata.Context(at, "portal", key), "import_rows", arguments | more).value


def new_book(path: pathlib.Path) -> prorata.Engine:
    """A new book with the portal's catalogue, sellers, accounts and payers."""
    for suffix in ("", "-wal", "-shm"):
        pathlib.Path(f"{path}{suffix}").unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    book = prorata.Engine(path)
    catalog = (DATA / "catalog.json").read_text(encoding="utf-8")
    book.perform(prorata.Context(PUBLISHED, "portal", "catalogue"), "publish", {"catalog": catalog})
    import_files(book, SETUP, MOVE_IN, "setup")
    return book


def month_to(book: prorata.Engine, run: str, tell: Callable[[int, int], None] | None = None) -> tuple[prorata.Answer, prorata.RunReport]:
    """Enters what happened before a run, then makes it."""
    imported = import_files(book, FACTS, run, f"facts {run}", until=run)
    return imported, book.run(prorata.Context(run, "portal", f"run {run}"), batch=20, progress=tell)


# --- What is printed --------------------------------------------------------------------------------

def money(amount: Decimal) -> str:
    """Two digits; what is finer is cut off."""
    return f"{amount.quantize(Decimal('0.01'), ROUND_DOWN):,}".replace(",", " ")


def bar(parts: list[tuple[str, Decimal]], whole: Decimal, width: int) -> str:
    """A bar of characters, each part at least one where it is not nothing."""
    text, used = "", Decimal(0)
    for character, part in parts:
        used += max(part, Decimal(0))
        length = round(used * width / whole) if whole > 0 else 0
        text += character * max(length - len(text), 1 if part > 0 else 0)
    return text[:width].ljust(width)


def months(figures: Figures, currency: str) -> str:
    rates = sorted({rate for month in figures.months for code, rate in month.taxes if code == currency and rate})
    rows = [[month.name, str(month.counts[currency, "charges"]), money(month.charged[currency]),
             *(money(month.taxes.get((currency, rate), Decimal(0))) for rate in rates),
             str(month.counts[currency, "invoices"]), money(month.invoiced[currency]), str(month.counts[currency, "payments"]), money(month.paid[currency])]
            for month in figures.months]
    return right([["month", "charges", f"charged {currency}", *(f"VAT {rate}" for rate in rates), "invoices", f"invoiced {currency}",
                   "payments", f"paid {currency}"], *rows])


def right(rows: list[list[str]]) -> str:
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join("  " + "  ".join(cell.rjust(width) for cell, width in zip(row, widths)) for row in rows)


def ages(figures: Figures) -> str:
    lines = []
    for currency, sums in sorted(figures.ages.items()):
        for (name, _), amount in zip(AGES, sums):
            lines.append(f"  {currency}  {name:>13}  {bar([('█', amount)], max(sums), 32)}  {money(amount):>16}")
    return "\n".join(lines)


def credit(one: Credit) -> str:
    parts = [("█", one.overdue), ("▓", one.awaiting), ("▒", one.spent), ("×", one.unavailable), ("·", one.available)]
    state = "blocked" if one.blocked else ""
    return f"  {one.account}  {bar(parts, one.limit, 40)}  {money(one.limit):>12} {one.currency}  {state}".rstrip()


def explained(book: prorata.Engine) -> str:
    [charge] = [row for row in book.show("charge", subscription="R-1004-server") if row.sign == 1 and row.quantity == 8][:1]
    return "\n".join(f"  {language}: {book.explain(charge.id, language)}" for language in ("en", "ru"))


def summary(book: prorata.Engine) -> str:
    """The six months as text; the same every time."""
    figures = report.figures_of(book, report.page.day_of(RUNS[-1]))
    parts = []
    for currency in figures.currencies:
        parts += [f"{currency}, by month of booking", months(figures, currency), ""]
    states = ", ".join(f"{count} {state}" for state, count in sorted(figures.subscriptions.items()))
    parts += ["One line, explained", explained(book), "", f"Receivables by age, {figures.at}", ages(figures), "",
              "Credit limits: █ overdue  ▓ awaiting payment  ▒ spent  × lost by a block  · available",
              *(credit(one) for one in figures.credits), "", f"Subscriptions: {states}",
              f"verify: {'every rule holds' if not figures.findings else f'{figures.findings} findings'}"]
    return "\n".join(parts) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=pathlib.Path, default=pathlib.Path("demo"))
    folder = parser.parse_args().folder
    begun = time.monotonic()
    with new_book(folder / "billing.db") as book:
        print(f"The portal moves in: {len(book.show('account'))} accounts, {len(book.show('payer'))} payers\n")
        for run in RUNS:
            since = time.monotonic()
            line = f"  run of {run[:10]}: "

            def tell(accounts: int, charges: int) -> None:
                if sys.stderr.isatty():
                    print(f"\r{line}{accounts} accounts, {charges} charges", end="", file=sys.stderr, flush=True)

            imported, made = month_to(book, run, tell)
            if sys.stderr.isatty():
                print("\r\033[K", end="", file=sys.stderr, flush=True)
            print(f"{line}{imported['done']} facts entered, {made.charges} charges in {made.accounts} accounts, "
                  f"{time.monotonic() - since:.1f} s")
        told = summary(book)
        print("\n" + told)
        (folder / "summary.txt").write_text(told, encoding="utf-8")
        report.write(book, folder / "report.html", at=RUNS[-1], title="Example portal, October 2025 to March 2026")
        findings = book.verify()
    print(f"{folder / 'billing.db'} and {folder / 'report.html'} are there; {time.monotonic() - begun:.1f} s in all")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
