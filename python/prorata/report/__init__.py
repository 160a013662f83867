"""A book as one page of HTML: what was charged, paid and taxed, who owes what, every document and
line with its reason, in English and Russian. One file, no network, no browser plug-in.

>>> from prorata import report            # pip install prorata[report]
>>> report.write(book, "report.html", at="2026-04-01T09:00:00+03:00")   # doctest: +SKIP

Texts of the book (names, numbers, keys) stay text: the templates escape every one of them.
"""

from .figures import Figures, figures_of
from . import page
from .documents import Document, documents_of
from .page import render, write

__all__ = ["Document", "Figures", "documents_of", "figures_of", "page", "render", "write"]
