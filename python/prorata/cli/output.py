"""What a verb says: a table for people, JSON or CSV for programs."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ..errors import Error
from ..rows import Rows, Value, text_table
from ..values import Decline

__all__ = ["Output", "plain"]


def plain(value: Value) -> Any:
    """A value as JSON has it; sums and quantities are strings, lest a reader makes them binary."""
    if value is None or isinstance(value, (bool, int)):
        return value
    return format(value, "f") if isinstance(value, Decimal) else str(value)


class Output:
    """Writes to standard output in one form; refusals go to standard error, in JSON to output."""

    def __init__(self, form: str = "table") -> None:
        self.form = form

    def say(self, sentence: str) -> None:
        """A remark for people; programs do not see it."""
        if self.form == "table":
            print(sentence)

    def values(self, values: Mapping[str, str]) -> None:
        """One thing by name."""
        if self.form == "json":
            self.object(dict(values))
        elif self.form == "csv":
            self._csv(list(values), [list(values.values())])
        else:
            width = max((len(name) for name in values), default=0)
            for name, value in values.items():
                print(f"{name.ljust(width)}  {value}")

    def rows(self, rows: Rows) -> None:
        """Rows of a query."""
        if self.form == "json":
            self.object([{name: plain(value) for name, value in row.items()} for row in rows])
        else:
            self.table(rows.columns, rows.texts)

    def table(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Rows as text."""
        if self.form == "json":
            self.object([dict(zip(columns, row)) for row in rows])
        elif self.form == "csv":
            self._csv(columns, rows)
        elif rows:
            print(text_table(columns, rows))
        else:
            print("nothing")

    def declined(self, decline: Decline) -> None:
        """A business answer "no"."""
        if self.form == "json":
            self.object({"declined": decline.code.name, "message": decline.message})
        print(f"declined {decline}", file=sys.stderr)

    def fault(self, error: Error) -> None:
        """Everything that is wrong."""
        if self.form == "json":
            self.object({"fault": error.code.name, "message": error.message,
                        "faults": [{"path": path, "message": message} for path, message in error.faults]})
        print(f"{error.code.name}: {error.message}", file=sys.stderr)
        for path, message in error.faults:
            print(f"  {path}: {message}" if path else f"  {message}", file=sys.stderr)

    @staticmethod
    def object(value: object) -> None:
        """JSON, whatever it is."""
        json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
        print()

    @staticmethod
    def _csv(columns: Iterable[str], rows: Iterable[Sequence[str]]) -> None:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
