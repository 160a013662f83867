"""The grammar of the command line: verbs of its own, and one for each command of the library."""

from __future__ import annotations

import argparse
import datetime
import os
import uuid
from collections.abc import Callable
from typing import Any

from .. import __version__, _core

__all__ = ["Parsers", "arguments_of", "build", "moment"]

Parsers = Any  # argparse._SubParsersAction, which is private
CONTEXT = ("at", "actor", "key")
EPILOG = """\
exit codes:
  0  done            1  checked, and something does not hold (verify, scenario, catalog diff)
  2  wrong usage     3  declined: the book said no        4  a fault: nothing was recorded
  130  stopped by Ctrl-C; what a run has done stays

options of the request (--at, --actor, --key), of the output and --book stand before the verb, or
after it where the verb has no field of that name.

examples:
  prorata init
  prorata catalog publish shop.json
  prorata add-account --number acme --currency RUB --zone Europe/Moscow --terms postpaid
  prorata quote --account acme --tariff crm-base --seller rus --quantity seat=3
  prorata --key order-4711 subscribe --account acme --key acme-crm --tariff crm-base \\
      --seller rus --payer p1 --quantity seat=3
  prorata run --at 2026-02-01
  prorata invoice list --account acme --json
"""


def moment(text: str) -> datetime.datetime:
    """An instant with a zone, or a date, whose first moment in UTC is meant."""
    try:
        given = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is neither 2026-01-31 nor 2026-01-31T09:00:00Z") from None
    if given.tzinfo is None:
        if len(text) > len("2026-01-31"):
            raise argparse.ArgumentTypeError(f"{text!r} has no zone; write 2026-01-31T09:00:00Z or …+03:00")
        given = given.replace(tzinfo=datetime.timezone.utc)
    return given


def add_shared(parser: argparse.ArgumentParser, taken: set[str], top: bool = False) -> None:
    """Options that every verb has; after the verb they have no default, lest they undo what stood before."""
    def add(name: str, default: Any, **more: Any) -> None:
        if name.replace("-", "_") not in taken:
            parser.add_argument(f"--{name}", dest=f"shared_{name.replace('-', '_')}",
                                default=default if top else argparse.SUPPRESS, **more)

    shared = "shared_form"
    add("book", os.environ.get("PRORATA_BOOK", "prorata.sqlite"), metavar="FILE",
        help="the book; $PRORATA_BOOK or prorata.sqlite")
    add("at", None, type=moment, metavar="MOMENT", help="what now is: 2026-01-31T09:00:00Z, or a date; the clock")
    add("actor", "cli", metavar="WHO", help="who asks, for the journal; cli")
    add("key", None, metavar="KEY", help="makes a retry harmless; a new one if not given")
    add("dry-run", False, action="store_true", help="say what would happen; write nothing")
    for form in ("json", "csv"):
        if form not in taken:
            parser.add_argument(f"--{form}", dest=shared, action="store_const", const=form,
                                default="table" if top else argparse.SUPPRESS, help=f"answer as {form.upper()}")


def verb(verbs: Parsers, name: str, what: str, act: Callable[..., int], fields: set[str] = frozenset(),  # type: ignore[assignment]
         example: str = "") -> argparse.ArgumentParser:
    """A verb and what carries it out."""
    parser: argparse.ArgumentParser = verbs.add_parser(
        name, help=what, description=what[:1].upper() + what[1:] + ".", allow_abbrev=False,
        epilog=f"example:\n  {example}" if example else None, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_shared(parser, fields)
    parser.set_defaults(act=act)
    return parser


def _text(text: str) -> str:
    """@FILE stands for what the file holds."""
    if not text.startswith("@"):
        return text
    try:
        with open(text[1:], encoding="utf-8") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise argparse.ArgumentTypeError(f"{text[1:]}: {error}") from None


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not name or not equals:
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUE")
    return name, value


_WORDS = {"account": "acme", "number": "acme", "subscription": "acme-crm", "seller": "rus", "payer": "p1", "tariff": "crm-base",
          "component": "seat", "country": "RU", "zone": "Europe/Moscow", "currency": "RUB", "kind": "individual", "terms": "postpaid",
          "quote": "offer-17", "file": "@usage.csv"}
_OF_KIND = {"date": "2026-01-31", "instant": "2026-01-31T09:00:00Z", "term": "P1M", "decimal": "2.5", "money": "'12.50 RUB'",
            "whole number": "17", "yes or no": "yes", "texts by name": "name=text"}


def _example(name: str, fields: list[tuple[str, str, bool, str]]) -> str:
    """A command line with what the command must be given."""
    given = [f" --{field.replace('_', '-')} {_OF_KIND.get(kind) or _WORDS.get(field, field)}"
             for field, kind, required, _ in fields if required]
    return f"prorata {name.replace('_', '-')}{''.join(given)}"


def csv_file(text: str) -> tuple[str, str, str]:
    """FILE or FILE=COMMAND: its name, its text, the command of its rows."""
    path, _, command = text.partition("=")
    known = [name for name, _, _ in _core.commands()]
    if command and command not in known:
        raise argparse.ArgumentTypeError(f"there is no command {command!r}; there are {', '.join(known)}")
    return os.path.basename(path), _text(f"@{path}"), command


def add_commands(verbs: Parsers, act_of: Callable[[str], Callable[..., int]]) -> None:
    """A verb for each command of the library: add_account is add-account, its fields are options.

    A name that is taken already is left out; `publish` is `catalog publish`.
    """
    for name, meaning, fields in _core.commands():
        if name == "publish" or name.replace("_", "-") in verbs.choices:
            continue
        parser = verb(verbs, name.replace("_", "-"), meaning, act_of(name), {field[0] for field in fields}, _example(name, fields))
        parser.set_defaults(command=name)
        for field, kind, required, what in fields:
            several: dict[str, Any] = {"type": _text}
            if kind == "texts by name":
                several = {"type": _pair, "action": "append", "default": []}
            elif kind == "yes or no":
                several = {"choices": ["yes", "no"]}
            parser.add_argument(f"--{field.replace('_', '-')}", dest=f"field_{field}", required=required,
                                metavar="NAME=VALUE" if kind == "texts by name" else kind.upper().replace(" ", "_"),
                                help=f"{what.replace('%', '%%')}", **several)


def arguments_of(given: argparse.Namespace) -> dict[str, Any]:
    """The fields of a command that were given."""
    fields = {name.removeprefix("field_"): value for name, value in vars(given).items()
              if name.startswith("field_") and value not in (None, [])}
    return {name: dict(value) if isinstance(value, list) else value for name, value in fields.items()}


def new_key() -> str:
    """A key nobody else has: the command line is the edge where randomness may come in."""
    return f"cli-{uuid.uuid4().hex}"


def build() -> tuple[argparse.ArgumentParser, Parsers]:
    """The parser, still without verbs."""
    parser = argparse.ArgumentParser(prog="prorata", description="Billing of a book, from the command line.",
                                     epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter,
                                     allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"prorata {__version__}")
    add_shared(parser, set(), top=True)
    return parser, parser.add_subparsers(title="verbs", metavar="VERB", required=True)
