"""Rows of a query: typed values, tables for people, Arrow for volume."""

from __future__ import annotations

import datetime
import functools
import html
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, overload

from . import _core
from .codes import OF_COLUMN
from .values import instant

if TYPE_CHECKING:
    import pandas
    import polars

__all__ = ["Column", "Row", "Rows", "Value", "text_table"]

Value = str | int | bool | Decimal | datetime.date | datetime.datetime | None
_SHOWN = 20
_BATCH = 65_536


class Column:
    """A column of a query: its name, type and meaning, as docs/reference/queries.md lists them."""

    def __init__(self, query: str, described: tuple[str, str, bool, str, list[str]]) -> None:
        self.name, self.type, self.nullable, self.meaning, self.names = described
        self._read = self._reader(query)

    def _reader(self, query: str) -> Callable[[str], Value]:
        if self.names == ["no", "yes"]:
            return lambda text: text == "yes"
        code = OF_COLUMN.get((query, self.name))
        if code is not None:
            return code
        readers: dict[str, Callable[[str], Value]] = {
            "amount": Decimal, "decimal": Decimal, "whole number": int, "instant": instant,
            "date": datetime.date.fromisoformat}
        return readers.get(self.type, str)

    def value(self, text: str) -> Value:
        """The text as a value; an empty one of a nullable column is None."""
        return None if self.nullable and text == "" else self._read(text)

    def __repr__(self) -> str:
        return f"Column({self.name!r}, {self.type!r})"


@functools.cache
def columns_of(query: str) -> dict[str, Column]:
    """The columns of a query by name; none if there is no such query."""
    for name, _, _, _, columns in _core.queries():
        if name == query:
            return {column[0]: Column(query, column) for column in columns}
    return {}


class Row(Mapping[str, Value]):
    """One row: `row["total"]` or `row.total`."""

    __slots__ = ("_columns", "_texts")

    def __init__(self, columns: Mapping[str, tuple[int, Column | None]], texts: Sequence[str]) -> None:
        self._columns = columns
        self._texts = texts

    def __getitem__(self, name: str) -> Value:
        position, column = self._columns[name]
        text = self._texts[position]
        return text if column is None else column.value(text)

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f"the row has no column {name!r}; it has {', '.join(self._columns)}") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    def __repr__(self) -> str:
        return f"Row({dict(self)!r})"


class Rows:
    """Rows of a query, for people and for other libraries.

    They are read when they are first looked at, and kept. Columns, their types and order are those
    of docs/reference/queries.md: amounts and decimals are `Decimal`, dates `datetime.date`, instants
    aware `datetime.datetime` in UTC, codes are enumerations of `prorata.codes`.

    For volume hand them to polars, pandas, pyarrow or duckdb: they read the columns through the
    Arrow C stream interface, without text and without a copy. (So it is iterated and indexed like a
    sequence, but is none: frames would take the slow way then.) `query` is its name.
    """

    def __init__(self, query: str, read: Callable[[], tuple[list[str], list[list[str]]]],
                 stream: Callable[[int], object] | None = None) -> None:
        self.query = query
        self._read = read
        self._stream = stream

    @functools.cached_property
    def _table(self) -> tuple[dict[str, tuple[int, Column | None]], list[list[str]]]:
        names, rows = self._read()
        known = columns_of(self.query)
        return {name: (position, known.get(name)) for position, name in enumerate(names)}, rows

    @property
    def columns(self) -> list[str]:
        """Names of the columns."""
        return list(self._table[0])

    @property
    def texts(self) -> list[list[str]]:
        """The cells as scenario files and the command line show them."""
        return self._table[1]

    def texts_of(self, *columns: str) -> list[list[str]]:
        """The cells of these columns, in this order, as text."""
        positions = [self.columns.index(column) for column in columns]
        return [[row[position] for position in positions] for row in self.texts]

    @overload
    def __getitem__(self, position: int) -> Row: ...
    @overload
    def __getitem__(self, position: slice) -> Sequence[Row]: ...
    def __getitem__(self, position: int | slice) -> Row | Sequence[Row]:
        columns, rows = self._table
        if isinstance(position, slice):
            return [Row(columns, texts) for texts in rows[position]]
        return Row(columns, rows[position])

    def __len__(self) -> int:
        return len(self._table[1])

    def __iter__(self) -> Iterator[Row]:
        columns, rows = self._table
        return (Row(columns, texts) for texts in rows)

    def to_dicts(self) -> list[dict[str, Value]]:
        """The rows as plain dicts of typed values."""
        return [dict(row) for row in self]

    def to_polars(self) -> polars.DataFrame:
        """A polars frame. Requires: polars."""
        import polars
        return polars.DataFrame(self)

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas frame of Arrow columns. Requires: pandas and pyarrow."""
        import pandas
        import pyarrow  # type: ignore[import-untyped, unused-ignore]
        frame: pandas.DataFrame = pyarrow.table(self).to_pandas(types_mapper=pandas.ArrowDtype)
        return frame

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The Arrow C stream interface (a PyCapsule): a new pass over the book, batch by batch.

        Each batch is a call of the book, so nothing else may call it while the stream is read.
        """
        if self._stream is None:
            raise TypeError(f"these rows of {self.query} are no stream; iterate over them")
        return self._stream(_BATCH)

    def __repr__(self) -> str:
        """The first rows as a table, for people."""
        shown = self.texts[:_SHOWN]
        more = f"\n… {len(self) - _SHOWN} more" if len(self) > _SHOWN else ""
        return f"{self.query}, {len(self)} row{'' if len(self) == 1 else 's'}\n{text_table(self.columns, shown)}{more}"

    def _repr_html_(self) -> str:
        return html_table(self.query, self.columns, self.texts[:_SHOWN], len(self))


def text_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Aligned columns for a terminal. Control characters are shown as escapes."""
    cells = [[_printable(cell) for cell in row] for row in [columns, *rows]]
    widths = [max(len(row[i]) for row in cells) for i in range(len(columns))]
    numeric = [bool(rows) and all(_is_number(row[i]) for row in rows) for i in range(len(columns))]
    return "\n".join(
        "  ".join(cell.rjust(width) if right else cell.ljust(width)
                  for cell, width, right in zip(row, widths, numeric)).rstrip() for row in cells)


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def _is_number(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).isdigit() or text == ""


def html_table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]], total: int) -> str:
    """A table for notebooks; every text is escaped."""
    head = "".join(f"<th>{html.escape(column)}</th>" for column in columns)
    body = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    more = f"<p>… {total - len(rows)} more</p>" if total > len(rows) else ""
    return (f"<table><caption>{html.escape(caption)}</caption><thead><tr>{head}</tr></thead>"
            f"<tbody>{body}</tbody></table>{more}")
