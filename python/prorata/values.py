"""What goes into commands and comes out of them: values, exact and of the standard library.

Everything crosses the border as the text of the scenario files. A binary floating-point number is
refused everywhere, because it is not what was written.
"""

from __future__ import annotations

import datetime
import enum
import html
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NoReturn

from . import _core
from ._codes import DeclineCode
from .errors import Declined

__all__ = ["Answer", "Argument", "Context", "Decline", "Finding", "Money", "Progress", "RunReport", "Term"]

RoundingMode = Literal["half_up", "half_even", "floor", "ceiling", "truncate"]


def _refuse_float(value: object, what: str) -> NoReturn:
    raise TypeError(f"{what} is the binary floating-point number {value!r}, which is rarely what was "
                    f"written; give decimal.Decimal(\"{value}\"), an int or a str")


def _decimal_text(number: Decimal | int, what: str) -> str:
    if isinstance(number, bool) or not isinstance(number, (Decimal, int)):
        if isinstance(number, float):
            _refuse_float(number, what)
        raise TypeError(f"{what} is a {type(number).__name__}; give a decimal.Decimal or an int")
    if isinstance(number, Decimal) and not number.is_finite():
        raise ValueError(f"{what} is {number}; give a finite number")
    return format(number, "f") if isinstance(number, Decimal) else str(number)


@dataclass(frozen=True, order=False)
class Money:
    """An exact amount of one currency in whole minor units, for example 12.50 RUB.

    >>> price = Money(Decimal("12.50"), "RUB")
    >>> price + Money.parse("0.50 RUB"), str(-price)
    (Money('13.00 RUB'), '-12.50 RUB')
    >>> Money.parse("100.00 RUB").allocate([1, 1, 1])
    [Money('33.34 RUB'), Money('33.33 RUB'), Money('33.33 RUB')]
    >>> Money(12.5, "RUB")
    Traceback (most recent call last):
    TypeError: amount is the binary floating-point number 12.5, which is rarely what was written; \
give decimal.Decimal("12.5"), an int or a str

    Raises:
        TypeError: for a float. InvalidArgument, Inexact, Overflow, NotFound: as `prorata.Error`s,
            for what is no number, has more digits than the currency, is too large, no currency.
            CurrencyMismatch: where two currencies meet.
    """

    amount: Decimal
    currency: str

    def __init__(self, amount: Decimal | int | str, currency: str) -> None:
        text = amount if isinstance(amount, str) else _decimal_text(amount, "amount")
        number, code = _core.money_text(f"{text} {currency}").split(" ")
        object.__setattr__(self, "amount", Decimal(number))
        object.__setattr__(self, "currency", code)

    @classmethod
    def parse(cls, text: str) -> Money:
        """Reads "12.50 RUB"."""
        amount, _, currency = text.rpartition(" ")
        return cls(amount, currency)

    @classmethod
    def rounded(cls, amount: Decimal | int | str, currency: str, mode: RoundingMode = "half_up") -> Money:
        """Rounds a finer sum, of at most four more digits than the currency has, to minor units.

        >>> Money.rounded("22.4137", "RUB"), Money.rounded("-0.005", "RUB", "half_even")
        (Money('22.41 RUB'), Money('0.00 RUB'))
        """
        text = amount if isinstance(amount, str) else _decimal_text(amount, "amount")
        return cls.parse(_core.round_money(f"{text} {currency}", mode))

    def allocate(self, weights: Sequence[int]) -> list[Money]:
        """Splits by weights and loses nothing; zero weights get zero, a tie goes to the earlier."""
        return [Money.parse(part) for part in _core.allocate(str(self), list(weights))]

    def _same(self, other: Money) -> Decimal:
        if self.currency != other.currency:
            from ._codes import CurrencyMismatch
            raise CurrencyMismatch(f"{self} and {other} are of different currencies")
        return other.amount

    def __add__(self, other: Money) -> Money:
        return Money(self.amount + self._same(other), self.currency) if isinstance(other, Money) else NotImplemented

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount - self._same(other), self.currency) if isinstance(other, Money) else NotImplemented

    def __neg__(self) -> Money:
        return Money(-self.amount, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.amount < self._same(other) if isinstance(other, Money) else NotImplemented

    def __le__(self, other: Money) -> bool:
        return self.amount <= self._same(other) if isinstance(other, Money) else NotImplemented

    def __gt__(self, other: Money) -> bool:
        return self.amount > self._same(other) if isinstance(other, Money) else NotImplemented

    def __ge__(self, other: Money) -> bool:
        return self.amount >= self._same(other) if isinstance(other, Money) else NotImplemented

    def __bool__(self) -> bool:
        return bool(self.amount)

    def __str__(self) -> str:
        return f"{self.amount:f} {self.currency}"

    def __repr__(self) -> str:
        return f"Money('{self}')"


@dataclass(frozen=True)
class Term:
    """A length of time as contracts say it: P1M is no number of days, P365D is not P1Y.

    >>> Term("P1M"), Term.of(datetime.timedelta(days=30)), Term("P1M") == Term("P30D")
    (Term('P1M'), Term('P30D'), False)

    Raises:
        InvalidArgument: for anything but ISO 8601 with one unit, 1 to 9999 of it.
    """

    text: str

    def __init__(self, text: str) -> None:
        object.__setattr__(self, "text", _core.term_text(text))

    @classmethod
    def of(cls, length: datetime.timedelta) -> Term:
        """Whole days, or whole hours."""
        hours, rest = divmod(length, datetime.timedelta(hours=1))
        if rest or hours <= 0:
            raise ValueError(f"{length!r} is no whole number of hours from 1")
        return cls(f"P{hours // 24}D" if hours % 24 == 0 else f"PT{hours}H")

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Term('{self.text}')"


Argument = (str | int | bool | Decimal | datetime.date | datetime.timedelta | Money | Term | enum.Enum
            | Mapping[str, "str | int | Decimal"] | None)


#: Told after each batch of a run: accounts and charges so far. False cancels the run.
Progress = Callable[[int, int], "bool | None"]


def text_of(value: object, what: str) -> str:
    """The text of an argument as the library reads it."""
    if isinstance(value, float):
        _refuse_float(value, what)
    if isinstance(value, enum.Enum):
        return text_of(value.value if isinstance(value.value, str) else value.name, what)
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (Decimal, int)):
        return _decimal_text(value, what)
    if isinstance(value, datetime.datetime):
        if value.tzinfo is None or value.utcoffset() is None:
            raise ValueError(f"{what} is {value!r} without a zone; give tzinfo=datetime.timezone.utc "
                             "or zoneinfo.ZoneInfo(\"Europe/Moscow\")")
        return value.astimezone(datetime.timezone.utc).replace(tzinfo=None).isoformat() + "Z"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.timedelta):
        return str(Term.of(value))
    if isinstance(value, (Money, Term)):
        return str(value)
    raise TypeError(f"{what} is a {type(value).__name__}; give a str, int, bool, Decimal, date, aware datetime, "
                    "Term, timedelta or Money")


def arguments_of(arguments: Mapping[str, Argument]) -> list[tuple[str, str]]:
    """Arguments as text by field; what is None is left out, a mapping becomes name.key."""
    pairs: list[tuple[str, str]] = []
    for name, value in arguments.items():
        if isinstance(value, Mapping):
            pairs += [(f"{name}.{key}", text_of(given, f"{name}.{key}")) for key, given in value.items()]
        elif value is not None:
            pairs.append((name, text_of(value, name)))
    return pairs


@dataclass(frozen=True)
class Context:
    """When it is, who asks, and under which key: the first argument of every command.

    The library has no clock: `at` is what "now" means for the command. The key makes a retry
    harmless: the same key with the same request gets the stored answer, with another one a fault.

    >>> Context("2026-01-15T09:00:00Z", "user:17", "order-4711").at
    datetime.datetime(2026, 1, 15, 9, 0, tzinfo=datetime.timezone.utc)
    """

    at: datetime.datetime
    actor: str
    key: str

    def __init__(self, at: datetime.datetime | str, actor: str, key: str) -> None:
        object.__setattr__(self, "at", instant(_core.instant_text(text_of(at, "at"))))
        object.__setattr__(self, "actor", actor)
        object.__setattr__(self, "key", key)


def instant(text: str) -> datetime.datetime:
    """An instant of the library, in UTC."""
    whole, _, fraction = text.removesuffix("Z").partition(".")
    return datetime.datetime.fromisoformat(whole).replace(
        microsecond=int(fraction.ljust(6, "0") or "0"), tzinfo=datetime.timezone.utc)


class Answer(Mapping[str, str]):
    """What a command answered: texts by name, in the order of its documentation, and typed on demand.

    >>> answer = Answer({"total": "1500.00 RUB", "from": "2026-01-10"})
    >>> answer["total"], answer.money("total"), answer.date("from")
    ('1500.00 RUB', Money('1500.00 RUB'), datetime.date(2026, 1, 10))
    >>> answer.declined, answer.value is answer
    (False, True)
    """

    declined: Literal[False] = False

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = dict(values)

    @property
    def value(self) -> Answer:
        """Itself; of a Decline it raises Declined. So `book.pay(…).value["balance"]` is short and safe."""
        return self

    def money(self, name: str) -> Money:
        return Money.parse(self[name])

    def date(self, name: str) -> datetime.date:
        return datetime.date.fromisoformat(self[name])

    def integer(self, name: str) -> int:
        return int(self[name])

    def __getitem__(self, name: str) -> str:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Answer({self._values!r})"

    def __bool__(self) -> Literal[True]:
        return True


@dataclass(frozen=True)
class Decline:
    """A business answer "no", which the caller is expected to handle: it is false.

    >>> decline = Decline(DeclineCode.over_limit, "120.00 RUB are needed, 100.00 RUB are free")
    >>> bool(decline), str(decline)
    (False, 'over_limit: 120.00 RUB are needed, 100.00 RUB are free')
    """

    code: DeclineCode
    message: str

    @property
    def declined(self) -> Literal[True]:
        return True

    @property
    def value(self) -> NoReturn:
        """There is none. Raises: Declined."""
        raise Declined(self.code, self.message)

    def __bool__(self) -> Literal[False]:
        return False

    def __str__(self) -> str:
        return f"{self.code.name}: {self.message}"


class RunReport(Answer):
    """What a billing run did. "Nothing due" is a report of zeros.

    >>> report = RunReport({"run": "1", "accounts": "2", "charges": "5"})
    >>> report.run, report.accounts, report.charges
    (1, 2, 5)
    """

    @property
    def run(self) -> int:
        """Its number; 0 if a run with the same or a later instant was there (R55)."""
        return self.integer("run")

    @property
    def accounts(self) -> int:
        """How many accounts were looked at."""
        return self.integer("accounts")

    @property
    def charges(self) -> int:
        """How many charges were written."""
        return self.integer("charges")

    def __repr__(self) -> str:
        return f"RunReport({self._values!r})"

    def _repr_html_(self) -> str:
        names = "".join(f"<th>{html.escape(name)}</th>" for name in self)
        cells = "".join(f"<td>{html.escape(text)}</td>" for text in self.values())
        return f"<table><caption>run</caption><thead><tr>{names}</tr></thead><tbody><tr>{cells}</tr></tbody></table>"


@dataclass(frozen=True)
class Finding:
    """A row that breaks a rule of the books (docs/reference/verify.md)."""

    rule: str
    table: str
    row: int
    message: str
