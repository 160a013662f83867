"""Rows in volume: polars, pandas, pyarrow and duckdb read the Arrow stream; notebooks get escaped tables."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal

import duckdb
import pandas
import polars
import prorata
import pyarrow  # type: ignore[import-untyped]
import pytest
from conftest import At, furnish

TABLES = ["charge", "invoice", "posting", "journal"]


@pytest.fixture
def billed(at: At) -> Iterator[prorata.Engine]:
    with prorata.Engine() as book:
        furnish(book, at, accounts=40)
        book.run(at("2026-03-15"))
        yield book


@pytest.mark.parametrize("query", TABLES)
def test_all_four_libraries_read_the_same_rows(billed: prorata.Engine, query: prorata.QueryName) -> None:
    rows = billed.show(query)
    assert len(rows) >= 80
    frame = polars.DataFrame(rows)
    assert frame.columns == rows.columns and frame.height == len(rows)
    table = pyarrow.table(rows)
    assert table.column_names == rows.columns and table.num_rows == len(rows)
    pandas_frame = rows.to_pandas()
    assert list(pandas_frame.columns) == rows.columns and len(pandas_frame) == len(rows)
    relation = duckdb.sql("SELECT count(*), max(id) FROM rows")
    assert relation is not None and relation.fetchall() == [(len(rows), rows[-1].id)]
    assert rows.to_polars().equals(frame)
    assert table.to_pylist() == frame.to_dicts()
    from_arrow = pandas.DataFrame.from_arrow(rows)  # type: ignore[attr-defined]
    assert from_arrow["id"].tolist() == frame["id"].to_list()


def test_values_are_exact_and_typed(billed: prorata.Engine) -> None:
    rows = billed.show("charge", account="a7")
    frame = rows.to_polars()
    assert frame["amount"].to_list() == [row.amount for row in rows]
    assert frame["starts_on"].to_list() == [row.starts_on for row in rows]
    assert frame["kind"].to_list() == [str(row.kind) for row in rows]
    assert isinstance(frame["amount"][0], Decimal) and isinstance(frame["starts_on"][0], datetime.date)
    relation = duckdb.sql("SELECT sum(amount) FROM rows")
    assert relation is not None and relation.fetchall() == [(sum(row.amount for row in rows),)]
    journal = billed.show("journal").to_polars()
    assert journal["recorded_at"][0] == datetime.datetime(2026, 1, 1, 9, tzinfo=datetime.timezone.utc)


def test_what_is_null_stays_null(billed: prorata.Engine) -> None:
    frame = billed.show("account").to_polars()
    assert frame["parent"].null_count() == frame.height and frame["credit_limit"].null_count() == frame.height


def test_a_stream_that_nobody_reads_is_released(billed: prorata.Engine) -> None:
    for _ in range(200):
        billed.show("charge").__arrow_c_stream__()


def test_a_stream_of_a_closed_book_answers_an_error(billed: prorata.Engine) -> None:
    reader = pyarrow.RecordBatchReader.from_stream(billed.show("charge"))
    billed.close()
    with pytest.raises(OSError, match="closed"):
        reader.read_all()
    with pytest.raises(prorata.Misuse):
        billed.show("charge").to_polars()


def test_a_stream_has_the_faults_of_its_query(billed: prorata.Engine) -> None:
    with pytest.raises(prorata.NotFound):
        billed.show("nothing").__arrow_c_stream__()  # type: ignore[arg-type]
    answer, shown = billed.preview(prorata.Context("2026-03-16T00:00:00Z", "a", "k"), "end", {"subscription": "s1"})
    assert answer
    with pytest.raises(TypeError, match="no stream"):
        shown.__arrow_c_stream__()


def test_notebooks_get_escaped_tables(billed: prorata.Engine, at: At) -> None:
    billed.add_seller(at("2026-03-15"), code="evil", name="<script>alert(1)</script>&", country="RU", zone="UTC")
    shown = billed.show("seller")._repr_html_()
    assert "<script>" not in shown and "&lt;script&gt;alert(1)&lt;/script&gt;&amp;" in shown
    assert billed.show("charge")._repr_html_().endswith("<p>… 60 more</p>")
    invoice = billed.invoice("I000001")._repr_html_()
    assert "<caption>invoice I000001</caption>" in invoice and "<caption>lines</caption>" in invoice
    report = billed.run(at("2026-03-16"))
    assert "<th>charges</th>" in report._repr_html_() and repr(report).startswith("RunReport({'run': ")
    explanation = billed.explain(1)
    assert explanation._repr_html_() == f"<p>{explanation}</p>"
    assert prorata.Explanation("a < b\nc")._repr_html_() == "<p>a &lt; b</p><p>c</p>"


def test_people_get_an_aligned_table(billed: prorata.Engine, at: At) -> None:
    billed.add_seller(at("2026-03-15"), code="odd", name="two\nlines\x1b[31m", country="RU", zone="UTC")
    lines = repr(billed.show("seller")).splitlines()
    assert lines[0] == "seller, 2 rows" and len(lines) == 4 and "two\\nlines\\x1b[31m" in lines[3]
    assert repr(billed.show("charge")).endswith("… 60 more")
