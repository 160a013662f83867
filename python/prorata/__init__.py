"""Billing as a library: exact, explained, embedded.

A book holds everything, in memory or in one SQLite file; `Engine` is its front door.

>>> import prorata
>>> with prorata.Engine() as book:
...     context = prorata.Context("2026-01-01T09:00:00Z", "admin:1", "setup-1")
...     answer = book.add_account(context, number="acme", currency="RUB", zone="Europe/Moscow")
...     answer.value["account"]
'acme'
"""

from . import codes, scenario
from ._codes import *  # noqa: F403  a class for each fault code
from ._codes import __all__ as _fault_classes
from ._core import version as __version__
from ._queries import QueryName
from .engine import Engine, Explanation, Invoice, open
from .errors import Declined, Fault
from .rows import Column, Row, Rows
from .values import Answer, Context, Decline, Finding, Money, RunReport, Term

__all__ = [
    "Answer", "Column", "Context", "Decline", "Declined", "Engine", "Explanation", "Fault", "Finding", "Invoice",
    "Money", "QueryName", "Row", "Rows", "RunReport", "Term", "__version__", "codes", "open", "scenario",
    *(name for name in _fault_classes if name != "CLASSES"),
]
