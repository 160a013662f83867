"""The command line, as people and scripts run it."""

from __future__ import annotations

import argparse
import json
import pathlib
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import prorata
import pytest
from conftest import CATALOG
from prorata import _core, cli

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command line in an empty folder, on January 10th of 2026 if nothing else is said."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shop.json").write_text(CATALOG, encoding="utf-8")

    def call(line: str, at: str = "2026-01-10T09:00:00Z") -> tuple[int, str, str]:
        try:
            code = cli.main(["--at", at, *shlex.split(line)])
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def furnish(run: Run) -> None:
    for line in ("init", "catalog publish shop.json", "add-seller --code rus --name Rus --country RU --zone Europe/Moscow",
                 "add-account --number acme --currency RUB --zone Europe/Moscow --terms postpaid",
                 "add-payer --account acme --code p --kind individual --country RU"):
        assert run(line, at="2026-01-01")[0] == 0, line


BUY = "--account acme --tariff crm-base --seller rus --quantity seat=3"


def test_from_nothing_to_a_paid_invoice(run: Run) -> None:
    furnish(run)
    code, out, _ = run(f"quote {BUY}")
    assert code == 0 and "total                 1500.00 RUB" in out
    assert run(f"--key order-1 subscribe {BUY} --key acme-crm --payer p")[0] == 0
    assert run("run", at="2026-02-01T09:00:00Z")[0] == 0
    code, out, _ = run("--json invoice list --account acme")
    [invoice] = json.loads(out)
    assert (code, invoice["number"], invoice["total"], invoice["kind"]) == (0, "I000001", "1500.00", "invoice")
    code, out, _ = run("invoice show I000001 --json")
    assert json.loads(out)["lines"][0]["amount"] == "1500.00"
    code, out, _ = run("pay --account acme --payer p --seller rus --number 8841 --amount '1500.00 RUB' --csv", at="2026-02-05")
    assert code == 0 and out.splitlines()[0].split(",")[-1] == "balance"
    code, out, _ = run("explain 1 --language ru")
    assert code == 0 and "начислено 1500,00" in out
    assert run("verify")[:2] == (0, "the books are right\n")
    assert run("verify --json")[:2] == (0, "[]\n")
    code, out, _ = run("seal --json", at="2026-02-06")
    anchor = json.loads(out)["anchor"]
    assert code == 0 and run(f"verify --anchor {anchor}")[:2] == (0, "the books are right\n")
    assert run(f"verify --anchor {anchor[::-1]}")[0] == 1
    code, out, _ = run("account show acme")
    assert code == 0 and "\nsubscription\n" in out and "acme-crm" in out
    with prorata.open("prorata.sqlite") as book:
        journal = book.show("journal")
        assert {row.actor for row in journal} == {"cli"}
        assert [row.key for row in journal if row.command == "subscribe"] == ["order-1"]
        assert all(str(row.key).startswith("cli-") for row in journal if row.command != "subscribe")


def test_a_dry_run_writes_nothing(run: Run) -> None:
    furnish(run)
    before = pathlib.Path("prorata.sqlite").read_bytes()
    code, out, _ = run(f"subscribe {BUY} --key k --payer p --dry-run")
    assert code == 0 and "nothing was written; it would charge:" in out and "1500.00" in out
    assert run("--dry-run catalog publish shop.json")[0] == 0
    assert run("--dry-run run")[0] == 0
    assert run("--dry-run init other.sqlite")[0] == 0 and not pathlib.Path("other.sqlite").exists()
    assert pathlib.Path("prorata.sqlite").read_bytes() == before


def test_a_preview_of_a_run_shows_what_it_would_add(run: Run) -> None:
    furnish(run)
    run(f"subscribe {BUY} --key k --payer p")
    code, out, _ = run("preview --table invoice --csv", at="2026-03-01T09:00:00Z")
    lines = out.splitlines()
    assert code == 0 and len(lines) == 3 and lines[0].startswith("id,account,")
    assert run("show invoice")[1] == "nothing\n"


def test_exit_codes_tell_refusals_apart(run: Run) -> None:
    assert run("verify")[0] == 4  # there is no book
    furnish(run)
    assert run("init")[0] == 4
    code, out, err = run("--json add-account --number b --currency RUBLE --zone Mars")
    assert code == 4 and [fault["path"] for fault in json.loads(out)["faults"]] == ["currency", "zone"]
    assert err.startswith("invalid_argument: the account was refused\n  currency: ")
    assert run("subscribe --account acme")[0] == 2
    assert run("dance")[0] == 2
    run(f"subscribe {BUY} --key k --payer p")
    run("end --subscription k --on 2026-01-20")
    code, out, err = run("set-quantity --subscription k --component seat --quantity 4", at="2026-01-21")
    assert (code, out) == (3, "") and err.startswith("declined window_closed: ")
    code, out, _ = run("set-quantity --subscription k --component seat --quantity 4 --json", at="2026-01-21")
    assert code == 3 and json.loads(out)["declined"] == "window_closed"


def test_a_catalogue_is_checked_compared_and_published(run: Run) -> None:
    assert run("catalog check shop.json", at="2026-01-01")[0] == 0  # no book is needed
    broken = json.loads(CATALOG)
    broken["tariffs"][0]["versions"][0]["prices"][0]["amount"] = 500.5
    broken["tariffs"][0]["product"] = "cms"
    pathlib.Path("broken.json").write_text(json.dumps(broken), encoding="utf-8")
    code, _, err = run("catalog check broken.json")
    assert code == 4 and "tariffs[0].versions[0].prices[0].amount" in err
    furnish(run)
    assert run("catalog diff shop.json")[:2] == (0, "no difference\n")
    dearer = json.loads(CATALOG)
    dearer["tariffs"][0]["versions"].append({**dearer["tariffs"][0]["versions"][0], "valid_from": "2027-01-01"})
    pathlib.Path("dearer.json").write_text(json.dumps(dearer), encoding="utf-8")
    code, out, _ = run("catalog diff dearer.json")
    assert code == 1 and '"valid_from": "2027-01-01"' in out and "\n+" in out
    assert run("catalog publish no_such_file.json")[0] == 2


def test_csv_files_are_imported_whole_or_not_at_all(run: Run) -> None:
    furnish(run)
    pathlib.Path("customers.csv").write_text("No;currency;zone;parent;Remark\nb;RUB;Europe/Moscow;;-\nc;RUBLE;Moscow;;-\n",
                                             encoding="utf-8-sig")
    pathlib.Path("payers.csv").write_text("account;code;kind;country\nb;p;individual;RU\nb;p;legal_entity;RU\n", encoding="utf-8")
    line = ("import customers.csv=add_account payers.csv=add_payer --delimiter ';' "
            "--column customers.csv.number=No --ignore customers.csv.Remark=yes")
    code, _, said = run(line)
    assert code == 4 and "nothing is recorded: 3 faults" in said
    for place in ("customers.csv:3:currency", "customers.csv:3:zone", "payers.csv:3"):
        assert f"  {place}" in said
    assert len(json.loads(run("show account --json")[1])) == 1
    pathlib.Path("customers.csv").write_text('No;currency;zone;parent;Remark\nb;RUB;Europe/Moscow;;"two\nlines"\n', encoding="utf-8")
    pathlib.Path("payers.csv").write_text("account;code;kind;country\nb;p;individual;RU\n", encoding="utf-8")
    for option, there, done, repeated in (("--dry-run", 1, "2", "0"), ("", 2, "2", "0"), ("", 2, "0", "2")):
        code, out, _ = run(f"{line} {option} --json")
        assert code == 0 and json.loads(out) == {"done": done, "repeated": repeated, "declined": "0", "skipped": "0", "later": "0"}
        assert len(json.loads(run("show account --json")[1])) == there


def test_a_declined_row_of_a_file_is_an_answer(run: Run) -> None:
    furnish(run)
    run("add-account --number small --currency RUB --zone UTC --terms credit --limit '100 RUB'", at="2026-01-01")
    run("add-payer --account small --code p --kind individual --country RU", at="2026-01-01")
    pathlib.Path("orders.csv").write_text(
        "account,key,tariff,seller,payer,quantity.seat,entered_at\nsmall,s,crm-base,rus,p,3,\nacme,a,crm-base,rus,p,3,\n"
        "acme,later,crm-base,rus,p,1,2026-01-20T09:00:00Z\n", encoding="utf-8")
    code, out, _ = run("import orders.csv=subscribe --until 2026-01-20 --json")
    told = json.loads(out)
    assert (code, told["done"], told["declined"], told["later"]) == (3, "1", "1", "1")
    assert told["declined.orders.csv:2"].startswith("over_limit: ")


def test_what_import_cannot_read_is_wrong_usage(run: Run) -> None:
    furnish(run)
    pathlib.Path("a.csv").write_bytes(b"number\n\xff\n")
    assert run("import a.csv=add_account")[0] == 2
    assert run("import no_such_file.csv=add_account")[0] == 2
    assert run("import shop.json=add_acount")[0] == 2
    assert run("import shop.json=add_account ./shop.json=add_account")[0] == 4


def test_rows_are_exported(run: Run) -> None:
    furnish(run)
    run(f"subscribe {BUY} --key k --payer p")
    code, out, _ = run("export charge subscription=k")
    assert code == 0 and out.splitlines()[1].split(",")[:3] == ["1", "acme", "k"]
    assert json.loads(run("--json export charge")[1])[0]["tax"] == "270.49"


def test_stories_are_played(run: Run) -> None:
    pathlib.Path("good.scenario").write_text("on 2026-01-01 add_seller code=a name=A country=RU zone=UTC\n", encoding="utf-8")
    pathlib.Path("wrong.scenario").write_text(
        "on 2026-01-01 add_seller code=a name=A country=RU zone=UTC\nexpect value seller = b\n", encoding="utf-8")
    assert run("scenario good.scenario")[:2] == (0, "good.scenario: passed\n")
    code, out, _ = run("scenario good.scenario wrong.scenario --accept")
    assert code == 1 and "wrong.scenario:2: expected seller = b, it is a" in out
    assert run("scenario wrong.scenario")[0] == 0


def test_help_of_every_verb_names_its_fields(run: Run) -> None:
    for name, meaning, fields in _core.commands():
        if name == "publish":
            continue
        code, out, _ = run(f"{name.replace('_', '-')} --help")
        assert code == 0
        for field, *_ in fields:
            assert f"--{field.replace('_', '-')}" in out, (name, field)
    code, out, _ = run("--help")
    assert code == 0 and "exit codes:" in out and "examples:" in out


def verbs_of(parsers: Any, before: str = "prorata") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every verb by its words, with those of `catalog`, `invoice` and `account`."""
    for name, parser in parsers.choices.items():
        inside = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
        if inside:
            yield from verbs_of(inside[0], f"{before} {name}")
        else:
            yield f"{before} {name}", parser


def test_every_verb_has_an_example_that_it_takes(run: Run) -> None:
    parser, parsers = cli.grammar.build()
    cli._add_verbs(parsers)
    for name in ("usage.csv", "accounts.csv", "payers.csv"):
        pathlib.Path(name).write_text("", encoding="utf-8")
    seen = list(verbs_of(parsers))
    assert len(seen) > len(_core.commands())
    for words, one in seen:
        example = (one.epilog or "").strip().splitlines()[-1].strip()
        assert example.startswith(words), words
        if "*" not in example:
            assert parser.parse_args(shlex.split(example)[1:]).act


def test_rows_are_written_to_a_parquet_file(run: Run) -> None:
    furnish(run)
    run(f"subscribe {BUY} --key k --payer p")
    code, out, _ = run("export charge --parquet charges.parquet")
    assert code == 0 and out.splitlines()[1].split() == ["rows", "1"]
    import polars
    assert polars.read_parquet("charges.parquet")["tax"].to_list() == [Decimal("270.49")]


def test_a_run_that_is_watched_has_a_progress_bar(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    furnish(run)
    run(f"subscribe {BUY} --key k --payer p")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    code, out, err = run("run --json", at="2026-02-10T09:00:00Z")
    assert code == 0 and json.loads(out)["accounts"] == "1" and "1 accounts, 1 charges" in err
    monkeypatch.setitem(sys.modules, "rich.console", None)  # without rich, and without tqdm
    monkeypatch.setitem(sys.modules, "tqdm", None)
    code, _, err = run("run", at="2026-03-10T09:00:00Z")
    assert (code, err) == (0, "")


def test_ctrl_c_has_an_exit_code_of_its_own(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    furnish(run)

    def press(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(prorata.Engine, "perform", press)
    code, out, err = run("run")
    assert (code, out) == (130, "") and "run again to go on" in err


def test_it_is_installed_as_a_program(tmp_path: pathlib.Path) -> None:
    script = pathlib.Path(sys.executable).with_name("prorata")
    for command in ([str(script)], [sys.executable, "-m", "prorata"]):
        done = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True, cwd=tmp_path)
        assert done.stdout == f"prorata {prorata.__version__}\n"
