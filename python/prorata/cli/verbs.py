"""What the verbs do."""

from __future__ import annotations

import argparse
import datetime
import difflib
import pathlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from .. import _core, scenario
from ..engine import Engine
from ..errors import Error
from ..rows import Rows
from ..values import Answer, Context, Decline
from .output import Output, plain
from .parser import arguments_of, new_key
from .progress import bar

DONE, DIFFERS, DECLINED = 0, 1, 3


class Request:
    """What every verb is given: the options, the output, the book."""

    def __init__(self, given: argparse.Namespace) -> None:
        self.given = given
        self.out = Output(given.shared_form)
        self.dry: bool = given.shared_dry_run
        self.at: datetime.datetime = given.shared_at or datetime.datetime.now(datetime.timezone.utc)

    def context(self, key: str | None = None) -> Context:
        return Context(self.at, self.given.shared_actor, key or self.given.shared_key or new_key())

    @contextmanager
    def book(self, scratch: bool = False) -> Iterator[Engine]:
        """The book, which must be there; `scratch`: a copy that is thrown away."""
        path = pathlib.Path(self.given.shared_book)
        if not path.is_file():
            from .._codes import NotFound
            raise NotFound(f"there is no book {path}; make one by `prorata init`, or name it by --book")
        with Engine(path) as book:
            if not scratch:
                yield book
                return
            with tempfile.TemporaryDirectory() as folder:
                book.snapshot(pathlib.Path(folder) / "book.sqlite")
                with Engine(pathlib.Path(folder) / "book.sqlite") as copy:
                    yield copy

    def answer(self, answer: Answer | Decline) -> int:
        if isinstance(answer, Decline):
            self.out.declined(answer)
            return DECLINED
        self.out.values(answer)
        return DONE


def perform(request: Request) -> int:
    """Any command of the library."""
    command, arguments = request.given.command, arguments_of(request.given)
    with request.book() as book:
        if not request.dry:
            return request.answer(book.perform(request.context(), command, arguments))
        answer, charges = book.preview(request.context(), command, arguments)
        if answer and len(charges):
            request.out.say("nothing was written; it would charge:")
            if request.out.form == "table":
                request.out.rows(charges)
        return request.answer(answer)


def init(request: Request) -> int:
    path = pathlib.Path(request.given.file or request.given.shared_book)
    if path.exists():
        from .._codes import AlreadyExists
        raise AlreadyExists(f"there is a file {path}; a book is not made over it")
    if not request.dry:
        Engine(path).close()
    request.out.values({"book": str(path)})
    return DONE


def run(request: Request) -> int:
    if request.dry:
        return perform(request)
    with request.book() as book, bar() as progress:
        answer = book.perform(request.context(), "run", arguments_of(request.given), progress=progress)
    return request.answer(answer)  # not before the bar is gone


def preview(request: Request) -> int:
    """The rows that a run would add to a table; it is seen on a simulation of the book."""
    with request.book() as book:
        report, rows = book.preview(request.context(), "run", table=request.given.table)
        request.out.say(f"{report.value['accounts']} accounts; nothing was written; rows of {rows.query}:")
        request.out.rows(rows)
    return DONE


def show(request: Request) -> int:
    with request.book() as book:
        request.out.rows(book.show(request.given.query, at=request.at, **dict(request.given.arguments)))
    return DONE


def invoice_list(request: Request) -> int:
    chosen = {"account": request.given.account} if request.given.account else {}
    with request.book() as book:
        request.out.rows(book.show("document", at=request.at, kind="invoice", **chosen))
    return DONE


def invoice_show(request: Request) -> int:
    with request.book() as book:
        invoice = book.invoice(request.given.number, seller=request.given.seller)
        texts = {name: "" if value is None else str(value) for name, value in invoice.row.items()}
        if request.out.form == "json":
            request.out.object({**texts, "lines": _objects(invoice.lines)})
        elif request.out.form == "csv":
            request.out.rows(invoice.lines)
        else:
            request.out.values(texts)
            request.out.rows(invoice.lines)
    return DONE


def _objects(rows: Rows) -> list[dict[str, object]]:
    return [{name: plain(value) for name, value in row.items()} for row in rows]


def account_show(request: Request) -> int:
    with request.book() as book:
        parts: dict[str, Rows] = {"account": book.show("account", number=request.given.number)}
        parts["credit"] = book.show("credit", at=request.at, account=request.given.number)
        for table in ("payer", "subscription", "balance", "payment"):
            parts[table] = book.show(table, account=request.given.number)
        if request.out.form == "json":
            request.out.object({name: _objects(rows) for name, rows in parts.items()})
            return DONE
        for name, rows in parts.items():
            if len(rows):
                request.out.say(f"\n{name}")
                request.out.rows(rows)
    return DONE


def explain(request: Request) -> int:
    with request.book() as book:
        request.out.values({"charge": request.given.charge,
                            "explanation": book.explain(int(request.given.charge), request.given.language)})
    return DONE


def verify(request: Request) -> int:
    with request.book() as book:
        found = book.verify(request.given.anchor)
    if found or request.out.form != "table":
        request.out.table(["rule", "table", "row", "message"],
                          [[one.rule, one.table, str(one.row), one.message] for one in found])
    request.out.say("the books are right" if not found else f"{len(found)} rows break a rule")
    return DIFFERS if found else DONE


def play(request: Request) -> int:
    results: list[list[str]] = []
    for file in map(pathlib.Path, request.given.files):
        report = scenario.play_file(file)
        results.append([str(file), "passed" if report.passed else report.text.rstrip()])
        if request.given.accept and not report.passed and not request.dry:
            file.write_text(report.accepted, encoding="utf-8")
    if request.out.form == "table":
        print("\n".join(f"{name}: {result}" for name, result in results))
    else:
        request.out.table(["story", "result"], results)
    return DONE if all(result == "passed" for _, result in results) else DIFFERS


def export(request: Request) -> int:
    with request.book() as book:
        rows = book.show(request.given.query, at=request.at, **dict(request.given.arguments))
        if request.given.parquet:
            frame = rows.to_polars()
            frame.write_parquet(request.given.parquet)
            request.out.values({"file": request.given.parquet, "rows": str(frame.height)})
            return DONE
        (Output("csv") if request.out.form == "table" else request.out).rows(rows)
    return DONE


def import_files(request: Request) -> int:
    """Rows of CSV files as commands, by `import_rows`: what was imported before is left as it is."""
    files = {name: text for name, text, _ in request.given.files}
    if len(files) < len(request.given.files):
        from .._codes import InvalidArgument
        raise InvalidArgument("two files have one name; rows are told apart by it")
    arguments = arguments_of(request.given) | {
        "file": files, "command": {name: command for name, _, command in request.given.files if command}}
    with request.book() as book:
        answer = book.perform(request.context(), "import_rows", arguments | {"dry_run": request.dry})
    code = request.answer(answer)
    return DECLINED if not isinstance(answer, Decline) and answer["declined"] != "0" else code


def _published(book: Engine) -> str:
    published = book.show("publication")
    return str(published[-1]["content"]) if len(published) else ""


def catalog_check(request: Request) -> int:
    """What is wrong with a file alone; against the book too, if there is one."""
    published = ""
    if pathlib.Path(request.given.shared_book).is_file():
        with request.book() as book:
            published = _published(book)
    _core.check_catalog(request.given.file, published, request.at.date().isoformat())
    request.out.values({"catalog": "can be published"})
    return DONE


def catalog_publish(request: Request) -> int:
    with request.book() as book:
        if request.dry:
            return request.answer(book.preview(request.context(), "publish", {"catalog": request.given.file})[0])
        return request.answer(book.publish(request.context(), catalog=request.given.file))


def catalog_diff(request: Request) -> int:
    """What publishing the file would change, line by line, with every default written out."""
    day = request.at.date().isoformat()
    with request.book() as book:
        published = _published(book)
    before = _core.check_catalog(published, "", "0001-01-01").splitlines() if published else []
    after = _core.check_catalog(request.given.file, published, day).splitlines()
    changed = list(difflib.unified_diff(before, after, "published", "file", lineterm=""))
    if request.out.form == "table":
        print("\n".join(changed) or "no difference")
    else:
        request.out.table(["line"], [[line] for line in changed])
    return DIFFERS if changed else DONE
