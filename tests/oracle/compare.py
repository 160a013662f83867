#!/usr/bin/env python3
"""Random lives on the engine and in the oracle, compared unit by unit: gross, tax, balance.

usage: compare.py PLAYER [--lives N] [--first SEED] [--show SEED [--tables NAMES]]

A unit is (subscription, component, anchored period, rate of tax), R2. What the engine accepts or
declines is a fact of the life (R1); everything that it charges is computed again.
"""
from __future__ import annotations

import argparse
import collections
import dataclasses
import subprocess
import sys
from fractions import Fraction

from oracle import Day, Event, Life
from worlds import LAST, Deed, Plot

SETUP = [("2023-12-01", "publish", {}),
         ("2025-01-01", "add_seller", {"code": "rus", "name": "R", "country": "RU", "zone": "Europe/Moscow"}),
         ("2025-01-01", "add_account", {"number": "acme", "currency": "RUB", "zone": "Europe/Moscow", "terms": "postpaid",
                                        "due_days": "3000", "block_days": "3000"}),
         ("2025-01-01", "add_payer", {"account": "acme", "code": "p1", "kind": "individual", "country": "RU"}),
         ("2025-01-01", "add_payer", {"account": "acme", "code": "p2", "kind": "individual", "country": "RU"}),
         *(("2025-01-01", "set_series", {"seller": "rus", "kind": "invoice", "numbers": "%d", "year": year}) for year in ("2025", "2026"))]


def script(plot: Plot, tables: list[str]) -> str:
    lines = ["life"]
    for day, command, arguments in SETUP:
        if command == "publish":
            arguments = {"catalog": plot.shop.json()}
        if command == "add_account" and plot.shop.discount:
            arguments = arguments | {"price_level": "partner"}
        if command == "add_account" and plot.prepaid:
            arguments = arguments | {"terms": "prepaid"}
        lines.append(said(day, command, arguments))
    for deed in [*plot.deeds, Deed(LAST, "run", {})]:
        lines.append(said(deed.day.isoformat(), deed.command, deed.arguments))
    lines += [f"show\t{table}" for table in [*tables, *(["change", "subscription", "purchase_order"] if plot.prepaid else [])]]
    return "\n".join([*lines, "end"]) + "\n"


def said(day: str, command: str, arguments: dict[str, str]) -> str:
    return "\t".join(["say", day, command, *(f"{name}={value}" for name, value in arguments.items())])


class Heard:
    """What the engine wrote about one life."""

    def __init__(self, lines: list[str]) -> None:
        self.answers: list[str] = []
        self.units: dict[tuple, list[Fraction]] = collections.defaultdict(lambda: [Fraction(0), Fraction(0)])
        self.balance = Fraction(0)
        self.findings: list[str] = []
        self.charges: list[dict[str, str]] = []
        self.shown: list[str] = []
        self.decisions: dict[str, list[dict[str, str]]] = collections.defaultdict(list)
        self.never_began: set[str] = set()
        self.term_ends: dict[str, Day] = {}
        self.periods_ordered: set[str] = set()
        for line in lines:
            kind, *fields = line.split("\t")
            row = dict(field.split("=", 1) for field in fields if "=" in field)
            if kind == "answer":
                self.answers.append(fields[0])
            elif kind == "finding":
                self.findings.append(fields[0])
            elif kind == "balance":
                self.balance += amount(row["amount"])
            elif kind == "charge":
                self.charges.append(row)
                sums = self.units[row["subscription"], row["component"], Day.fromisoformat(row["period_on"]), rate(row["tax_rate"])]
                sums[0] += amount(row["amount"])
                sums[1] += amount(row["tax"])
            elif kind != "done":
                self.shown.append(line)
            if kind == "change" and row["kind"] in ("started", "stopped", "resumed"):
                self.decisions[row["subscription"]].append(row)
            if kind == "subscription" and row["state"] == "ordered":
                self.never_began.add(row["key"])
            if kind == "purchase_order" and row["kind"] == "period":
                self.periods_ordered.add(row["subscription"])
            if kind == "subscription" and row["term_ends_on"]:
                self.term_ends[row["key"]] = Day.fromisoformat(row["term_ends_on"])


def amount(text: str) -> Fraction:
    return Fraction(text.split()[0])


def rate(text: str) -> int:
    return int(Fraction(text.split()[0].rstrip("%")))


def decided(events: list[Event], decisions: list[dict[str, str]]) -> list[Event]:
    """The facts with what was decided for want of money and by its coming (R1): the paid start, days without
    service, and the day from which it goes on."""
    starts = [Day.fromisoformat(row["effective_on"]) for row in decisions if row["kind"] == "started"]
    moved = [dataclasses.replace(event, day=max(event.day, starts[-1]), values=event.values | {"ordered_on": event.day}) if event.kind == "started" else event for event in events]
    for row in decisions:
        day = Day.fromisoformat(row["effective_on"])
        if row["reason"] in ("non_payment", "lapsed"):
            lapsed = [Day.fromisoformat(r["effective_on"]) for r in decisions if (r["kind"], r["reason"]) == ("stopped", "lapsed")]
            promised = max((stop for stop in lapsed if stop <= day), default=None) if row["offer"] else None
            moved.append(Event(day, 0, row["kind"], {"reason": row["reason"], "paid": True, "anew": bool(row["anchor"]),
                                                     "promised_on": promised}))
    return moved


def expected(plot: Plot, heard: Heard) -> tuple[dict[tuple, tuple[Fraction, Fraction]], Fraction]:
    """Units and balance of what was accepted."""
    accepted = [deed for deed, answer in zip(plot.deeds, heard.answers[len(SETUP):]) if answer == "done"]
    balance = sum((deed.payment for deed in accepted), Fraction(0))
    lives: dict[str, Life] = {}
    for key in dict.fromkeys(deed.life for deed in accepted if deed.command == "subscribe"):
        if key in heard.never_began:
            continue
        mine = [deed for deed in accepted if deed.life == key]
        events = [event for deed in mine for event in deed.events]
        if plot.prepaid:
            events = decided(events, heard.decisions[key])
        for entry, event in enumerate(events):
            event.entry = entry
        off = next((event.day for event in events if event.kind == "auto_off"), None)
        lives[key] = Life(plot.shop.world, [e for e in events if e.kind != "auto_off"], plot.shop.discount,
                          [deed.usage for deed in mine if deed.usage], LAST, lives.get(plot.bases.get(key, "")), off,
                          heard.term_ends.get(key) if plot.prepaid else None)
    units = {(key, *unit): sums for key, life in lives.items() for unit, sums in life.cost().items()}
    return units, balance - sum((gross for gross, _ in units.values()), Fraction(0))


def differences(plot: Plot, heard: Heard) -> list[str]:
    found = [f"verify: {finding}" for finding in heard.findings]
    if any(not answer.startswith("done") for answer in heard.answers[:len(SETUP)]):
        return [*found, *(f"setup: {answer}" for answer in heard.answers[:len(SETUP)])]
    if heard.periods_ordered & set(heard.term_ends):
        return found  # periods that count from another day than their term are not modelled
    units, balance = expected(plot, heard)
    got = {unit: tuple(sums) for unit, sums in heard.units.items() if any(sums)}
    for unit in sorted({*units, *got}, key=str):
        want, have = units.get(unit, (0, 0)), got.get(unit, (0, 0))
        if want != have:
            found.append(f"{unit[0]} {unit[1]} {unit[2]} {unit[3]} %: oracle {float(want[0]):.6f} tax {float(want[1]):.2f}, "
                         f"engine {float(have[0]):.6f} tax {float(have[1]):.2f}")
    if balance != heard.balance:
        found.append(f"balance: oracle {float(balance)}, engine {float(heard.balance)}")
    return found


def play(player: str, plots: list[Plot], tables: list[str]) -> list[Heard]:
    answer = subprocess.run([player], input="".join(script(plot, tables) for plot in plots), capture_output=True, text=True)
    if answer.returncode != 0:
        sys.exit(f"the player ended with {answer.returncode}: {answer.stderr}")
    books = answer.stdout.split("\ndone\n")
    return [Heard(book.split("\n")) for book in books[:len(plots)]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("player")
    parser.add_argument("--lives", type=int, default=200)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--show", type=int, help="print one life with its answers and charges")
    parser.add_argument("--tables", default="", help="with --show: also the rows of these tables, for example act,act_line")
    arguments = parser.parse_args()
    tables = [table for table in arguments.tables.split(",") if table]
    seeds = [arguments.show] if arguments.show else range(arguments.first, arguments.first + arguments.lives)
    wrong, units, deeds, refused = 0, 0, 0, collections.Counter()
    for begin in range(0, len(seeds), 100):
        plots = [Plot(seed) for seed in seeds[begin:begin + 100]]
        for seed, plot, heard in zip(seeds[begin:], plots, play(arguments.player, plots, tables), strict=False):
            units += len(heard.units)
            deeds += len(plot.deeds)
            refused.update(answer.split(":")[0][:60] for answer in heard.answers if answer != "done")
            found = differences(plot, heard)
            if arguments.show:
                for deed, answer in zip(plot.deeds, heard.answers[len(SETUP):]):
                    print(deed.day, deed.command, deed.arguments, "->", answer)
                for row in heard.charges:
                    print({k: v for k, v in row.items() if k in ("subscription", "component", "sign", "period_on", "starts_on", "ends_on",
                                                                 "numerator", "denominator", "quantity", "amount", "tax", "tax_rate", "charged_on")})
                print(*heard.shown, sep="\n")
            if found:
                wrong += 1
                print(f"life {seed}:", *found[:12], sep="\n  ")
    print(f"checked: {len(seeds)} lives with {units} units by the oracle, {wrong} lives differ")
    print(f"{deeds} deeds; refused: {dict(refused)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
