"""Wrong use gives an exception: other threads, fork, closed books, pickling, Ctrl-C."""

from __future__ import annotations

import copy
import os
import pathlib
import pickle
import signal
import sqlite3
import threading
from collections.abc import Iterator

import prorata
import pytest
from conftest import At, furnish


def test_a_closed_book_says_so(book: prorata.Engine, at: At) -> None:
    assert not book.closed
    book.close()
    book.close()
    assert book.closed and repr(book).endswith(", closed>")
    for call in (lambda: len(book.show("account")), book.verify, lambda: book.run(at("2026-01-01")),
                 lambda: book.add_seller(at("2026-01-01"), code="a", name="A", country="RU", zone="UTC")):
        with pytest.raises(prorata.Misuse, match="closed"):
            call()


def test_a_book_is_not_pickled_or_copied(book: prorata.Engine) -> None:
    for refused in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="open it again"):
            refused(book)


def test_values_and_errors_are_pickled(at: At) -> None:
    for value in (at("2026-01-01"), prorata.Money.parse("1.00 RUB"), prorata.Term("P1M"),
                  prorata.Answer({"a": "b"}), prorata.Decline(prorata.DeclineCode.blocked, "no")):
        assert pickle.loads(pickle.dumps(value)) == value
    error = pickle.loads(pickle.dumps(prorata.NotFound("no", (prorata.Fault("a", "b"),))))
    assert type(error) is prorata.NotFound and error.faults == (("a", "b"),) and str(error) == "no: a: b"


def test_a_second_call_at_the_same_time_is_refused(book: prorata.Engine, at: At) -> None:
    """From another thread, and from the progress callback itself."""
    furnish(book, at, accounts=3)
    refused: list[type[BaseException]] = []

    def call() -> None:
        try:
            len(book.show("account"))
        except prorata.Error as error:
            refused.append(type(error))

    def progress(accounts: int, charges: int) -> None:
        other = threading.Thread(target=call)
        other.start()
        other.join()
        call()
        with pytest.raises(prorata.Busy):
            book.close()

    book.run(at("2026-02-10"), batch=3, progress=progress)
    assert refused and set(refused) == {prorata.Busy}
    assert len(book.show("account")) == 3


def test_a_book_may_move_from_thread_to_thread(book: prorata.Engine, at: At) -> None:
    furnish(book, at)
    counts: list[int] = []
    for _ in range(4):
        thread = threading.Thread(target=lambda: counts.append(len(book.show("account"))))
        thread.start()
        thread.join()
    assert counts == [1, 1, 1, 1]


def test_a_waiting_call_lets_other_threads_run(at: At, tmp_path: pathlib.Path) -> None:
    """The lock of the file is freed by this thread while the other one waits for it in the library."""
    path = tmp_path / "book.sqlite"
    with prorata.Engine(path) as book:
        furnish(book, at)
        other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        other.execute("BEGIN IMMEDIATE")
        done = threading.Event()

        def command() -> None:
            book.add_seller(at("2026-01-02"), code="b", name="B", country="RU", zone="UTC")
            done.set()

        thread = threading.Thread(target=command)
        thread.start()
        assert not done.wait(0.2)
        other.execute("ROLLBACK")
        thread.join()
        assert done.is_set()
        other.close()


def test_books_of_several_threads_work_side_by_side(at: At, tmp_path: pathlib.Path) -> None:
    path = tmp_path / "book.sqlite"
    prorata.Engine(path).close()
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            with prorata.Engine(path) as book:
                for step in range(10):
                    book.add_seller(prorata.Context("2026-01-01T00:00:00Z", "test", f"{number}-{step}"),
                                    code=f"s{number}-{step}", name="S", country="RU", zone="UTC")
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with prorata.Engine(path) as book:
        assert len(book.show("seller")) == 40 and book.verify() == []


@pytest.mark.parametrize("kind", ["memory", "sqlite"])
def test_a_forked_child_is_refused_and_the_parent_goes_on(kind: str, at: At, tmp_path: pathlib.Path) -> None:
    book = prorata.Engine(None if kind == "memory" else tmp_path / "book.sqlite")
    furnish(book, at)
    child = os.fork()
    if child == 0:
        code = 1
        try:
            book.verify()
        except prorata.Misuse as error:
            code = 0 if "fork" in str(error) else 2
        finally:
            del book
            os._exit(code)
    assert os.waitpid(child, 0)[1] == 0
    book.run(at("2026-02-10"))
    assert book.verify() == []
    book.close()


@pytest.fixture
def heeds_ctrl_c() -> Iterator[None]:
    """A process that was started in the background ignores the signal: then Python does too."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeds_ctrl_c")
def test_ctrl_c_stops_a_run_between_batches_and_a_later_run_goes_on(book: prorata.Engine, at: At) -> None:
    furnish(book, at, accounts=4)
    seen: list[int] = []

    def press(accounts: int, charges: int) -> None:
        seen.append(accounts)
        signal.raise_signal(signal.SIGINT)

    context = at("2026-03-01")
    with pytest.raises(KeyboardInterrupt):
        book.run(context, batch=1, progress=press)
    done = len(book.show("charge"))
    assert len(seen) == 1 and done < 12
    book.run(context, batch=1)  # the same key: an unfinished run is no answer
    assert book.verify() == []
    with prorata.Engine() as straight:
        furnish(straight, at, accounts=4)
        straight.run(at("2026-03-01"))
        amounts = [[row.amount for row in rows] for rows in (book.show("charge"), straight.show("charge"))]
        assert sorted(amounts[0]) == sorted(amounts[1]) and len(amounts[0]) > done


def test_a_progress_callback_can_cancel_or_fail(book: prorata.Engine, at: At) -> None:
    furnish(book, at, accounts=4)
    with pytest.raises(prorata.Cancelled):
        book.run(at("2026-03-01"), batch=1, progress=lambda accounts, charges: False)

    def fail(accounts: int, charges: int) -> None:
        raise ZeroDivisionError("in the callback")

    with pytest.raises(ZeroDivisionError, match="in the callback"):
        book.run(at("2026-03-02"), batch=1, progress=fail)
    assert book.run(at("2026-03-02"), progress=lambda accounts, charges: None).accounts == 4
    assert len(book.show("charge")) == 8


def test_what_is_no_book_is_refused(tmp_path: pathlib.Path) -> None:
    foreign = tmp_path / "foreign.sqlite"
    with sqlite3.connect(foreign) as other:
        other.execute("CREATE TABLE t (x)")
    other.close()
    with pytest.raises(prorata.StorageForeign):
        prorata.Engine(foreign)
    text = tmp_path / "text.sqlite"
    text.write_text("no database" * 100)
    with pytest.raises(prorata.StorageError):
        prorata.Engine(text)
    with pytest.raises(prorata.StorageFailed):
        prorata.Engine(tmp_path / "no" / "folder" / "book.sqlite")
