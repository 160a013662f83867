"""The page: figures and documents poured into a template that escapes every text."""

from __future__ import annotations

import datetime
import os
import pathlib
from decimal import ROUND_DOWN, Decimal
from typing import TYPE_CHECKING

from ..engine import Engine
from . import charts
from .documents import documents_of
from .figures import figures_of, of_currency
from .words import WORDS

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["day_of", "render", "write"]

_SIGNS = {"RUB": "₽", "KZT": "₸", "EUR": "€", "USD": "$"}
_THIN = "\u202f"


def write(book: Engine, path: str | os.PathLike[str], *, at: datetime.date | datetime.datetime | str, title: str = "prorata",
          language: str = "en", documents: int = 60) -> None:
    """Writes the report of a book to a file of HTML, self-contained.

    Args:
        book: Is only read.
        path: Is replaced if it is there.
        at: The day of the report: ages of debts and credit limits are told as of then.
        title: For people, any text.
        language: "en" or "ru", which the page shows first; the reader can change it.
        documents: So many of the latest invoices and acts are in it with their lines.

    Raises: ImportError without jinja2 and matplotlib (`pip install prorata[report]`).
    """
    pathlib.Path(path).write_text(render(book, at=at, title=title, language=language, documents=documents), encoding="utf-8")


def render(book: Engine, *, at: datetime.date | datetime.datetime | str, title: str = "prorata", language: str = "en",
           documents: int = 60) -> str:
    """The page as a text; see `write`."""
    if language not in ("en", "ru"):
        raise ValueError(f'language is {language!r}; give "en" or "ru"')
    day = day_of(at)
    figures = figures_of(book, day)
    from markupsafe import Markup  # charts are ours: matplotlib has escaped the texts in them

    shown = documents_of(book, figures, documents)
    if shown:  # the one that tells most stands first, open
        shown.insert(0, shown.pop(max(range(len(shown)), key=lambda place: (shown[place].reasons, -place))))
    flows = {(code, spoken): Markup(charts.flows(figures, code, spoken)) for code in figures.currencies for spoken in ("en", "ru")}
    return _environment().get_template("page.html").render(
        title=title, language=language, figures=figures, words=WORDS, documents=shown,
        products={code: Markup(charts.by_product(figures, code)) for code in figures.currencies},
        flows=flows)


def day_of(at: datetime.date | datetime.datetime | str) -> datetime.date:
    """The day of a moment, as it is written: a report of 1 April is told as of 1 April."""
    if isinstance(at, str):
        at = datetime.datetime.fromisoformat(at)
    return at.date() if isinstance(at, datetime.datetime) else at


def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(loader=PackageLoader("prorata.report"), autoescape=True, undefined=StrictUndefined,
                              trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(money=_money, exact=_exact, sign=lambda code: _SIGNS.get(code, code),
                               short=lambda day: f"{day:%d.%m.%Y}", last=lambda day: day - datetime.timedelta(days=1),
                               share=_share, of_currency=of_currency)
    return environment


def _money(amount: Decimal) -> str:
    """Two digits, as people see money: what is finer is cut off (R7); thousands apart."""
    return f"{amount.quantize(Decimal('0.01'), ROUND_DOWN):,.2f}".replace(",", _THIN).replace("-", "−")


def _exact(amount: Decimal) -> str:
    """At least two digits and all that there are."""
    digits = max(2, -int(amount.normalize().as_tuple().exponent))
    return f"{amount:,.{digits}f}".replace(",", _THIN).replace("-", "−")


def _share(part: Decimal, whole: Decimal) -> str:
    """Percent of a whole, for lengths on the screen."""
    return "0" if whole <= 0 else f"{max(Decimal(0), part) * 100 / whole:.3f}"
