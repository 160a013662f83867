"""Every ```python block of README and docs is a program, every ```console block a session: both are run.

A python block is followed by a ```text block with what it prints. The console blocks of a page are one
session in an empty folder: `$ ` starts a command, `> ` continues it, other lines are what it prints.
"""

from __future__ import annotations

import os
import pathlib
import re
import subprocess
import sys

import prorata
import pytest
from conftest import ROOT
from prorata import cli

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def blocks(page: pathlib.Path) -> list[tuple[str, str]]:
    return [(match[1], match[2]) for match in BLOCK.finditer(page.read_text(encoding="utf-8"))]


def programs() -> list[tuple[str, str, str]]:
    found = []
    for page in PAGES:
        following = blocks(page)
        for number, (language, text) in enumerate(following):
            if language == "python":
                after = following[number + 1] if number + 1 < len(following) else ("", "")
                assert after[0] == "text", f"{page.name}: a python block is not followed by its output"
                found.append((f"{page.stem}-{number}", text, after[1]))
    return found


def commands(session: str) -> list[tuple[str, str]]:
    """(command, what it prints) of a session."""
    found: list[tuple[str, str]] = []
    for line in session.splitlines(keepends=True):
        if line.startswith("$ "):
            found.append((line[2:], ""))
        elif line.startswith("> ") and not found[-1][1]:
            found[-1] = (found[-1][0] + line[2:], "")
        else:
            found[-1] = (found[-1][0], found[-1][1] + line)
    return found


@pytest.mark.parametrize(("text", "printed"), [case[1:] for case in programs()], ids=[case[0] for case in programs()])
def test_a_program_prints_what_the_page_shows(text: str, printed: str, tmp_path: pathlib.Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(text, encoding="utf-8")
    done = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, cwd=tmp_path, timeout=120)
    assert (done.stdout, done.returncode) == (printed, 0), done.stderr


SESSIONS = [page for page in PAGES if any(language == "console" for language, _ in blocks(page))]


@pytest.mark.parametrize("page", SESSIONS, ids=lambda page: page.stem)
def test_a_session_says_what_the_page_shows(page: pathlib.Path, tmp_path: pathlib.Path) -> None:
    path = f"{pathlib.Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for language, text in blocks(page):
        for command, printed in commands(text) if language == "console" else []:
            done = subprocess.run(["bash", "-c", command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                  cwd=tmp_path, timeout=120, env={**os.environ, "PATH": path, "COLUMNS": "120"})
            assert done.stdout == printed, command


def test_the_pages_name_everything() -> None:
    python = (ROOT / "docs/reference/python.md").read_text(encoding="utf-8")
    assert [name for name in prorata.__all__ if not re.search(rf"`{name}\b", python) and name != "__version__"] == []
    for code in prorata.ErrorCode:
        fault = next(name for name in prorata.__all__ if getattr(getattr(prorata, name), "code", None) is code)
        assert f"| `{fault}` | `{code.name}` |" in python
    page = (ROOT / "docs/reference/command-line.md").read_text(encoding="utf-8")
    parser, parsers = cli.grammar.build()
    cli._add_verbs(parsers)
    described = {name.replace("_", "-") for name, _, _ in prorata._core.commands()} - {"run"}
    assert [verb for verb in parsers.choices if verb not in described and f"`{verb}" not in page] == []
    assert re.findall(r"^\| (\d+) \| ", page, re.M) == ["0", "1", "2", "3", "4", "130"]
