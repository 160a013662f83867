"""Random shops and lives, as the engine reads them and as the oracle does."""
from __future__ import annotations

import dataclasses
import datetime
import json
import random
from fractions import Fraction

from oracle import Component, Day, Event, Price, Use, Version, World

FIRST, LAST = Day(2025, 10, 1), Day(2026, 4, 10)
ONE = datetime.timedelta(days=1)
TAXES = {"standard": [(Day(2019, 1, 1), 20), (Day(2026, 1, 1), 22)], "reduced": [(Day(2019, 1, 1), 10)]}
MONTHS = {"P1M": 1, "P3M": 3, "P1Y": 12}


def text(value: Fraction) -> str:
    """A decimal as people write it."""
    digits = 0
    while (value * 10**digits).denominator != 1:
        digits += 1
    whole = abs(int(value * 10**digits))
    body = f"{whole:0{digits + 1}}"
    return ("-" if value < 0 else "") + (body[:-digits] + "." + body[-digits:] if digits else body)


class Shop:
    """A catalogue: two tariffs that can be switched, one extension; taxes that change with the year."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.scheme = dice.choice(["inclusive", "exclusive"])
        self.cycle, self.cycle_day = dice.choice(
            [("anniversary", 0)] * 4 + [("calendar", 0), ("calendar", 15)] + [("billing_day", d) for d in (5, 29, 31)])
        self.on_stop = dice.choice([None, None, "credit", "charge"])
        self.keep_net_of = dice.choice([None, None, 20, 22]) if self.scheme == "inclusive" else None
        self.discount = dice.choice([0, 0, 30])
        self.grace_days = dice.choice([0, 0, 5])
        self.second_term = dice.choice(["P1Y", "P3M", "P1M"])
        parts = self.components()
        self.monthly = any(c.proration == "calendar_month_days" for c in parts)  # allowed for months only (R25)
        fewer = [c for c in parts if c.code in ("seat", "traffic") or dice.random() < 0.6]
        self.tariffs = {"a": [self.version(Day(2024, 1, 1), parts), self.version(Day(2026, 2, 1), parts)],
                        "b": [self.version(Day(2024, 1, 1), fewer)],
                        "x": [self.version(Day(2024, 1, 1), [Component("more", proration=dice.choice(["period_days", "whole_up"]))])]}
        self.world = World(self.tariffs, TAXES)

    def components(self) -> list[Component]:
        dice = self.dice
        divided = ["period_days", "period_days", "fixed_30"] + (["calendar_month_days"] if self.cycle == "calendar" else [])
        parts = [Component("seat", proration=dice.choice(divided), included=dice.choice([0, 0, 1])),
                 Component("disk", timing="in_arrears", proration=dice.choice(divided),
                           tax_class=dice.choice(["standard", "reduced"]))]
        if dice.random() < 0.4:
            parts.append(Component("daily", timing="in_arrears", daily=True))
        if dice.random() < 0.5:
            parts.append(Component("whole", proration=dice.choice(["whole_up", "none"])))
        if dice.random() < 0.5:
            parts.append(Component("traffic", kind="metered", timing="in_arrears"))
        if dice.random() < 0.3:
            parts.append(Component("setup", kind="one_off"))
        return parts

    def version(self, valid_from: Day, parts: list[Component]) -> Version:
        dice, prices = self.dice, {}
        for part in parts:
            for months in MONTHS.values():
                amount = Fraction(dice.randrange(100, 30000) * months, 100)
                tiers: list[tuple[int, Fraction]] = []
                if part.kind == "metered" and months == 1:
                    amount = Fraction(dice.randrange(1, 3000), 1000)
                    tiers = dice.choice([[], [(10, Fraction(157, 100)), (50, Fraction(7, 8))]])
                prices[part.code, months] = Price(amount, tiers)
        return Version(valid_from, parts, prices, self.scheme, self.cycle, self.cycle_day, self.on_stop, self.keep_net_of)

    def json(self) -> str:
        def component(part: Component, tiered: bool) -> dict:
            made: dict = {"code": part.code, "kind": part.kind, "timing": part.timing, "tax_class": part.tax_class}
            if part.kind == "recurring":
                made |= {"proration": part.proration, "included": part.included, "least": 0}
            if tiered:
                made["model"] = "graduated"
            if part.daily:
                made |= {"charge_every": "P1D", "rounding": {"mode": "truncate", "digits": 4}}
            return made

        def version(v: Version) -> dict:
            tiered = {code for (code, _), price in v.prices.items() if price.tiers}
            made = {"valid_from": v.valid_from.isoformat(), "tax": v.scheme, "cycle": v.cycle, "cycle_day": v.cycle_day,
                    "components": [component(c, c.code in tiered) for c in v.components], "overrun": "clip",
                    "early_end": "any_time", "promise_days": 7, "promise_interval": 10, "grace_days": self.grace_days,  # the other answers of R34 are not modelled
                    "prices": [price(c, term, billing, v.prices[c.code, MONTHS[billing]])
                               for c in v.components for term, billing in offers() if c.code not in tiered or billing == "P1M"]}
            kept = {"keep_net_of": v.keep_net_of} if v.keep_net_of is not None else {}
            return made | kept | ({"on_stop": v.on_stop} if v.on_stop else {})

        def offers() -> list[tuple[str | None, str]]:
            longer = [] if self.monthly else [(None, "P3M"), ("P1Y", "P3M"), ("P1Y", "P1Y")]
            return [(None, "P1M"), ("P1M", "P1M"), ("P3M", "P1M"), ("P1Y", "P1M"), *longer]

        def price(part: Component, term: str | None, billing: str, p: Price) -> dict:
            made: dict = {"component": part.code, "billing_period": billing, "currency": "RUB", "amount": text(p.amount)}
            if term:
                made["term"] = term
            if p.tiers:
                made["tiers"] = [{"up_to": up_to, "amount": text(amount)} for up_to, amount in p.tiers]
            return made

        return json.dumps({
            "products": [{"code": "p"}], "levels": [{"code": "partner", "percent": "30"}],
            "tariffs": [{"code": code, "product": "p", "kind": "extension" if code == "x" else "base",
                         "bases": ["a", "b"] if code == "x" else [], "versions": [version(v) for v in versions]}
                        for code, versions in self.tariffs.items()],
            "tax_rates": [{"country": "RU", "tax_class": name, "from": day.isoformat(), "percent": percent}
                          for name, rows in TAXES.items() for day, percent in rows]})

    def has_tiers(self) -> bool:
        return any(p.tiers for vs in self.tariffs.values() for v in vs for p in v.prices.values())


@dataclasses.dataclass
class Deed:
    """Something entered: the command, and the facts it means if it is accepted."""
    day: Day
    command: str
    arguments: dict[str, str]
    life: str = ""
    events: list[Event] = dataclasses.field(default_factory=list)
    usage: Use | None = None
    payment: Fraction = Fraction(0)


class Plot:
    """The deeds of one account."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.shop = Shop(self.dice)
        self.deeds: list[Deed] = []
        self.bases: dict[str, str] = {}
        self.prepaid = self.dice.random() < 0.3
        for key in ("s", "t")[:self.dice.choice([1, 1, 2])]:
            self.subscription(key)
        for number in range(self.dice.randrange(8 if self.prepaid else 3)):
            self.add(self.day(FIRST), "pay", {"account": "acme", "payer": "p1", "seller": "rus", "number": str(number),
                                              "amount": (sum_ := text(Fraction(self.dice.randrange(100, 90000), 100))) + " RUB"},
                     payment=Fraction(sum_))
        for _ in range(self.dice.randrange(20 if self.prepaid else 6)):
            self.add(self.day(FIRST), "run", {})
        for _ in range(self.dice.choice([0, 0, 2])):  # what changes no amount
            self.add(self.day(FIRST), "void_invoice", {"account": "acme", "invoice": str(self.dice.randrange(1, 4))})
            month = self.day(FIRST)
            self.add(month + ONE * 30, "close_period", {"seller": "rus", "month": month.isoformat()})
        self.deeds.sort(key=lambda deed: deed.day)

    def day(self, start: Day) -> Day:
        return start + ONE * self.dice.randrange((LAST - start).days)

    def add(self, day: Day, command: str, arguments: dict[str, str], **more: object) -> None:
        self.deeds.append(Deed(day, command, arguments, **more))  # type: ignore[arg-type]

    def change(self, start: Day, key: str, command: str, arguments: dict[str, str], field: str, kind: str, values: dict,
               effective: Day | None = None) -> None:
        """In force on a day, entered some days before or many after."""
        effective = effective or self.day(start)
        entered = min(max(effective + ONE * (self.dice.randrange(60) - 10), start), LAST)
        self.add(entered, command, {"subscription": key, **arguments, field: effective.isoformat()}, life=key,
                 events=[Event(effective, 0, kind, values)])

    def subscription(self, key: str) -> None:
        dice, shop = self.dice, self.shop
        start = FIRST + ONE * dice.randrange(60)
        billing = "P1M" if shop.has_tiers() or shop.monthly else dice.choice(["P1M", "P1M", "P1M", "P3M", "P1Y"])
        # What is paid ahead has terms of one period: then only whole terms wait for money.
        term = dice.choice([None, "P1M"] if billing == "P1M" else [None]) if self.prepaid else dice.choice([None, None, "P1Y"] + {"P1M": ["P1M", "P3M"], "P3M": [], "P1Y": []}[billing])
        term = "P1Y" if billing == "P1Y" and not self.prepaid else term
        quantities = {c.code: Fraction(dice.randrange(5)) for c in shop.tariffs["a"][0].components
                      if c.kind == "recurring" and dice.random() < 0.8}
        arguments = {"account": "acme", "key": key, "tariff": "a", "seller": "rus", "payer": "p1", "billing_period": billing,
                     **({"term": term} if term else {}), **{f"quantity.{c}": text(q) for c, q in quantities.items()}}
        self.add(start, "subscribe", arguments, life=key, events=[Event(start, 0, "started", {
            "tariff": "a", "term": MONTHS[term] if term else 0, "billing": MONTHS[billing], "quantities": quantities})])
        recurring = [c.code for c in shop.tariffs["a"][0].components if c.kind == "recurring"]
        for _ in range(dice.randrange(5)):
            code, quantity = dice.choice(recurring), Fraction(dice.randrange(6))
            self.change(start, key, "set_quantity", {"component": code, "quantity": text(quantity)}, "from", "quantity",
                        {"component": code, "quantity": quantity})
        for _ in range(dice.randrange(9) if self.prepaid else 0):
            self.add(self.day(start), "promise_payment", {"subscription": key, "days": str(dice.randrange(1, 8))})
        if dice.random() < 0.3:
            self.switch(start, key)
        if dice.random() < 0.35:
            self.stop(start, key)
        if dice.random() < 0.3:
            self.change(start, key, "end", {}, "on", "ended", {})
        if term in ("P1M", "P3M") and dice.random() < 0.3:
            day = self.day(start)
            self.add(day, "set_auto_renewal", {"subscription": key, "value": "no"}, life=key, events=[Event(day, 0, "auto_off", {})])
        if any(c.kind == "metered" for c in shop.tariffs["a"][0].components):
            for number in range(dice.randrange(6)):
                used, quantity = self.day(start), Fraction(dice.randrange(1, 40))
                entered = min(used + ONE * dice.randrange(50), LAST)
                replaces = {"replaces": "0"} if number and dice.random() < 0.3 else {}
                self.add(entered, "record_usage", {"subscription": key, "component": "traffic", "key": str(number),
                                                   "quantity": text(quantity), "at": used.isoformat() + "T08:00:00Z", **replaces},
                         life=key, usage=Use("traffic", used, quantity, str(number), replaces.get("replaces", "")))
        if dice.random() < 0.2:
            self.add(self.day(start), "set_payer", {"subscription": key, "payer": "p2", "from": self.day(start).isoformat()})
        if term is None and dice.random() < 0.4:
            self.extension(start, key)

    def switch(self, start: Day, key: str) -> None:
        self.change(start + ONE, key, "switch_tariff", {"tariff": "b"}, "from", "switched", {"tariff": "b"})

    def stop(self, start: Day, key: str) -> None:
        stopped = self.day(start)
        resumed = stopped + ONE * self.dice.randrange(1, 25)
        entered = min(stopped + ONE * self.dice.randrange(20), LAST)
        reason = self.dice.choice(["by_client", "by_administrator", "violation"])
        self.add(entered, "stop", {"subscription": key, "reason": reason, "from": stopped.isoformat()}, life=key,
                 events=[Event(stopped, 0, "stopped", {"reason": reason})])
        self.add(entered, "resume", {"subscription": key, "from": resumed.isoformat()}, life=key,
                 events=[Event(resumed, 0, "resumed", {})])

    def extension(self, start: Day, key: str) -> None:
        day = start + ONE * self.dice.randrange(1, 60)
        self.bases[key + "x"] = key
        self.add(day, "subscribe", {"account": "acme", "key": key + "x", "tariff": "x", "seller": "rus", "payer": "p1", "base": key},
                 life=key + "x", events=[Event(day, 0, "started", {"tariff": "x", "term": 0, "billing": 1, "quantities": {}})])
