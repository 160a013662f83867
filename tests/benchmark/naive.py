#!/usr/bin/env python3
"""Workload W1 as a portal's developer would write it: plain Python, sqlite3, Decimal.

usage: naive.py WORLD OWN MONTHS    WORLD is the world.prorata that w1 leaves behind, OWN the file
                                    to make; prints a JSON object with seconds and sums a month.

Own simple tables, amounts as text, ids in order of creation. Rates from nothing but the terms, so
that its sums also check those of the library's run.
"""
import datetime
import json
import pathlib
import sqlite3
import sys
import time
from decimal import ROUND_HALF_UP, Decimal

KOPECK = Decimal("0.01")
TABLES = """
CREATE TABLE account (id INTEGER PRIMARY KEY);
CREATE TABLE subscription (id INTEGER PRIMARY KEY, account_id INTEGER, price TEXT, quantity INTEGER,
  other_quantity INTEGER, billed_through TEXT);
CREATE TABLE extension (id INTEGER PRIMARY KEY, subscription_id INTEGER, price TEXT);
CREATE TABLE charge (id INTEGER PRIMARY KEY, account_id INTEGER, subscription_id INTEGER,
  extension_id INTEGER, invoice_id INTEGER, start TEXT, end TEXT, quantity INTEGER, amount TEXT, tax TEXT);
CREATE TABLE invoice (id INTEGER PRIMARY KEY, account_id INTEGER, day TEXT, total TEXT, tax TEXT);
CREATE TABLE act (id INTEGER PRIMARY KEY, account_id INTEGER, day TEXT, total TEXT, tax TEXT);
CREATE TABLE posting (id INTEGER PRIMARY KEY, account_id INTEGER, day TEXT, ledger TEXT, amount TEXT);
CREATE TABLE event (id INTEGER PRIMARY KEY, account_id INTEGER, kind TEXT, invoice_id INTEGER);
CREATE INDEX subscription_account ON subscription (account_id);
CREATE INDEX extension_subscription ON extension (subscription_id);
"""


def price(version):
    minor = 9_900 + 731 * version if version <= 50 else 4_900 + 311 * (version - 50)
    return str(Decimal(minor) / 100)


def load(world, db):
    """Copies who has bought what."""
    source = sqlite3.connect(world)
    db.executescript(TABLES)
    db.executemany("INSERT INTO account VALUES (?)", source.execute("SELECT id FROM account"))
    others = dict(source.execute("SELECT subscription, quantity FROM segment WHERE cause = 2"))
    rows = source.execute("SELECT subscription, account, price_version, quantity FROM segment "
                          "WHERE cause = 1 ORDER BY subscription")
    db.executemany("INSERT INTO subscription VALUES (?, ?, ?, ?, ?, '2025-01-01')",
                   ((s, a, price(v), q, others.get(s)) for s, a, v, q in rows))
    rows = source.execute("SELECT id, subscription, price_version FROM extension ORDER BY id")
    db.executemany("INSERT INTO extension VALUES (?, ?, ?)", ((e, s, price(v)) for e, s, v in rows))
    db.commit()


def rounded(amount):
    return amount.quantize(KOPECK, ROUND_HALF_UP)


def parts(subscription, quantity, other, start, end):
    """(first day, day after, quantity) of each part of the month."""
    if other is None:
        return [(start, end, quantity)]
    change = start + datetime.timedelta(days=1 + subscription % 27)
    return [(start, change, quantity), (change, end, other)]


def lines(db, account, start, end):
    """Charges of an account, rounded from the start of the month on."""
    days = (end - start).days
    rows = db.execute("SELECT id, price, quantity, other_quantity FROM subscription "
                      "WHERE account_id = ?", (account,)).fetchall()
    for sub, unit, quantity, other in rows:
        exact = gross = tax = Decimal(0)
        for first, after, count in parts(sub, quantity, other, start, end):
            exact += Decimal(unit) * count * (after - first).days
            total = rounded(exact / days)
            total_tax = rounded(total * 20 / 120)
            yield sub, None, first, after, count, total - gross, total_tax - tax
            gross, tax = total, total_tax
        for extension, unit in db.execute("SELECT id, price FROM extension WHERE subscription_id = ?",
                                          (sub,)).fetchall():
            yield sub, extension, start, end, 1, Decimal(unit), rounded(Decimal(unit) * 20 / 120)


def bill(db, account, start, end):
    charges = list(lines(db, account, start, end))
    total = sum(c[5] for c in charges)
    tax = sum(c[6] for c in charges)
    if not charges:
        return total, tax
    day = str(end)
    invoice = db.execute("INSERT INTO invoice VALUES (NULL, ?, ?, ?, ?)",
                         (account, day, str(total), str(tax))).lastrowid
    for sub, extension, first, after, quantity, amount, part in charges:
        db.execute("INSERT INTO charge VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                   (account, sub, extension, invoice, str(first), str(after), quantity, str(amount), str(part)))
    db.execute("UPDATE subscription SET billed_through = ? WHERE account_id = ?", (day, account))
    db.execute("INSERT INTO act VALUES (NULL, ?, ?, ?, ?)", (account, day, str(total), str(tax)))
    for ledger, amount in (("customer", total), ("unbilled", -total), ("unbilled", total),
                           ("revenue", tax - total), ("vat", -tax)):
        db.execute("INSERT INTO posting VALUES (NULL, ?, ?, ?, ?)", (account, day, ledger, str(amount)))
    db.execute("INSERT INTO event VALUES (NULL, ?, 'invoice.issued', ?)", (account, invoice))
    return total, tax


def run(db, start, end):
    total = tax = Decimal(0)
    accounts = [row[0] for row in db.execute("SELECT id FROM account ORDER BY id")]
    for position, account in enumerate(accounts, 1):
        sums = bill(db, account, start, end)
        total, tax = total + sums[0], tax + sums[1]
        if position % 1000 == 0:
            db.commit()
    db.commit()
    return total, tax


def main(world, own, months):
    pathlib.Path(own).unlink(missing_ok=True)
    db = sqlite3.connect(own)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    load(world, db)
    seconds = []
    total = tax = Decimal(0)
    for number in range(1, int(months) + 1):
        start = datetime.date(2025, number, 1)
        end = datetime.date(2025 + number // 12, number % 12 + 1, 1)
        begun = time.perf_counter()
        sums = run(db, start, end)
        seconds.append(round(time.perf_counter() - begun, 3))
        total, tax = total + sums[0], tax + sums[1]
    charges = db.execute("SELECT count(*) FROM charge").fetchone()[0]
    print(json.dumps({"seconds": seconds, "charges": charges, "minor": int(total * 100), "tax_minor": int(tax * 100)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
