"""The figures of a report: read from a book by its queries, added up exactly."""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ..engine import Engine
from ..rows import Row

__all__ = ["AGES", "Account", "Credit", "Figures", "Month", "figures_of", "of_currency"]

#: Days behind the due day from which a debt belongs to an age; the first one is not due yet.
AGES = [("not due", None), ("1–15 days", 1), ("16–30 days", 16), ("31–60 days", 31), ("over 60 days", 61)]

Sums = dict[str, Decimal]


def of_currency(sums: dict[tuple[str, str], Decimal], currency: str) -> Sums:
    """Those of one currency, by what else tells them apart."""
    return {name: amount for (code, name), amount in sums.items() if code == currency}


def _sums() -> Sums:
    return defaultdict(Decimal)


@dataclass
class Month:
    """What was booked in one month, by currency."""

    first: datetime.date
    counts: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))  # by currency, and what
    charged: Sums = field(default_factory=_sums)
    invoiced: Sums = field(default_factory=_sums)
    rendered: Sums = field(default_factory=_sums)
    paid: Sums = field(default_factory=_sums)
    taxes: dict[tuple[str, str], Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    products: dict[tuple[str, str], Decimal] = field(default_factory=lambda: defaultdict(Decimal))

    @property
    def name(self) -> str:
        return f"{self.first:%Y-%m}"


@dataclass
class Credit:
    """How an account's credit limit is used (R39); the parts add up to the limit."""

    account: str
    name: str
    currency: str
    limit: Decimal
    overdue: Decimal
    awaiting: Decimal
    spent: Decimal
    available: Decimal
    unavailable: Decimal
    blocked: bool

    @property
    def parts(self) -> list[tuple[str, Decimal]]:
        return [("overdue", self.overdue), ("awaiting", self.awaiting), ("spent", self.spent),
                ("unavailable", self.unavailable), ("available", self.available)]


@dataclass
class Account:
    """Who is billed, and the names on its documents."""

    number: str
    currency: str
    terms: str
    payers: dict[str, dict[str, str]]

    def payer_name(self, code: str) -> str:
        return self.payers.get(code, {}).get("name") or f"{self.number} / {code}"


@dataclass
class Figures:
    """Everything that a report shows but its documents."""

    at: datetime.date
    currencies: list[str]
    months: list[Month]
    accounts: dict[str, Account]
    sellers: dict[str, str]
    products: dict[str, str]
    tariffs: dict[str, str]
    components: dict[tuple[str, str], str]  # by tariff and component
    ages: dict[str, list[Decimal]]
    debtors: list[tuple[str, str, Decimal]]
    credits: list[Credit]
    subscriptions: dict[str, int]
    findings: int

    def total(self, what: str, currency: str) -> Decimal:
        """Of all months: "charged", "invoiced", "rendered" or "paid"."""
        return sum((getattr(month, what)[currency] for month in self.months), Decimal(0))

    def taxes(self, currency: str) -> Sums:
        """Of all months, by rate."""
        sums = _sums()
        for month in self.months:
            for rate, tax in of_currency(month.taxes, currency).items():
                sums[rate] += tax
        return sums

    def title_of(self, tariff: str, component: str) -> str:
        """Of a line: the titles of the tariff and the component, or their codes."""
        titles = [self.tariffs.get(tariff, tariff), self.components.get((tariff, component), component)]
        return ": ".join(dict.fromkeys(title for title in titles if title))


def figures_of(book: Engine, at: datetime.date) -> Figures:
    """Reads the figures of a book as of a day."""
    months: dict[datetime.date, Month] = {}

    def month_of(day: datetime.date) -> Month:
        first = day.replace(day=1)
        return months.setdefault(first, Month(first))

    catalog = _catalog(book)
    tariffs = {tariff["code"]: tariff.get("title") or tariff["code"] for tariff in catalog["tariffs"]}
    product_of = {tariff["code"]: tariff["product"] for tariff in catalog["tariffs"]}
    for charge in book.show("charge"):
        month = month_of(charge.charged_on)
        month.counts[charge.currency, "charges"] += 1
        month.charged[charge.currency] += charge.amount
        month.taxes[charge.currency, charge.tax_rate or ""] += charge.tax
        month.products[charge.currency, product_of.get(charge.offer, charge.offer)] += charge.amount
    for document in book.show("document"):
        month = month_of(document.issued_on)
        if str(document.kind) == "invoice":
            if str(document.state) == "voided":
                continue
            month.counts[document.currency, "invoices"] += 1
            month.invoiced[document.currency] += document.total
        else:
            month.counts[document.currency, "acts"] += 1
            month.rendered[document.currency] += document.total
    for payment in book.show("payment", kind="payment"):
        month = month_of(payment.paid_on)
        month.counts[payment.currency, "payments"] += 1
        month.paid[payment.currency] += payment.total
    accounts = _accounts(book)
    ages, debtors = _receivables(book, at)
    states: dict[str, int] = defaultdict(int)
    for subscription in book.show("subscription"):
        states[str(subscription.state)] += 1
    currencies = sorted({currency for month in months.values() for currency in [*month.charged, *month.paid]},
                        key=lambda code: -sum((month.charged[code] for month in months.values()), Decimal(0)))
    return Figures(
        at, currencies, [months[first] for first in sorted(months)], accounts,
        {seller.code: seller.name for seller in book.show("seller")},
        {product["code"]: product.get("title") or product["code"] for product in catalog["products"]}, tariffs,
        {(tariff["code"], component["code"]): component.get("title") or component["code"] for tariff in catalog["tariffs"]
         for version in tariff["versions"] for component in version["components"]},
        ages, debtors, _credits(book, accounts, at), dict(states), len(book.verify()))


def _catalog(book: Engine) -> dict[str, Any]:
    published = book.show("publication")
    if not len(published):
        return {"products": [], "tariffs": []}
    text = published[len(published) - 1]["content"]
    catalog: dict[str, Any] = json.loads(str(text))
    return {"products": [], "tariffs": []} | catalog


def _accounts(book: Engine) -> dict[str, Account]:
    payers: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    for payer in book.show("payer"):
        payers[payer.account][payer.code] = {}
    for requisite in book.show("requisite"):
        payers[requisite.account].setdefault(requisite.payer, {})[requisite.field] = requisite.value
    return {row.number: Account(row.number, row.currency, _code(row, "terms"), payers[row.number])
            for row in book.show("account")}


def _code(row: Row, *names: str) -> str:
    for name in names:
        if name in row:
            return str(row[name])
    return ""


def _receivables(book: Engine, at: datetime.date) -> tuple[dict[str, list[Decimal]], list[tuple[str, str, Decimal]]]:
    ages: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0)] * len(AGES))
    overdue: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for owed in book.show("receivable"):
        if owed.unpaid <= 0:
            continue
        late = (at - owed.due_on).days
        place = max(i for i, (_, since) in enumerate(AGES) if since is None or late >= since)
        ages[owed.currency][place] += owed.unpaid
        if late > 0:
            overdue[owed.account, owed.currency] += owed.unpaid
    debtors = sorted(((account, currency, sum_) for (account, currency), sum_ in overdue.items()),
                     key=lambda one: (one[1], -one[2], one[0]))
    return dict(ages), debtors


def _credits(book: Engine, accounts: dict[str, Account], at: datetime.date) -> list[Credit]:
    found = []
    for account in accounts.values():
        if account.terms != "credit":
            continue
        for row in book.show("credit", account=account.number, at=f"{at}T12:00:00Z"):
            name = next((one["name"] for one in account.payers.values() if "name" in one), account.number)
            found.append(Credit(account.number, name, row.currency, row.limit, row.overdue, row.awaiting, row.spent,
                                row.available, row.unavailable, bool(row.blocked)))
    return sorted(found, key=lambda one: (not one.blocked, one.available / one.limit if one.limit else Decimal(0), one.account))
