"""Every story of the scenario suite, played through the typed facade, with equal books."""

from __future__ import annotations

import datetime
import keyword
import pathlib
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import prorata
import pytest
from conftest import ROOT
from prorata import _core, scenario
from prorata.errors import Error

STORIES = sorted((ROOT / "tests/scenario/stories").glob("*.scenario"))
READERS: dict[str, Callable[[str], Any]] = {
    "date": datetime.date.fromisoformat, "term": prorata.Term, "decimal": Decimal, "money": prorata.Money.parse,
    "whole number": int, "yes or no": {"yes": True, "no": False}.__getitem__,
    "instant": lambda text: datetime.datetime.fromisoformat(text.replace("Z", "+00:00")),
}


class TypedStage(scenario.EngineStage):
    """Calls the method of each command with values; what is no value stays text, to be refused."""

    def perform(self, at: str, verb: str, line: int, arguments: list[tuple[str, str]]) -> Any:
        described = {name: fields for name, _, fields in _core.commands()}
        types = {field[0]: field[1] for field in described.get(verb, [])}
        values: dict[str, Any] = {}
        for name, text in arguments:
            head, _, key = name.partition(".")
            if types.get(head) == "texts by name" and key:
                values.setdefault(head, {})[key] = text
            elif name in types:
                values[name + "_" * keyword.iskeyword(name)] = self.value(types[name], text)
        required = {field[0] for field in described.get(verb, []) if field[2]}
        if len(values) + sum(len(v) - 1 for v in values.values() if isinstance(v, dict)) < len(arguments) \
                or not required <= {name.rstrip("_") for name in values}:
            return super().perform(at, verb, line, arguments)  # a story about a wrong request
        self._at = at
        context = prorata.Context(at, "scenario", f"line-{line}")
        try:
            answer = getattr(self.book, verb)(context, **values)
        except Error as error:
            return "fault", [], error.code.name, error.message, scenario.named(error)
        if isinstance(answer, prorata.Decline):
            return "declined", [], answer.code.name, answer.message, []
        return "ok", list(answer.items()), "", "", []

    @staticmethod
    def value(kind: str, text: str) -> Any:
        try:
            return READERS.get(kind, str)(text)
        except (ValueError, ArithmeticError, KeyError, Error):
            return text


def tables(book: prorata.Engine) -> dict[str, Any]:
    return {name: (rows.columns, rows.texts) for name, _, is_table, _, _ in _core.queries() if is_table
            for rows in [book.show(name)]}  # type: ignore[arg-type]


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
def test_a_story_is_told_through_the_facade(story: pathlib.Path, tmp_path: pathlib.Path) -> None:
    with prorata.Engine(tmp_path / "typed.sqlite") as typed, prorata.Engine() as plain:
        report = scenario.play_file(story, TypedStage(typed))
        assert report.text == ""
        assert scenario.play_file(story, scenario.EngineStage(plain)).passed
        assert tables(typed) == tables(plain)
        assert typed.verify() == []


def test_there_are_stories() -> None:
    assert len(STORIES) >= 15


def test_a_wrong_expectation_is_told_and_can_be_accepted() -> None:
    story = "on 2026-01-01 add_seller code=rus name=Rus country=RU zone=UTC\nexpect seller\n  | code |\n  | eng  |\n"
    report = scenario.play(story, "wrong")
    assert not report.passed and report.text.startswith("wrong:2: seller differs") and "+ | rus" in report.text
    assert scenario.play(report.accepted).passed
    with pytest.raises(prorata.InvalidArgument) as caught:
        scenario.play("sing\non 2026-02-30 pay\n")
    assert [fault.path for fault in caught.value.faults] == ["line 1", "line 2"]
