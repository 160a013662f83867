"""The report of a book: its figures add up, its texts stay text, it needs nothing else."""

from __future__ import annotations

import html.parser
import pathlib
from decimal import Decimal

import prorata
import pytest

from conftest import At, furnish

report = pytest.importorskip("prorata.report")
HOSTILE = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}", "$\\frac{1}{2}$ &amp; </svg>"]


def hostile_book(at: At) -> prorata.Engine:
    """Names and titles that would like to be more than text."""
    book = prorata.Engine()
    furnish(book, at)
    for place, name in enumerate(HOSTILE):
        account = f"h{place}"
        book.add_account(at("2026-01-01"), number=account, currency="RUB", zone="Europe/Moscow", terms="credit",
                         limit=prorata.Money("9000.00", "RUB"))
        book.add_payer(at("2026-01-01"), account=account, code=name, kind="individual", country="DE",
                       requisite={"name": name})
        book.subscribe(at("2026-01-10"), account=account, key=name, tariff="crm-base", seller="rus", payer=name).value
    book.run(at("2026-02-01"))
    book.run(at("2026-03-20"))
    return book


class Tags(html.parser.HTMLParser):
    """Collects elements, attributes and texts of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_hostile_names_stay_text(at: At) -> None:
    page = Tags(report.render(hostile_book(at), at="2026-03-20", title=HOSTILE[0]))
    assert page.tags.count("script") == 1  # the page's own
    assert "img" not in page.tags
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    shown = " ".join(page.texts)
    for name in HOSTILE:
        assert name in shown


def test_page_is_self_contained(at: At) -> None:
    page = Tags(report.render(hostile_book(at), at="2026-03-20"))
    for name, value in page.attributes:
        if name in ("src", "href", "xlink:href", "action", "data", "poster"):
            assert value.startswith("#"), (name, value)
    assert "link" not in page.tags


def test_figures_add_up(at: At) -> None:
    book = hostile_book(at)
    figures = report.figures_of(book, report.page.day_of("2026-03-20"))
    charged = sum((row.amount for row in book.show("charge")), Decimal(0))
    assert figures.total("charged", "RUB") == charged
    assert sum(sum(month.products.values(), Decimal(0)) for month in figures.months) == charged
    assert sum(figures.ages["RUB"], Decimal(0)) == sum((row.unpaid for row in book.show("receivable")), Decimal(0))
    for credit in figures.credits:
        assert sum((part for _, part in credit.parts), Decimal(0)) == credit.limit
    assert figures.findings == 0


def test_lines_of_documents_add_up_to_their_totals(at: At) -> None:
    book = hostile_book(at)
    figures = report.figures_of(book, report.page.day_of("2026-03-20"))
    documents = report.documents_of(book, figures, 100)
    assert {document.kind for document in documents} == {"invoice", "act"}
    for document in documents:
        assert sum((line.total for line in document.lines), Decimal(0)) == document.total, document
        assert sum((line.tax for line in document.lines), Decimal(0)) == document.tax, document
        for line in document.lines:
            assert line.reasons and all(reason.text["en"] and reason.text["ru"] for reason in line.reasons)


def test_same_book_same_bytes(at: At, tmp_path: pathlib.Path) -> None:
    book = hostile_book(at)
    first = report.render(book, at="2026-03-20", language="ru")
    assert first == report.render(book, at="2026-03-20", language="ru")
    report.write(book, tmp_path / "report.html", at="2026-03-20", language="ru")
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == first
    assert '<html lang="ru"' in first


def test_empty_book_and_wrong_language(at: At) -> None:
    with prorata.Engine() as book:
        assert "prorata" in report.render(book, at="2026-03-20")
        with pytest.raises(ValueError, match="en"):
            report.render(book, at="2026-03-20", language="de")
