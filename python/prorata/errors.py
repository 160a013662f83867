"""Faults: one exception tree, a class for each code of the library.

A call that cannot be carried out raises the class of its code and has recorded nothing. `faults`
names everything that is wrong, not only the first thing. A business answer "no" is no exception
but a value: `prorata.Decline`.

>>> import prorata
>>> issubclass(prorata.NotFound, prorata.Error), issubclass(prorata.NotFound, LookupError)
(True, True)
>>> prorata.StorageFull.code
<ErrorCode.storage_full: 12>
"""

from __future__ import annotations

from typing import NamedTuple

from ._codes import CLASSES, DeclineCode, Error, ErrorCode

__all__ = ["Declined", "DeclineCode", "Error", "ErrorCode", "Fault"]


class Fault(NamedTuple):
    """One thing that is wrong: where (a path into the input, or "" for all of it), and what."""

    path: str
    message: str


class Declined(Exception):
    """Raised by `Decline.value`: a declined command was used as if it had been carried out.

    It is no `Error`: nothing was wrong with the request, the book said no.
    """

    def __init__(self, code: DeclineCode, message: str) -> None:
        super().__init__(f"{code.name}: {message}")
        self.code = code
        self.message = message


def from_core(code: str, message: str, faults: list[tuple[str, str]]) -> Error:
    """The exception of a fault of the library; called by `_core`."""
    return CLASSES[ErrorCode[code]](message, tuple(Fault(*fault) for fault in faults))
