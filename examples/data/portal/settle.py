#!/usr/bin/env python3
"""Writes paid.csv: what customers on account paid when they got invoices, each in its own way.

Each pays, on a day of its habit, what is owed by then of everything that is due with the invoice or
before. Run once for a new make.py, with the prorata package at hand; the file is kept, since it is
a fact of the portal, not a result. usage: settle.py
"""
import csv
import datetime as dt
import pathlib
import sys
import tempfile
from decimal import ROUND_UP, Decimal

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "python")]

import make  # noqa: E402
import portal  # noqa: E402

HALVES = {"R-1010", "K-5004"}  # they pay half, and the rest ten days later
KOPECK = Decimal("0.01")


def planned(book, habits: dict, seen: set) -> list[tuple]:
    """When the invoices that are new will be paid: (day, number, invoice, part of what is owed)."""
    plans = []
    for_order = {row.id for row in book.show("invoice") if row.for_order is not None}
    for invoice in book.show("document", kind="invoice"):
        days = make.HABITS[habits.get(invoice.account, "never")]
        if invoice.id in seen or days is None or invoice.id in for_order or str(invoice.state) == "voided":
            continue
        seen.add(invoice.id)
        number = f"B-{invoice.seller}-{invoice.issued_on.year}-{invoice.number}"
        day = invoice.issued_on + dt.timedelta(days=days)
        if invoice.account in HALVES:
            plans.append((day, number, invoice, 2))
            day, number = day + dt.timedelta(days=10), number + "-2"
        plans.append((day, number, invoice, 1))
    return [plan for plan in plans if plan[0] < make.END]


def owed(book, invoice) -> Decimal:
    rows = list(book.show("receivable", account=invoice.account))
    due = max((row.due_on for row in rows if row.invoice == invoice.id), default=None)
    mine = [row.unpaid for row in rows if due and row.due_on <= due and (row.seller, row.payer) == (invoice.seller, invoice.payer)]
    return sum(mine, Decimal(0))


def write(paid: list[dict]) -> None:
    with open(HERE / "paid.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["account", "payer", "seller", "number", "amount", "paid_on", "entered_at"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(paid)


def main() -> None:
    habits = {customer.account: customer.habit for customer in make.customers()}
    paid: list[dict] = []
    plans: list[tuple] = []
    seen: set = set()
    write(paid)
    with tempfile.TemporaryDirectory() as folder, portal.new_book(pathlib.Path(folder) / "book.db") as book:
        for run in portal.RUNS:
            while plans and str(plans[0][0]) < run[:10]:
                day, number, invoice, part = plans.pop(0)
                at = f"{day}T10:00:00+03:00"
                portal.import_files(book, portal.FACTS, at, f"facts {number}", until=at)
                amount = (owed(book, invoice) / part).quantize(KOPECK, ROUND_UP)
                if amount > 0:
                    paid.append({"account": invoice.account, "payer": invoice.payer, "seller": invoice.seller, "number": number,
                                 "amount": f"{amount} {invoice.currency}", "paid_on": day.isoformat(), "entered_at": at})
                    write(paid)
            portal.month_to(book, run)
            plans = sorted(plans + planned(book, habits, seen), key=lambda plan: plan[:2])


if __name__ == "__main__":
    main()
