"""A progress bar where rich or tqdm is installed and somebody watches; nothing otherwise."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator

__all__ = ["bar"]


@contextlib.contextmanager
def bar() -> Iterator[Callable[[int, int], None] | None]:
    """The callback of `Engine.run`."""
    if not sys.stderr.isatty():
        yield None
        return
    try:
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
    except ImportError:
        with _tqdm() as told:
            yield told
        return
    columns = [SpinnerColumn(), TextColumn("{task.fields[done]}"), TimeElapsedColumn()]
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as shown:
        task = shown.add_task("run", total=None, done="")
        yield lambda accounts, charges: shown.update(task, done=f"{accounts} accounts, {charges} charges")


@contextlib.contextmanager
def _tqdm() -> Iterator[Callable[[int, int], None] | None]:
    try:
        from tqdm import tqdm  # type: ignore[import-untyped, import-not-found, unused-ignore]
    except ImportError:
        yield None
        return
    with tqdm(unit=" accounts", leave=False) as shown:
        def told(accounts: int, charges: int) -> None:
            shown.update(accounts - shown.n)
            shown.set_postfix(charges=charges)
        yield told
