"""Stories as tests of tariffs (docs/reference/scenario-format.md), played on a book.

>>> play('''on 2026-01-01 add_seller code=rus name=Rus country=RU zone=Europe/Moscow
... expect seller
...   | code |
...   | rus  |
... ''').text
''
"""

from __future__ import annotations

import pathlib
from dataclasses import dataclass
from typing import Protocol

from . import _core
from .engine import Engine
from .errors import Error
from .values import Argument, Context, Decline

__all__ = ["EngineStage", "Report", "Stage", "play", "play_file"]

_Pairs = list[tuple[str, str]]
#: "ok", "declined" or "fault"; values; code; message; faults.
_Told = tuple[str, _Pairs, str, str, _Pairs]


class Stage(Protocol):
    """Where a story is played."""

    def perform(self, at: str, verb: str, line: int, arguments: _Pairs) -> _Told: ...
    def show(self, table: str, filters: _Pairs, at: str) -> tuple[list[str], list[list[str]]]: ...
    def load_catalog(self, text: str) -> None: ...


def named(error: Error) -> _Pairs:
    """The faults of an error as a story names them: at least one."""
    return [(fault.path, fault.message) for fault in error.faults] or [("", error.message)]


class EngineStage:
    """Plays stories on a book: verbs are commands, tables are queries, the key is the line."""

    def __init__(self, book: Engine) -> None:
        self.book = book
        self._at = "2000-01-01T00:00:00Z"
        self._catalogs = 0

    def perform(self, at: str, verb: str, line: int, arguments: _Pairs) -> _Told:
        """Carries out one command; what it answers or raises is an answer of the story."""
        self._at = at
        try:
            answer = self.book.perform(Context(at, "scenario", f"line-{line}"), verb, dict[str, Argument](arguments))
        except Error as error:
            return "fault", [], error.code.name, error.message, named(error)
        if isinstance(answer, Decline):
            return "declined", [], answer.code.name, answer.message, []
        return "ok", list(answer.items()), "", "", []

    def show(self, table: str, filters: _Pairs, at: str) -> tuple[list[str], list[list[str]]]:
        """The rows that an expectation asks for."""
        return self.book._core.show(table, filters, at)

    def load_catalog(self, text: str) -> None:
        """Publishes a catalogue at the instant of the command above it."""
        self._catalogs += 1
        self.book.publish(Context(self._at, "scenario", f"catalog-{self._catalogs}"), catalog=text)


@dataclass(frozen=True)
class Report:
    """How a story went: what failed, as text; the story with its expectations as they are."""

    text: str
    accepted: str
    covers: list[str]

    @property
    def passed(self) -> bool:
        """Whether every expectation held."""
        return not self.text


def play(story: str, name: str = "story", stage: Stage | None = None,
         folder: pathlib.Path = pathlib.Path()) -> Report:
    """Plays the text of a story, by default on a new book in memory.

    Raises: InvalidArgument for a malformed story, with every line that is.
    """
    with Engine() as book:
        played = EngineStage(book) if stage is None else stage
        return Report(*_core.play(story, name, played, lambda path: (folder / path).read_text(encoding="utf-8")))


def play_file(path: pathlib.Path, stage: Stage | None = None) -> Report:
    """Plays a story in a file; the catalogues that it names lie beside it."""
    return play(path.read_text(encoding="utf-8"), path.name, stage, path.parent)
