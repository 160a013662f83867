"""Commands and queries through the typed facade."""

from __future__ import annotations

import datetime
from decimal import Decimal

import prorata
import pytest
from conftest import At, furnish

NOON = datetime.datetime(2026, 2, 1, 12, tzinfo=datetime.timezone.utc)


def test_every_command_is_a_method_with_the_described_fields() -> None:
    import inspect
    import keyword

    from prorata import _core
    for name, _, fields in _core.commands():
        method = getattr(prorata.Engine, name + "_" * keyword.iskeyword(name))
        parameters = dict(list(inspect.signature(method).parameters.items())[2:])
        parameters.pop("progress", None)  # of run: what crosses no text border
        assert set(parameters) == {field[0] + "_" * keyword.iskeyword(field[0]) for field in fields}, name
        for field, _, required, _ in fields:
            parameter = parameters[field + "_" * keyword.iskeyword(field)]
            assert parameter.kind is parameter.KEYWORD_ONLY
            assert (parameter.default is parameter.empty) == required, (name, field)


def test_a_purchase_is_billed_and_paid(book: prorata.Engine, at: At) -> None:
    furnish(book, at)
    report = book.run(at("2026-02-01"))
    assert (report.run, report.accounts, report.charges) == (1, 1, 0)  # the purchase was charged at once
    [charge] = book.show("charge", subscription="s0")
    assert charge.amount == Decimal("1500.00") and charge["starts_on"] == datetime.date(2026, 1, 10)
    assert charge.kind is prorata.codes.ChargeKind.recurring
    [row] = book.show("invoice")
    paid = book.pay(at("2026-02-10"), account="a0", payer="p", seller="rus", number="8841",
                    amount=prorata.Money(Decimal("1500"), "RUB"), paid_on=datetime.date(2026, 2, 10)).value
    assert paid.money("balance") == prorata.Money(0, "RUB")
    assert book.verify() == []
    anchor = book.seal(at("2026-02-11")).value["anchor"]
    assert book.verify(anchor) == []
    assert [found.rule for found in book.verify("0" * 64)] == ["C1"]
    assert book.explain(charge.id).startswith("CRM")
    assert row.total == Decimal("1500.00")


def test_each_kind_of_argument_comes_back_as_it_went_in(book: prorata.Engine, at: At) -> None:
    furnish(book, at)
    book.set_quantity(at("2026-01-15"), subscription="s0", component="seat", quantity=Decimal("5"),
                      from_=datetime.date(2026, 1, 20))
    change = book.show("change", subscription="s0")[-1]
    assert change.quantity == Decimal(5) and change.effective_on == datetime.date(2026, 1, 20)
    assert change.kind is prorata.codes.ChangeKind.quantity
    entry = book.show("journal")[-1]
    assert entry.recorded_at == datetime.datetime(2026, 1, 15, 9, tzinfo=datetime.timezone.utc)
    book.set_auto_renewal(at("2026-01-15"), subscription="s0", value=True)
    assert book.show("subscription")[0].auto_renewal == 1


def test_a_decline_is_a_false_value(book: prorata.Engine, at: At) -> None:
    furnish(book, at)
    book.end(at("2026-01-20"), subscription="s0", on=datetime.date(2026, 1, 25))
    answer = book.set_quantity(at("2026-01-26"), subscription="s0", component="seat", quantity=4)
    assert not answer and answer.declined
    assert isinstance(answer, prorata.Decline) and answer.code is prorata.DeclineCode.window_closed
    with pytest.raises(prorata.Declined, match="window_closed"):
        answer.value


def test_a_fault_names_everything_and_records_nothing(book: prorata.Engine, at: At) -> None:
    with pytest.raises(prorata.InvalidArgument) as caught:
        book.add_account(at("2026-01-01"), number="a", currency="RUBLE", zone="Mars", invoice_day=40)
    assert [fault.path for fault in caught.value.faults] == ["currency", "zone", "invoice_day"]
    assert isinstance(caught.value, ValueError) and caught.value.code is prorata.ErrorCode.invalid_argument
    assert len(book.show("account")) == 0 == len(book.show("journal"))
    with pytest.raises(prorata.NotFound) as missing:
        book.subscribe(at("2026-01-01"), account="x", key="k", tariff="y", seller="z", payer="p")
    assert [fault.path for fault in missing.value.faults] == ["account", "tariff", "seller"]


def test_a_key_is_used_once(book: prorata.Engine, at: At) -> None:
    context = at("2026-01-01")
    first = book.add_seller(context, code="a", name="A", country="RU", zone="UTC")
    assert book.add_seller(context, code="a", name="A", country="RU", zone="UTC") == first
    assert len(book.show("seller")) == 1
    with pytest.raises(prorata.AlreadyExists):
        book.add_seller(context, code="b", name="B", country="RU", zone="UTC")


def test_a_preview_writes_nothing(book: prorata.Engine, at: At) -> None:
    furnish(book, at)
    before = book.show("journal").texts
    answer, accounts = book.preview(at("2026-01-12"), "add_account", {"number": "b", "currency": "RUB", "zone": "UTC"},
                                    table="account")
    assert answer and [row.number for row in accounts] == ["b"]
    assert book.show("journal").texts == before


def test_an_invoice_is_shown_with_its_lines(book: prorata.Engine, at: At) -> None:
    furnish(book, at)
    book.run(at("2026-02-01"))
    invoice = book.invoice("I000001")
    assert invoice.total == Decimal("1500.00") and [line.amount for line in invoice.lines] == [Decimal("1500.00")]
    assert repr(invoice) == "Invoice(number='I000001', total=1500.00, currency='RUB')"
    with pytest.raises(prorata.NotFound, match="0 invoices '99'"):
        book.invoice("99")


def test_rows_are_a_sequence_of_typed_rows(book: prorata.Engine, at: At) -> None:
    furnish(book, at, accounts=3)
    rows = book.show("account")
    assert len(rows) == 3 and [row.number for row in rows[1:]] == ["a1", "a2"] and rows[-1]["number"] == "a2"
    assert rows[0].parent is None and rows.to_dicts()[0]["terms"] == "postpaid"
    with pytest.raises(AttributeError, match="no column 'nmber'; it has id, version, number"):
        rows[0].nmber
    with pytest.raises(prorata.NotFound):
        len(book.show("no_such_table"))  # type: ignore[arg-type]
    [credit] = book.show("credit", at=NOON, account="a0")
    assert credit.blocked is False and credit.limit == 0


def test_a_book_in_a_file_is_there_again(at: At, tmp_path: object) -> None:
    path = f"{tmp_path}/kept.sqlite"
    with prorata.open(path) as book:
        furnish(book, at)
    with prorata.open(path) as book:
        assert book.show("subscription")[0].key == "s0"
        assert repr(book) == f"<prorata.Engine {path!r}>"
    assert book.closed
