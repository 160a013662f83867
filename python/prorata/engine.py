"""The front door of a book."""

from __future__ import annotations

import datetime
import html
import os
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, NoReturn, Protocol

from . import _core
from ._codes import DeclineCode, NotFound
from ._commands import Commands
from ._queries import QueryName
from .rows import Row, Rows, html_table
from .values import Answer, Argument, Context, Decline, Finding, Progress, arguments_of, text_of

__all__ = ["Engine", "Explanation", "Invoice", "open"]

_NO_MOMENT = "1970-01-01T00:00:00Z"  # of queries that do not ask when it is


class ArrowStream(Protocol):
    """A table that hands itself out by the Arrow PyCapsule interface: the frames of all libraries do."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> Any: ...


class Explanation(str):
    """Why a charge is what it is, as a sentence; then what does not hold of it, if anything."""

    def _repr_html_(self) -> str:
        return "".join(f"<p>{html.escape(line)}</p>" for line in self.splitlines())


class Invoice:
    """An invoice with its lines: its columns are attributes (`invoice.total`)."""

    def __init__(self, row: Row, lines: Rows) -> None:
        self.row = row
        self.lines = lines

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.row, name)

    def __repr__(self) -> str:
        return f"Invoice(number={self.row['number']!r}, total={self.row['total']}, currency={self.row['currency']!r})"

    def _repr_html_(self) -> str:
        facts = [[name, "" if value is None else str(value)] for name, value in self.row.items()]
        return (html_table(f"invoice {self.row['number']}", ["", ""], facts, len(facts))
                + html_table("lines", self.lines.columns, self.lines.texts, len(self.lines)))


class Engine(Commands):
    """A book: commands that change it, and queries. Use it as a context manager.

    A command reads, decides, and commits once, all or nothing. Its first argument is its `Context`.
    What cannot be carried out raises an `Error` that names every fault; a business answer "no" is a
    `Decline`, which is false.

    >>> book = Engine()
    >>> now = Context("2026-01-10T09:00:00Z", "admin:1", "setup-1")
    >>> book.add_seller(now, code="rus", name="Rus", country="RU", zone="Europe/Moscow")
    Answer({'seller': 'rus'})
    >>> book.show("seller", code="rus")[0].name
    'Rus'
    >>> book.close()

    Owns:    its connection to the file. Every call runs without the GIL.
    Threads: one call at a time, from any thread; a second one raises `Busy`. Open one Engine per
             thread. A closed book and a forked child raise `Misuse`.
    """

    def __init__(self, path: str | os.PathLike[str] | None = None) -> None:
        """The book in that SQLite file, made if there is none; without a path a book in memory."""
        self._path = None if path is None else os.fspath(path)
        self._core = _core.Engine(self._path)

    def perform(self, context: Context, command: str, arguments: Mapping[str, Argument] = {}, *,
                progress: Progress | None = None) -> Answer | Decline:
        """Carries out a command by name; the methods of the commands do it with typed arguments.

        After each batch of a run `progress(accounts, charges)` is told how much is done. If it
        returns False the run stops there with `Cancelled`; Ctrl-C stops it there with
        KeyboardInterrupt. What is done stays, and the same key goes on with it.

        Raises: Error of the fault's class, with all faults.
        """
        told = None if progress is None else _never_none(progress)
        return _answer(self._core.perform(*_texts(context), command, arguments_of(arguments), told))

    def preview(self, context: Context, command: str, arguments: Mapping[str, Argument] = {},
                table: QueryName = "charge") -> tuple[Answer | Decline, Rows]:
        """What a command would answer, and the rows that it would insert into a table.

        Nothing is written, not even the journal.
        """
        answered, shown = self._core.preview(*_texts(context), command, arguments_of(arguments), table)
        return _answer(answered), Rows(table, lambda: shown)

    def record_usage_batch(self, context: Context, records: ArrowStream) -> Answer | Decline:
        """Records the usage of a whole table as one command: all of it, or nothing.

        `records` is a polars or pandas frame, a pyarrow table, a duckdb relation, or anything else with
        `__arrow_c_stream__`. Its columns are the fields of `record_usage` by name: texts; quantities as
        decimals, whole numbers or texts; `at` as timestamps with a zone or texts. The answer counts what was
        `recorded` and what was `already_there`.

        Raises: InvalidArgument that names every column, else every record, that is not right
            (`records[3].quantity`).
        """
        if not hasattr(records, "__arrow_c_stream__"):
            raise TypeError(f"records is a {type(records).__name__}; give a polars or pandas frame, a pyarrow table or "
                            "anything else with __arrow_c_stream__")
        return _answer(self._core.record_usage(*_texts(context), records.__arrow_c_stream__()))

    def show(self, query: QueryName, *, at: datetime.datetime | str | None = None, **arguments: Argument) -> Rows:
        """The rows of a query: a table of the book or a view (docs/reference/queries.md).

        Of a table the arguments keep the rows whose columns have these values; a view has arguments
        of its own. `at` is what "today" means, for the views that ask.
        """
        moment = _NO_MOMENT if at is None else text_of(at, "at")
        texts = arguments_of(arguments)
        return Rows(query, lambda: self._core.show(query, texts, moment),
                    lambda rows: self._core.export_arrow(query, texts, moment, rows))

    def invoice(self, number: str, *, seller: str | None = None) -> Invoice:
        """The invoice of that number, as it is written on it, with the charges that it lists.

        Raises: NotFound; also if several sellers have that number and none is said.
        """
        found = [row for row in self.show("document", kind="invoice", number=number)
                 if seller in (None, row["seller"])]
        if len(found) != 1:
            raise NotFound(f"there are {len(found)} invoices {number!r}"
                           + ("; say which seller's" if found else ""))
        [stored] = self.show("invoice", id=found[0].id)
        return Invoice(found[0], self._charges(stored))

    def _charges(self, invoice: Row) -> Rows:
        """The consecutive charges that an invoice lists."""
        first = 0 if invoice.first_charge is None else int(invoice.first_charge)

        def read() -> tuple[list[str], list[list[str]]]:
            names, rows = self._core.show("charge", [("id", str(first))], _NO_MOMENT)
            for charge in range(first + 1, first + int(invoice.charges)):
                rows += self._core.show("charge", [("id", str(charge))], _NO_MOMENT)[1]
            return names, rows
        return Rows("charge", read)

    def explain(self, charge: int, language: str = "en") -> Explanation:
        """Why a charge is what it is, in "en" or "ru". Raises: NotFound, InvalidArgument."""
        return Explanation(self._core.explain(charge, language))

    def verify(self, anchor: str = "") -> list[Finding]:
        """Checks every rule of docs/reference/verify.md on the whole book. Empty: it is right.

        With an `anchor` that `seal` answered, also that this seal is still there, unchanged.
        """
        return [Finding(*found) for found in self._core.verify(anchor)]

    def snapshot(self, path: str | os.PathLike[str]) -> None:
        """Copies the book as of now into a new file, while others go on reading and writing.

        Raises: AlreadyExists if there is a file; Unsupported for a book in memory.
        """
        self._core.snapshot(os.fspath(path))

    @property
    def closed(self) -> bool:
        """Whether the book was closed."""
        return self._core.closed

    def close(self) -> None:
        """Closes the book; closing it twice is no mistake."""
        self._core.close()

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a book cannot be pickled or copied; open it again where it is needed")

    def __repr__(self) -> str:
        state = ", closed" if self.closed else ""
        return f"<prorata.Engine {'in memory' if self._path is None else repr(self._path)}{state}>"


def open(path: str | os.PathLike[str]) -> Engine:  # as in sqlite3 and gzip: prorata.open
    """Opens the book in that SQLite file, made if there is none.

    >>> with open(":memory:") as book:
    ...     len(book.show("account"))
    0
    """
    return Engine(None if path == ":memory:" else path)


def _texts(context: Context) -> tuple[str, str, str]:
    return text_of(context.at, "at"), context.actor, context.key


def _answer(answered: tuple[str, list[tuple[str, str]]]) -> Answer | Decline:
    code, values = answered
    return Decline(DeclineCode[code], values[0][1]) if code else Answer(dict(values))


def _never_none(progress: Progress) -> Callable[[int, int], bool]:
    return lambda accounts, charges: progress(accounts, charges) is not False
