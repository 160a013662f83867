#!/usr/bin/env python3
"""Counts seven accounts of the portal without the library: what README.md tells in words.

Only fractions, a calendar, and rounding half up to two digits (four, cut off, for daily charges).
usage: by_hand.py        prints: account, charged, contained tax, number of lines
"""
import datetime as dt
from fractions import Fraction as F

LAST = dt.date(2026, 4, 1)  # the last run books what is due through this day
CHANGE = dt.date(2026, 1, 1)
RATES = {"RU": (20, 22), "KZ": (12, 16)}


def rounded(x: F, digits: int = 2) -> F:
    return F(int(x * 10**digits + F(1, 2)), 10**digits)


def cut(x: F, digits: int) -> F:
    return F(int(x * 10**digits), 10**digits)


def tax_inside(gross: F, rate: int) -> F:
    return rounded(gross * rate / (100 + rate))


def monthly(price: F, first: dt.date, country: str, day: int) -> list[tuple[F, F]]:
    """A month's price with tax inside, from each `day` on: cut in two where the rate changes."""
    before, after = RATES[country]
    lines = []
    start = first
    while start <= LAST:
        end = (start.replace(day=1) + dt.timedelta(days=32)).replace(day=day)
        if end <= CHANGE or start >= CHANGE:
            lines.append((price, tax_inside(price, before if end <= CHANGE else after)))
        else:
            old = rounded(price * (CHANGE - start).days / (end - start).days)
            lines += [(old, tax_inside(old, before)), (price - old, tax_inside(price - old, after))]
        start = end
    return lines


def daily(monthly_price: F, start: dt.date, end: dt.date) -> tuple[list[F], int]:
    first = start.replace(day=1)
    days = ((first + dt.timedelta(days=32)).replace(day=1) - first).days
    return [cut(monthly_price / days, 4)] * (end - start).days, 20 if end <= CHANGE else 22


def backup() -> list[tuple[F, F]]:
    lines: list[tuple[F, F]] = []
    for year, month in ((2025, 10), (2025, 11), (2025, 12), (2026, 1), (2026, 2), (2026, 3)):
        start = dt.date(year, month, 1)
        end = (start + dt.timedelta(days=32)).replace(day=1)
        tenth = dt.date(2026, 1, 10)  # from here on three terabytes
        cuts = [(start, tenth, F(1000)), (tenth, end, F(3000))] if month == 1 else [(start, end, F(3000 if year == 2026 else 1000))]
        for stretches in ([(start, end, F(650))], cuts):
            charges: list[F] = []
            for since, until, price in stretches:
                more, rate = daily(price, since, until)
                charges += more
            lines.append((sum(charges, F(0)), tax_inside(sum(charges, F(0)), rate)))
            lines += [(F(0), F(0))] * (len(charges) - 1)  # the tax is that of the month
    return lines


def dc16() -> list[tuple[F, F]]:
    """Net prices: tax on top; from 2 October, then from the 1st of each month."""
    lines = []
    for month, rate in enumerate([20, 20, 20, 22, 22, 22, 22]):
        for price in (495, 0, 110, 0, 0, 55):
            net = rounded(F(price) * 30 / 31) if month == 0 else F(price)
            tax = rounded(net * rate / 100)
            lines.append((net + tax, tax))
    return lines


def servers() -> list[tuple[F, F]]:
    """Five from 5 November, eight from the 20th: fifteen days taken back, fifteen charged anew."""
    first = [(F(5 * 634), tax_inside(F(5 * 634), 20))]
    whole = F(5 * 634) / 2 + F(8 * 634) / 2
    back, anew = -F(5 * 634) / 2, F(8 * 634) / 2
    more_tax = tax_inside(whole, 20) - first[0][1]
    return first + [(back, F(0)), (anew, more_tax)] + monthly(F(8 * 634), dt.date(2025, 12, 5), "RU", 5)


ACCOUNTS = {
    "R-1001": monthly(500 * F("4710.96"), dt.date(2025, 10, 28), "RU", 28),
    "R-1002": backup(),
    "R-1003": dc16(),
    "R-1004": servers(),
    "R-1005": monthly(F(8 * 440), dt.date(2025, 10, 15), "RU", 15),
    "R-1006": monthly(F(3 * 634), dt.date(2025, 10, 20), "RU", 20)[:2],  # then it is blocked
    "K-5001": [line for price in (5 * 2000, 2 * 1000, 2 * 2800) for line in monthly(F(price), dt.date(2025, 10, 21), "KZ", 21)],
}


def table() -> str:
    return "".join(f"{account}  {float(sum(a for a, _ in lines)):.4f}  {float(sum(t for _, t in lines)):.2f}  {len(lines)}\n"
                   for account, lines in ACCOUNTS.items())


if __name__ == "__main__":
    print(table(), end="")
