"""The four stories in Python print what those in C++ and C print."""

from __future__ import annotations

import subprocess
import sys

import pytest
from conftest import ROOT

STORIES = sorted(path.stem for path in (ROOT / "examples/expected").glob("*.txt"))


@pytest.mark.parametrize("story", STORIES)
def test_a_story_prints_what_it_prints_in_every_language(story: str) -> None:
    program = ROOT / f"examples/python/{story}.py"
    done = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert done.stdout == (ROOT / f"examples/expected/{story}.txt").read_text(encoding="utf-8")
    assert len(program.read_text(encoding="utf-8").splitlines()) <= 120


def test_every_story_is_there() -> None:
    told = {path.stem for path in (ROOT / "examples/python").glob("*.py")} - {"story", "portal"}
    assert told == set(STORIES) and len(STORIES) >= 4
