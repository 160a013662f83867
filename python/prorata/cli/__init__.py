"""The command line: `prorata`, or `python -m prorata` (docs/reference/command-line.md)."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from .. import _core
from ..errors import Error
from . import parser as grammar
from . import verbs
from .output import Output
from .parser import Parsers, verb

__all__ = ["main"]

FAULT, INTERRUPTED = 4, 130


def _add_verbs(parsers: Parsers) -> None:
    verb(parsers, "init", "makes an empty book", verbs.init, example="prorata init shop.sqlite").add_argument(
        "file", nargs="?", metavar="FILE", help="of the book; else that of --book")
    _add_catalog(parsers)
    _add_import(parsers)
    one = verb(parsers, "preview", "shows what a run would add", verbs.preview,
               example="prorata preview --at 2026-03-01 --table invoice")
    one.add_argument("--table", default="charge", choices=_tables(), metavar="TABLE", help="charge, invoice, act, …")
    _add_views(parsers)
    one = verb(parsers, "scenario", "plays stories as tests of tariffs", verbs.play,
               example="prorata scenario tests/*.scenario")
    one.add_argument("files", nargs="+", metavar="FILE")
    one.add_argument("--accept", action="store_true", help="rewrite expectations that do not hold")
    grammar.add_commands(parsers, lambda name: verbs.run if name == "run" else verbs.perform)


def _add_import(parsers: Parsers) -> None:
    one = verb(parsers, "import", "carries out the rows of CSV files as commands: all of them, or none and every fault named",
               verbs.import_files, example="prorata import accounts.csv=add_account payers.csv=add_payer --dry-run")
    one.add_argument("files", nargs="+", type=grammar.csv_file, metavar="FILE[=COMMAND]",
                     help="the first line names fields; without =COMMAND a column `command` says what each row is")
    for name, what in (("column", "a field's column: accounts.csv.number=Customer"),
                       ("value", "a field that all rows share: payers.csv.country=RU"),
                       ("ignore", "a column that means nothing: payers.csv.Remarks=yes")):
        one.add_argument(f"--{name}", dest=f"field_{name}", type=grammar._pair, action="append", default=[],
                         metavar="NAME=VALUE", help=what)
    one.add_argument("--delimiter", dest="field_delimiter", metavar="CHARACTER", help="between cells, or tab; a comma")
    one.add_argument("--until", dest="field_until", type=grammar.moment, metavar="MOMENT",
                     help="leave rows entered then or later for another import")


def _add_catalog(parsers: Parsers) -> None:
    group = parsers.add_parser("catalog", help="checks, compares and publishes a catalogue file").add_subparsers(
        metavar="VERB", required=True)
    for name, what, act in (
            ("check", "says everything that is wrong with a catalogue file", verbs.catalog_check),
            ("publish", "publishes a catalogue file", verbs.catalog_publish),
            ("diff", "says what publishing a catalogue file would change", verbs.catalog_diff)):
        verb(group, name, what, act, example=f"prorata catalog {name} shop.json").add_argument(
            "file", metavar="FILE", type=lambda path: grammar._text(f"@{path}"))


def _add_views(parsers: Parsers) -> None:
    group = parsers.add_parser("invoice", help="lists and shows invoices").add_subparsers(metavar="VERB", required=True)
    verb(group, "list", "lists invoices", verbs.invoice_list,
         example="prorata invoice list --account acme").add_argument("--account", metavar="NUMBER")
    one = verb(group, "show", "shows an invoice with its charges", verbs.invoice_show, example="prorata invoice show I000001")
    one.add_argument("number", metavar="NUMBER")
    one.add_argument("--seller", metavar="CODE", help="if several have that number")
    group = parsers.add_parser("account", help="shows accounts").add_subparsers(metavar="VERB", required=True)
    verb(group, "show", "shows an account, its credit, subscriptions and payments", verbs.account_show,
         example="prorata account show acme").add_argument("number", metavar="NUMBER")
    one = verb(parsers, "explain", "says why a charge is what it is", verbs.explain, example="prorata explain 17 --language ru")
    one.add_argument("charge", metavar="CHARGE", help="its id")
    one.add_argument("--language", choices=["en", "ru"], default="en")
    verb(parsers, "verify", "checks the whole book", verbs.verify, example="prorata verify --json").add_argument(
        "--anchor", metavar="HEX", default="", help="as seal answered it: its seal must be there, unchanged")
    for name, what, act in (("show", "shows the rows of any query", verbs.show),
                            ("export", "writes the rows of any query, as CSV if nothing else is said", verbs.export)):
        one = verb(parsers, name, what, act, example=f"prorata {name} charge account=acme")
        one.add_argument("query", choices=[query[0] for query in _core.queries()], metavar="QUERY")
        one.add_argument("arguments", nargs="*", type=grammar._pair, metavar="NAME=VALUE")
        if name == "export":
            one.add_argument("--parquet", metavar="FILE", help="write that file (needs polars)")


def _tables() -> list[str]:
    return [query[0] for query in _core.queries() if query[2]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Carries out one command line and gives its exit code."""
    parser, parsers = grammar.build()
    _add_verbs(parsers)
    given = parser.parse_args(arguments)
    try:
        return int(given.act(verbs.Request(given)))
    except Error as error:
        Output(given.shared_form).fault(error)
        return FAULT
    except KeyboardInterrupt:
        print("stopped; what was done stays, run again to go on", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return 0
