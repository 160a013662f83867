"""What a reader or an editor is told about the package holds: types, stubs, docstrings, the tree of faults."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pathlib
import pkgutil
import re
import subprocess
import sys
import zipfile

import prorata
import pytest
from conftest import ROOT

PACKAGE = pathlib.Path(prorata.__file__).parent
MODULES = sorted(module.name for module in pkgutil.iter_modules([str(PACKAGE)]) if module.name not in ("__main__", "_core"))


def run(*command: str) -> str:
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, timeout=500)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_installed_wheel_is_tested() -> None:
    assert ROOT / "python" not in PACKAGE.parents
    assert (PACKAGE / "py.typed").is_file() and (PACKAGE / "_core.pyi").is_file()


def test_the_wheel_needs_nothing_else(tmp_path: pathlib.Path) -> None:
    """Unpacked beside nothing: no other package can be imported."""
    [wheel] = (ROOT / "build/dist").glob("prorata-*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path)
    program = (f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import prorata, prorata.cli\n"
               "with prorata.Engine() as book: print(len(book.show('account')), book.verify(), prorata.__file__)")
    done = subprocess.run([sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout == f"0 [] {tmp_path / 'prorata/__init__.py'}\n", done.stderr


def test_mypy_is_strictly_content() -> None:
    cache = f"--cache-dir={ROOT / 'build/mypy'}"
    run("mypy", "--strict", cache, "-p", "prorata")
    for programs in ("tests/python", "examples/python"):
        run("mypy", "--strict", cache, programs)


def test_the_stub_is_the_module() -> None:
    run("mypy.stubtest", "prorata._core")


@pytest.mark.parametrize("name", ["prorata", *(f"prorata.{name}" for name in MODULES)])
def test_docstrings_hold(name: str) -> None:
    tested = doctest.testmod(importlib.import_module(name), raise_on_error=False)
    assert tested.failed == 0


def test_every_public_name_is_documented() -> None:
    for name in prorata.__all__:
        thing = getattr(prorata, name)
        if inspect.isclass(thing) or inspect.isfunction(thing):
            assert thing.__doc__, name
        if inspect.isclass(thing):
            for member, function in vars(thing).items():
                if not member.startswith("_") and inspect.isfunction(function) and name == "Engine":
                    assert function.__doc__, f"{name}.{member}"


def test_the_tree_of_faults_is_the_list_of_codes() -> None:
    page = (ROOT / "docs/reference/errors.md").read_text(encoding="utf-8")
    faults = re.findall(r"^\| (\d+) \| `(\w+)` \| (.+) \|$", page.split("## Declines")[0], re.M)
    declines = re.findall(r"^\| (\d+) \| `(\w+)` \|", page.split("## Declines")[1], re.M)
    assert [(str(code.value), code.name) for code in prorata.ErrorCode] == [fault[:2] for fault in faults]
    assert [(str(code.value), code.name) for code in prorata.DeclineCode] == declines
    for _, name, _ in faults:
        fault = getattr(prorata, "".join(word.capitalize() for word in name.split("_")))
        assert issubclass(fault, prorata.Error) and fault.code.name == name
        assert issubclass(fault, prorata.StorageError) == name.startswith("storage_")
    assert not issubclass(prorata.Declined, prorata.Error)
