"""Documents as people read them: parties, lines, totals, and why each line is what it is."""

from __future__ import annotations

import datetime
import itertools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from ..engine import Engine
from ..rows import Row
from .figures import Figures

__all__ = ["Document", "Line", "Reason", "documents_of", "shared"]


@dataclass
class Reason:
    """The sentence of a charge, by language, and how many charges of the line are like it."""

    text: dict[str, str]
    charges: int


@dataclass
class Line:
    """One unit: a component in one period at one rate of tax (R48)."""

    title: str
    subscription: str
    starts_on: datetime.date
    ends_on: datetime.date
    quantity: str
    tax_rate: str
    total: Decimal
    tax: Decimal
    reasons: list[Reason]
    of: Decimal | None = None  # the charges come to this, where the document holds a part of them
    before: Decimal | None = None  # of a correction
    cause: str = ""


@dataclass
class Document:
    """An invoice, act or correction, with its lines."""

    kind: str
    number: str
    state: str
    issued_on: datetime.date
    starts_on: datetime.date
    ends_on: datetime.date
    currency: str
    total: Decimal
    tax: Decimal
    seller: str
    payer: str
    requisites: dict[str, str]
    lines: list[Line]

    @property
    def telling(self) -> int:
        """The line with the most reasons, the first of several."""
        return max(range(len(self.lines)), key=lambda place: (len(self.lines[place].reasons), -place), default=0)

    @property
    def reasons(self) -> int:
        """Of that line; of at most four, which a reader still likes to read."""
        return min(4, len(self.lines[self.telling].reasons)) if self.lines else 0


Unit = tuple[str, str, datetime.date, str, str]


def _unit(row: Row) -> Unit:
    return row.subscription, row.component, row.period_on, row.tax_rate or "", str(row.tax_scheme)


class _Account:
    """The charges of an account, by unit."""

    def __init__(self, book: Engine, account: str) -> None:
        self.charges = list(book.show("charge", account=account))
        self.units: dict[Unit, list[Row]] = defaultdict(list)
        for charge in self.charges:
            self.units[_unit(charge)].append(charge)


def documents_of(book: Engine, figures: Figures, most: int) -> list[Document]:
    """The latest documents, newest first, one of each account and kind before the second of any."""
    shown = sorted(book.show("document"), key=lambda row: (row.issued_on, row.id), reverse=True)
    accounts: dict[str, _Account] = {}
    found = []
    for row in _varied(shown, most):
        if row.account not in accounts:
            accounts[row.account] = _Account(book, row.account)
        found.append(_document(book, figures, row, accounts[row.account]))
    return found


def _varied(rows: list[Row], most: int) -> list[Row]:
    seen: dict[tuple[str, str], int] = defaultdict(int)
    ranked = []
    for place, row in enumerate(rows):
        ranked.append((seen[row.account, str(row.kind)], place, row))
        seen[row.account, str(row.kind)] += 1
    chosen = sorted(ranked, key=lambda one: one[:2])[:most]
    return [row for _, _, row in sorted(chosen, key=lambda one: one[1])]


def _document(book: Engine, figures: Figures, row: Row, account: _Account) -> Document:
    payer = figures.accounts[row.account]
    kind = str(row.kind)
    [stored] = book.show(kind, id=row.id)  # type: ignore[arg-type]  # every kind is a table
    own = list(book.show(f"{kind}_line", **{kind: row.id}))  # type: ignore[arg-type]
    lines = [_own_line(book, figures, account, line) for line in own] or _charged(book, figures, account, stored)
    return Document(kind, row.number, str(row.state), row.issued_on, row.starts_on, row.ends_on, row.currency, row.total,
                    row.tax, figures.sellers.get(row.seller, row.seller), payer.payer_name(row.payer),
                    payer.payers.get(row.payer, {}), lines)


def _own_line(book: Engine, figures: Figures, account: _Account, stored: Row) -> Line:
    charges = [charge for charge in account.units[_unit(stored)]
               if charge.starts_on < stored.ends_on and stored.starts_on < charge.ends_on]
    line = _line(book, figures, charges, stored)
    line.starts_on, line.ends_on, line.total, line.tax = stored.starts_on, stored.ends_on, stored.total, stored.tax
    charged = sum((charge.amount for charge in charges), Decimal(0))
    if "cause" in stored:
        line.before, line.cause = stored.before_total, str(stored.cause)
    elif charged != stored.total:
        line.of = charged
    return line


def _charged(book: Engine, figures: Figures, account: _Account, stored: Row) -> list[Line]:
    """A document without lines of its own has those of its charges, unit by unit."""
    if stored.first_charge is None:
        return []
    listed = range(stored.first_charge, stored.first_charge + stored.charges)
    charges = sorted((charge for charge in account.charges if charge.id in listed), key=lambda one: (_unit(one), one.id))
    lines = [_line(book, figures, list(group), stored) for _, group in itertools.groupby(charges, key=_unit)]
    for line, total, tax in zip(lines, shared(stored.total, [line.total for line in lines]),
                                shared(stored.tax, [line.tax for line in lines]), strict=True):
        line.total, line.tax = total, tax
    return lines


def _line(book: Engine, figures: Figures, charges: list[Row], stored: Row) -> Line:
    if not charges:  # all of the unit was taken back since, or lies in other days
        return Line(figures.title_of("", stored.component), stored.subscription, stored.starts_on, stored.ends_on, "",
                    stored.tax_rate or "", Decimal(0), Decimal(0), [])
    first = charges[0]
    quantities = dict.fromkeys(f"{charge.quantity.normalize():f}" for charge in charges if charge.sign >= 0)
    return Line(figures.title_of(first.offer, first.component), first.subscription, min(charge.starts_on for charge in charges),
                max(charge.ends_on for charge in charges), " → ".join(quantities), first.tax_rate or "",
                sum((charge.amount for charge in charges), Decimal(0)), sum((charge.tax for charge in charges), Decimal(0)),
                list(_reasons(book, charges)))


def _reasons(book: Engine, charges: list[Row]) -> Iterable[Reason]:
    """One sentence for charges that differ in nothing but their day, as those charged daily do."""
    def alike(charge: Row) -> tuple[object, ...]:
        return charge.offer, charge.sign, charge.quantity, charge.discount, charge.denominator, charge.amount

    for _, group in itertools.groupby(charges, key=alike):
        together = list(group)
        yield Reason({language: str(book.explain(together[0].id, language)) for language in ("en", "ru")}, len(together))


def shared(total: Decimal, parts: list[Decimal]) -> list[Decimal]:
    """The parts in the digits of the total, which they add up to, by largest remainder (R7).

    >>> shared(Decimal("1.00"), [Decimal("0.3333"), Decimal("0.3333"), Decimal("0.3334")])
    [Decimal('0.33'), Decimal('0.33'), Decimal('0.34')]
    """
    step = Decimal(1).scaleb(int(total.as_tuple().exponent))
    whole = [part.quantize(step, ROUND_FLOOR) for part in parts]
    missing = int((total - sum(whole, Decimal(0))) / step)
    rests = sorted(range(len(parts)), key=lambda i: (whole[i] - parts[i], i), reverse=missing < 0)
    for turn in range(abs(missing) if parts else 0):
        whole[rests[turn % len(parts)]] += step if missing > 0 else -step
    return whole
