"""The root of the exception tree; its classes are written from the library's list of codes."""

from __future__ import annotations

import typing

if typing.TYPE_CHECKING:
    from ._codes import ErrorCode
    from .errors import Fault


class Error(Exception):
    """A call that could not be carried out; nothing was recorded.

    `code` is the number's name, `message` the sentence, `faults` everything that is wrong.
    """

    code: ErrorCode
    message: str
    faults: tuple[Fault, ...]

    def __init__(self, message: str, faults: tuple[Fault, ...] = ()) -> None:
        wrong = "; ".join(f"{path}: {what}" if path else what for path, what in faults)
        super().__init__(f"{message}: {wrong}" if wrong else message)
        self.message = message
        self.faults = faults

    def __reduce__(self) -> tuple[type[Error], tuple[str, tuple[Fault, ...]]]:
        return type(self), (self.message, self.faults)


class StorageError(Error):
    """The book could not be read or written; the classes below say why."""
