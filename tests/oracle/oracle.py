"""What a life should cost, computed day by day with fractions.

Written from the rules (docs, R1-R66) and from nothing in src/: days are counted one by one, a period
is the sum of its days, and only sums of a unit are rounded. Slow and plain on purpose.
"""
from __future__ import annotations

import calendar
import dataclasses
import datetime
from collections import defaultdict
from fractions import Fraction

Day = datetime.date
ONE = datetime.timedelta(days=1)


def rounded(value: Fraction, digits: int = 2, mode: str = "half_up") -> Fraction:
    """To so many digits; half_up is half away from zero."""
    scaled = value * 10**digits
    whole = abs(scaled.numerator) // scaled.denominator
    if mode == "half_up" and (abs(scaled) - whole) * 2 >= 1:
        whole += 1
    return Fraction(whole if scaled >= 0 else -whole, 10**digits)


def months_later(year: int, month: int, day: int, months: int) -> Day:
    """The anchor so many months on, its day cut to the month (semantics 2)."""
    index = year * 12 + month - 1 + months
    year, month = divmod(index, 12)
    return Day(year, month + 1, min(day, calendar.monthrange(year, month + 1)[1]))


def days(start: Day, end: Day) -> list[Day]:
    return [start + ONE * i for i in range((end - start).days)]


@dataclasses.dataclass
class Component:
    code: str
    kind: str = "recurring"          # recurring, metered, one_off
    timing: str = "in_advance"       # in_advance, in_arrears
    proration: str = "period_days"   # fixed_30, calendar_month_days, whole_up, none
    daily: bool = False              # charge_every P1D, truncated to four digits (R17)
    included: int = 0
    aggregation: str = "sum"
    tax_class: str = "standard"


@dataclasses.dataclass
class Price:
    amount: Fraction
    tiers: list[tuple[int, Fraction]] = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class Version:
    valid_from: Day
    components: list[Component]
    prices: dict[tuple[str, int], Price]  # (component, months of the billing period)
    scheme: str = "inclusive"
    cycle: str = "anniversary"
    cycle_day: int = 0
    on_stop: str | None = None
    keep_net_of: int | None = None  # percent of tax in the prices as listed (R12)

    def kept(self, rate: int) -> Fraction:
        """What the price of a day is multiplied by, so that its net stays what it was (R12)."""
        return Fraction(1) if self.keep_net_of is None else Fraction(100 + rate, 100 + self.keep_net_of)


@dataclasses.dataclass
class Use:
    """A record of what was used; of those that replace one the last entered counts (R47)."""
    component: str
    day: Day
    quantity: Fraction
    key: str
    replaces: str = ""


@dataclasses.dataclass
class Event:
    """A fact in force from its day on; facts of a day hold in the order of entry (R27)."""
    day: Day
    entry: int
    kind: str
    values: dict


@dataclasses.dataclass(frozen=True)
class State:
    """What holds on a day."""
    tariff: str
    term: int          # months; 0: open-ended
    billing: int       # months
    quantities: tuple
    stops: frozenset   # of (reason, first day)
    ended: bool
    switched_on: Day   # of the start or the last switch
    priced_on: Day     # of the start, as it was ordered, or the last switch: its prices are fixed then (R21, R37)
    paid_on: Day | None  # of the last payment after days without service: counted anew (R11b)
    promised_on: Day | None  # first day of the term that was ordered then: its price was promised (R37)


class World:
    def __init__(self, tariffs: dict[str, list[Version]], taxes: dict[str, list[tuple[Day, int]]]) -> None:
        self.tariffs = tariffs
        self.taxes = taxes

    def version(self, tariff: str, day: Day) -> Version:
        return [v for v in self.tariffs[tariff] if v.valid_from <= day][-1]

    def rate(self, tax_class: str, day: Day) -> int:
        return [percent for start, percent in self.taxes[tax_class] if start <= day][-1]


class Life:
    """One subscription: its facts, and what they cost up to the day of the last run."""

    def __init__(self, world: World, events: list[Event], discount: int, usage: list[Use],
                 as_of: Day, base: Life | None = None, auto_off: Day | None = None,
                 term_end: Day | None = None) -> None:
        self.world, self.discount, self.usage, self.as_of, self.base = world, discount, usage, as_of, base
        self.auto_off = auto_off
        self.term_end = term_end  # as it was decided, where renewals need money (R1)
        self.events = sorted(events, key=lambda e: (e.day, e.entry))
        self.start = next(e.day for e in self.events if e.kind == "started")
        self.horizon = as_of + ONE * 420  # a year that began with the last run lies before it
        self._states: dict[Day, State] = {}
        self._walk()
        self._eras()
        self.end = self._end()

    # Facts ---------------------------------------------------------------------------------------

    def _walk(self) -> None:
        """The state of every day, from the facts up to and with it."""
        now: dict = {"ended": False, "quantities": {}, "paid_on": None, "promised_on": None}
        stops: dict[str, Day] = {}
        position = 0
        for day in days(self.start, self.horizon):
            while position < len(self.events) and self.events[position].day <= day:
                event = self.events[position]
                position += 1
                if event.kind == "quantity":
                    now["quantities"][event.values["component"]] = event.values["quantity"]
                elif event.kind == "stopped":
                    stops.setdefault(event.values["reason"], event.day)
                elif event.kind == "resumed":
                    of_money = event.values.get("paid", False)
                    stops = {reason: since for reason, since in stops.items()
                             if (reason in ("non_payment", "lapsed")) != of_money}
                    if event.values.get("anew"):
                        now["paid_on"] = event.day
                        now["promised_on"] = event.values["promised_on"]
                elif event.kind == "ended":
                    now["ended"] = True
                else:
                    now.update({k: v for k, v in event.values.items() if k not in ("quantities", "ordered_on")})
                    now["switched_on"] = event.day
                    now["priced_on"] = event.values.get("ordered_on", event.day)
                    now["quantities"] = {**now["quantities"], **event.values.get("quantities", {})}
            self._states[day] = State(now["tariff"], now["term"], now["billing"],
                                      tuple(sorted(now["quantities"].items())), frozenset(stops.items()), now["ended"],
                                      now["switched_on"], now["priced_on"], now["paid_on"],
                                      now["promised_on"])

    def _shape(self, day: Day) -> tuple:
        """What must stay equal for the anchor to stay (R19)."""
        state = self._states[day]
        version = self.world.version(state.tariff, state.switched_on)
        return state.term, state.billing, version.cycle, version.cycle_day, state.paid_on

    def _eras(self) -> None:
        """Stretches of days counted from one anchor: (first day, anchor as year, month, day, months)."""
        self.eras: list[tuple[Day, tuple[int, int, int], int, int]] = []
        before = None
        for day in days(self.start, self.horizon):
            shape = self._shape(day)
            if shape != before:
                self.eras.append((day, self._anchor(day, shape), shape[1], shape[0]))
                before = shape

    @staticmethod
    def _anchor(day: Day, shape: tuple) -> tuple[int, int, int]:
        """The first boundary on or after the day, its day of month uncut (R18)."""
        _, _, cycle, cycle_day, _ = shape
        if cycle == "anniversary":
            return day.year, day.month, day.day
        wanted = 1 if cycle == "calendar" else cycle_day
        for ahead in (0, 1):
            boundary = months_later(day.year, day.month, wanted, ahead)
            if boundary >= day:
                return boundary.year, boundary.month, wanted
        raise AssertionError

    def era_of(self, day: Day) -> int:
        return max(i for i, era in enumerate(self.eras) if era[0] <= day)

    def period_of(self, day: Day) -> tuple[Day, Day, Day]:
        """The anchored period that holds the day, uncut, and the first day of its era."""
        first, (year, month, anchor_day), months, _ = self.eras[self.era_of(day)]
        k = -2
        while months_later(year, month, anchor_day, (k + 1) * months) <= day:
            k += 1
        return (months_later(year, month, anchor_day, k * months),
                months_later(year, month, anchor_day, (k + 1) * months), first)

    def term_starts(self, day: Day) -> Day:
        """First day of the term that holds the day: its price version is the term's (R20, R21)."""
        first, (year, month, anchor_day), _, term = self.eras[self.era_of(day)]
        begun = first
        j = 1
        while term and months_later(year, month, anchor_day, j * term) <= day:
            begun = months_later(year, month, anchor_day, j * term)
            j += 1
        return begun

    def _end(self) -> Day:
        """First day after the life: its own end, its base's, or the end of a term that is not renewed."""
        end = self.horizon
        for day in days(self.start, self.horizon):
            if self._states[day].ended:
                end = day
                break
        if self.base is not None:
            end = min(end, self.base.end)
        if self.term_end is not None:
            return min(end, self.term_end)
        for day in days(self.start, end):
            _, (year, month, anchor_day), _, term = self.eras[self.era_of(day)]
            boundary = self.term_starts(day) == day and day != self.eras[self.era_of(day)][0]
            off = self.auto_off is not None and day > self.auto_off  # the boundary of its day is over (R11b)
            if term and boundary and (day > self.as_of or off):
                return day
        return end

    # Money ---------------------------------------------------------------------------------------

    def version_on(self, day: Day) -> Version:
        state = self._states[day]
        begun = self.term_starts(day) if state.term else state.priced_on  # without a term no other begins
        if begun == self.start:
            begun = state.priced_on  # the first term has what was ordered (R37)
        if begun == state.paid_on and state.promised_on is not None:
            begun = state.promised_on
        return self.world.version(state.tariff, max(begun, state.priced_on))

    def component(self, code: str, day: Day) -> Component | None:
        return next((c for c in self.version_on(day).components if c.code == code), None)

    def active(self, component: Component, day: Day, begun: Day) -> bool:
        """Whether the day is charged, of a period begun on a day: it is not stopped, nor its base, or the stop
        leaves it as it is (R15)."""
        stops = [stop for life in (self, self.base) if life is not None for stop in life._states[day].stops]
        return all(self.charged_while(reason, since, component, day, begun) for reason, since in stops)

    def charged_while(self, reason: str, since: Day, component: Component, day: Day, begun: Day) -> bool:
        if reason in ("by_administrator", "lapsed"):
            return False
        if reason in ("violation", "non_payment"):
            return begun < since
        if (policy := self.version_on(day).on_stop) is not None:
            return policy == "charge"
        return component.kind == "recurring" and component.timing == "in_advance" and not component.daily

    def quantity(self, code: str, day: Day) -> Fraction:
        return Fraction(dict(self._states[day].quantities).get(code, 1))

    def whole_price(self, component: Component, day: Day) -> Fraction:
        """Of one full billing period at the terms of the day, after discounts (R22, R38)."""
        price = self.version_on(day).prices[component.code, self._states[day].billing]
        quantity = max(self.quantity(component.code, day) - component.included, Fraction(0))
        return price.amount * quantity * (100 - self.discount) / 100

    @staticmethod
    def counted(proration: str, start: Day, end: Day, day: Day) -> Fraction:
        """The share of the period that lies before the day."""
        gone, whole = (day - start).days, (end - start).days
        if proration == "fixed_30":
            months = round(whole / Fraction(304, 10))
            return Fraction(1) if gone >= whole else Fraction(min(gone, 30 * months), 30 * months)
        return Fraction(gone, whole)

    def share(self, component: Component, start: Day, end: Day, day: Day) -> Fraction:
        if component.proration == "calendar_month_days":
            return Fraction(1, calendar.monthrange(day.year, day.month)[1])
        return (self.counted(component.proration, start, end, day + ONE)
                - self.counted(component.proration, start, end, day))

    def due(self, component: Component, start: Day, end: Day) -> bool:
        return (start if component.timing == "in_advance" else end) <= self.as_of

    def codes(self) -> set[str]:
        return {c.code for versions in self.world.tariffs.values() for v in versions for c in v.components}

    def periods(self) -> list[tuple[Day, list[Day]]]:
        """Every anchored period with the days of the life in it: (uncut start, days)."""
        found: list[tuple[Day, list[Day]]] = []
        era = None
        for day in days(self.start, min(self.end, self.horizon - ONE * 40)):
            start, _, first = self.period_of(day)
            if (start, first) != era:
                found.append((start, []))
                era = (start, first)
            found[-1][1].append(day)
        return found

    def cost(self) -> dict[tuple, tuple[Fraction, Fraction]]:
        """(component, uncut start of the period, rate) -> (gross, tax)."""
        units: dict[tuple, tuple[Fraction, Fraction]] = {}
        for code in self.codes():
            for start, life in self.periods():
                for (rate, scheme), amount in self.rated(code, start, life).items():
                    gross, tax = self.taxed(amount, rate, scheme)
                    if self.component(code, life[0]).kind == "one_off":  # it has no period but its day
                        start = self.start
                    before = units.get((code, start, rate), (Fraction(0), Fraction(0)))
                    units[code, start, rate] = (before[0] + gross, before[1] + tax)
        return {unit: sums for unit, sums in units.items() if sums != (0, 0)}

    @staticmethod
    def taxed(amount: Fraction, rate: int, scheme: str) -> tuple[Fraction, Fraction]:
        """Gross and tax of a unit's sum in its scheme (R5, R12)."""
        if scheme == "inclusive":
            return amount, rounded(amount * rate / (100 + rate))
        tax = rounded(amount * rate / 100)
        return amount + tax, tax

    def rated(self, code: str, start: Day, life: list[Day]) -> dict[tuple[int, str], Fraction]:
        """Sums of the unit's days by rate and scheme, in the price's own scheme."""
        known = [(day, self.component(code, day)) for day in life]
        served = [(day, c) for day, c in known if c is not None]
        if not served:
            return {}
        kind = served[0][1].kind
        if kind == "one_off":
            return self.once(code, life)
        if kind == "metered":
            return self.metered(served, life)
        active = [(day, c) for day, c in served if self.active(c, day, life[0])]
        if not active:
            return {}
        _, end, _ = self.period_of(life[0])
        sums: dict[tuple[int, str], Fraction] = defaultdict(Fraction)
        if active[0][1].daily:
            return self.by_day(active, start, end)
        if not self.due(active[0][1], life[0], life[-1] + ONE):
            return {}
        exact = Fraction(0)
        before = Fraction(0)
        if active[0][1].proration in ("whole_up", "none"):
            prices = [self.whole_price(c, day) for day, c in active]
            whole = max(prices) if active[0][1].proration == "whole_up" else prices[0]
            hull = days(active[0][0], active[-1][0] + ONE)
            pieces = [(day, whole / len(hull), active[0][1]) for day in hull]
        else:
            pieces = [(day, self.whole_price(c, day) * self.share(c, start, end, day), c) for day, c in active]
        for day, piece, component in pieces:  # rounded cumulatively along the period (R3)
            rate, version = self.world.rate(component.tax_class, day), self.version_on(day)
            exact += piece * version.kept(rate)
            part = rounded(exact) - before
            before += part
            sums[rate, version.scheme] += part
        return sums

    def by_day(self, active: list, start: Day, end: Day) -> dict[tuple[int, str], Fraction]:
        """Each day a charge of its own, truncated to four digits (R17, V06)."""
        sums: dict[tuple[int, str], Fraction] = defaultdict(Fraction)
        for day, component in active:
            if self.due(component, day, day + ONE):
                exact = self.whole_price(component, day) * self.share(component, start, end, day)
                rate, version = self.world.rate(component.tax_class, day), self.version_on(day)
                sums[rate, version.scheme] += rounded(exact * version.kept(rate), 4, "truncate")
        return sums

    def once(self, code: str, life: list[Day]) -> dict[tuple[int, str], Fraction]:
        """On the paid start, never prorated (R51)."""
        component = self.component(code, self.start)
        if life[0] != self.start or component is None or self.start > self.as_of:
            return {}
        version = self.version_on(self.start)
        rate = self.world.rate(component.tax_class, self.start)
        return {(rate, version.scheme): rounded(self.whole_price(component, self.start) * version.kept(rate))}

    def not_replaced(self) -> list[Use]:
        """The records that no other has replaced, in the order of entry (R47)."""
        return [record for entry, record in enumerate(self.usage)
                if all(other.replaces != record.key for other in self.usage)
                and (not record.replaces or all(other.replaces != record.replaces for other in self.usage[entry + 1:]))]

    def metered(self, served: list, life: list[Day]) -> dict[tuple[int, str], Fraction]:
        """All use of the period, counted on over tiers; by tariff (R23) and by rate (R46)."""
        if not self.due(served[0][1], life[0], life[-1] + ONE):
            return {}
        used: dict[Day, Fraction] = defaultdict(Fraction)
        for record in self.not_replaced():
            if record.component == served[0][1].code:
                used[record.day] += record.quantity
        sums: dict[tuple[int, str], Fraction] = defaultdict(Fraction)
        exact = before = count = Fraction(0)
        tariff = None
        for day, component in served:
            if self._states[day].tariff != tariff:
                tariff, count = self._states[day].tariff, Fraction(0)
            price = self.version_on(day).prices[component.code, self._states[day].billing]
            piece = self.tiered(price, count + used[day]) - self.tiered(price, count)
            count += used[day]
            rate, version = self.world.rate(component.tax_class, day), self.version_on(day)
            exact += piece * version.kept(rate) * (100 - self.discount) / 100
            part = rounded(exact) - before
            before += part
            sums[rate, version.scheme] += part
        return sums

    @staticmethod
    def tiered(price: Price, quantity: Fraction) -> Fraction:
        """The first units at the price of their tier, the rest at the price of the row."""
        total, below = Fraction(0), 0
        for up_to, amount in price.tiers:
            total += max(min(quantity, Fraction(up_to)) - below, Fraction(0)) * amount
            below = up_to
        return total + max(quantity - below, Fraction(0)) * price.amount
