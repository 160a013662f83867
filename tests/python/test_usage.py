"""Usage as a table: out of the frames of four libraries, exact, all or nothing."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import duckdb
import pandas
import polars
import prorata
import pyarrow  # type: ignore[import-untyped]
import pytest
from conftest import At

CATALOG = json.dumps({
    "products": [{"code": "net"}],
    "tariffs": [{"code": "traffic", "product": "net", "title": "Traffic", "versions": [{
        "valid_from": "2026-01-01", "components": [{"code": "gb", "title": "GB", "kind": "metered", "timing": "in_arrears"}],
        "prices": [{"component": "gb", "currency": "RUB", "amount": "1.5"}]}]}],
    "tax_rates": [{"country": "RU", "tax_class": "standard", "from": "2026-01-01", "percent": 22}],
})
NOON = datetime.datetime(2026, 1, 5, 12, tzinfo=datetime.timezone.utc)
ROWS: list[dict[str, Any]] = [
    {"subscription": f"s{n % 3}", "component": "gb", "key": f"u{n}-{'x' * n}", "quantity": Decimal(n) / 8,
     "at": NOON + datetime.timedelta(hours=n)} for n in range(24)]


@pytest.fixture
def metered(at: At) -> Iterator[prorata.Engine]:
    with prorata.Engine() as book:
        book.publish(at("2026-01-01"), catalog=CATALOG)
        book.add_seller(at("2026-01-01"), code="rus", name="Rus", country="RU", zone="Europe/Moscow")
        for n in range(3):
            book.add_account(at("2026-01-01"), number=f"a{n}", currency="RUB", zone="Europe/Moscow", terms="postpaid")
            book.add_payer(at("2026-01-01"), account=f"a{n}", code="p", kind="individual", country="RU")
            book.subscribe(at("2026-01-01"), account=f"a{n}", key=f"s{n}", tariff="traffic", seller="rus", payer="p").value
        yield book


def by_duckdb() -> Any:
    rows = pyarrow.Table.from_pylist(ROWS)
    relation = duckdb.sql("SELECT * FROM rows")
    del rows
    return relation


FRAMES: dict[str, Callable[[], Any]] = {
    "polars": lambda: polars.DataFrame(ROWS),
    "polars, with categories": lambda: polars.DataFrame(ROWS).with_columns(polars.col("component").cast(polars.Categorical)),
    "pandas": lambda: pandas.DataFrame(ROWS),
    "pandas, with categories": lambda: pandas.DataFrame(ROWS).astype({"subscription": "category"}),
    "pyarrow": lambda: pyarrow.Table.from_pylist(ROWS),
    "pyarrow, in batches": lambda: pyarrow.RecordBatchReader.from_batches(
        pyarrow.Table.from_pylist(ROWS).schema, pyarrow.Table.from_pylist(ROWS).to_batches(max_chunksize=5)),
    "duckdb": by_duckdb,
}


@pytest.mark.parametrize("library", FRAMES)
def test_a_frame_of_each_library_is_recorded_exactly(metered: prorata.Engine, at: At, library: str) -> None:
    context = at("2026-01-20")
    answer = metered.record_usage_batch(context, FRAMES[library]()).value
    assert (answer.integer("recorded"), answer.integer("already_there")) == (24, 0)
    stored = {row.key: (row.subscription, row.quantity, row.used_at) for row in metered.show("usage")}
    assert stored == {row["key"]: (row["subscription"], row["quantity"], row["at"]) for row in ROWS}
    assert metered.record_usage_batch(context, FRAMES[library]()) == answer  # the key makes a retry harmless
    again = metered.record_usage_batch(at("2026-01-20"), FRAMES[library]()).value
    assert (again.integer("recorded"), again.integer("already_there")) == (0, 24)
    assert metered.verify() == []


def test_one_error_names_every_faulty_row(metered: prorata.Engine, at: At) -> None:
    rows = [dict(row, quantity=str(row["quantity"])) for row in ROWS]
    rows[2]["quantity"] = "much"
    rows[5]["subscription"] = "nobody"
    rows[11]["component"] = None
    rows[17]["quantity"] = "-1"
    before = metered.show("journal").texts
    with pytest.raises(prorata.InvalidArgument) as caught:
        metered.record_usage_batch(at("2026-01-20"), polars.DataFrame(rows))
    assert [fault.path for fault in caught.value.faults] == [
        "records[2].quantity", "records[5].subscription", "records[11].component", "records[17].quantity"]
    assert len(metered.show("usage")) == 0 and metered.show("journal").texts == before


def test_columns_are_told_before_rows(metered: prorata.Engine, at: At) -> None:
    frame = polars.DataFrame(ROWS).with_columns(polars.col("quantity").cast(polars.Float64),
                                                polars.col("at").dt.replace_time_zone(None)).rename({"key": "id"})
    with pytest.raises(prorata.InvalidArgument) as caught:
        metered.record_usage_batch(at("2026-01-20"), frame)
    faults = {fault.path: fault.message for fault in caught.value.faults}
    assert set(faults) == {"id", "quantity", "at", "key"}
    assert "binary floating-point" in faults["quantity"] and "without a zone" in faults["at"]
    with pytest.raises(TypeError, match="records is a list; give a polars or pandas frame"):
        metered.record_usage_batch(at("2026-01-20"), ROWS)  # type: ignore[arg-type]
    assert len(metered.show("usage")) == 0


def test_a_producer_that_fails_or_calls_the_book_records_nothing(metered: prorata.Engine, at: At) -> None:
    table = pyarrow.Table.from_pylist(ROWS)

    def batches(work: Callable[[], object]) -> Iterator[Any]:
        yield from table.to_batches(max_chunksize=10)[:1]
        work()

    def fail() -> None:
        raise ZeroDivisionError("in the producer")

    with pytest.raises(prorata.InvalidArgument, match="in the producer"):
        metered.record_usage_batch(at("2026-01-20"), pyarrow.RecordBatchReader.from_batches(table.schema, batches(fail)))
    with pytest.raises(prorata.InvalidArgument, match="another call is using this book"):
        metered.record_usage_batch(at("2026-01-20"), pyarrow.RecordBatchReader.from_batches(
            table.schema, batches(lambda: len(metered.show("usage")))))
    assert len(metered.show("usage")) == 0


def test_a_capsule_is_taken_once(metered: prorata.Engine, at: At) -> None:
    capsule = polars.DataFrame(ROWS).__arrow_c_stream__()

    class Spent:
        def __arrow_c_stream__(self, requested_schema: object = None) -> Any:
            return capsule

    metered.record_usage_batch(at("2026-01-20"), Spent())
    with pytest.raises(prorata.Misuse, match="released"):
        metered.record_usage_batch(at("2026-01-20"), Spent())
    with pytest.raises(ValueError):
        metered._core.record_usage("2026-01-20T00:00:00Z", "a", "k", pyarrow.schema([]).__arrow_c_schema__())
