"""Values at the border: exact round trips, hostile text, no binary fraction."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import prorata
import pytest
from conftest import At
from hypothesis import given
from hypothesis import strategies as st
from prorata import _core, values

MINOR = st.integers(-(2**63) + 1, 2**63 - 1)
SMALL = st.integers(-4 * 10**14, 4 * 10**14)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(SMALL)
def test_money_comes_back(minor: int) -> None:
    money = prorata.Money(Decimal(minor).scaleb(-2), "RUB")
    assert money.amount == Decimal(minor).scaleb(-2)
    assert prorata.Money.parse(str(money)) == money == -(-money)
    assert prorata.Money(minor, "JPY").amount == minor


@given(SMALL, SMALL)
def test_money_adds_like_integers(left: int, right: int) -> None:
    a, b = (prorata.Money(Decimal(n).scaleb(-3), "KWD") for n in (left, right))
    assert (a + b).amount == Decimal(left + right).scaleb(-3) and (a - b) + b == a
    assert (a < b) == (left < right) and (a >= b) == (left >= right)


@given(SMALL, st.lists(st.integers(0, 10**6), min_size=1, max_size=8).filter(any))
def test_allocate_loses_nothing(minor: int, weights: list[int]) -> None:
    parts = prorata.Money(Decimal(minor).scaleb(-2), "RUB").allocate(weights)
    assert sum(part.amount for part in parts) == Decimal(minor).scaleb(-2)
    assert all(not part for part, weight in zip(parts, weights) if weight == 0)


@given(MINOR, st.integers(0, 18))
def test_decimals_come_back(coefficient: int, scale: int) -> None:
    number = Decimal(coefficient).scaleb(-scale)
    assert Decimal(_core.decimal_text(values.text_of(number, "x"))) == number


def fits(number: Decimal) -> bool:
    """Whether it is a coefficient of 64 bits with a scale from 0 to 18."""
    exact = Fraction(number)
    return any((exact * 10**scale).denominator == 1 and abs(exact * 10**scale) < 2**63 for scale in range(19))


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_decimal_is_taken_exactly_or_refused(number: Decimal) -> None:
    try:
        assert Decimal(_core.decimal_text(values.text_of(number, "x"))) == number
    except (prorata.Overflow, prorata.InvalidArgument):
        assert not fits(number)


@given(st.datetimes(datetime.datetime(1, 1, 2), timezones=st.timezones()))
def test_instants_come_back(moment: datetime.datetime) -> None:
    utc = moment.astimezone(datetime.timezone.utc)
    assert prorata.Context(moment, "a", "k").at == utc
    assert values.instant(_core.instant_text(values.text_of(moment, "at"))) == utc


@given(st.integers(1, 9999), st.sampled_from(["P{}D", "P{}W", "P{}M", "P{}Y", "PT{}H"]))
def test_terms_come_back(count: int, form: str) -> None:
    assert str(prorata.Term(form.format(count))) == form.format(count)


@given(TEXT)
def test_hostile_text_is_kept_or_refused_whole(text: str) -> None:
    """Whatever a portal takes from people is stored byte for byte, or refused with nothing written."""
    with prorata.Engine() as book:
        context = prorata.Context("2026-01-01T00:00:00Z", "test", "k")
        try:
            book.add_seller(context, code="c", name=text, country="RU", zone="UTC")
        except prorata.Error:
            assert len(book.show("seller")) == 0 == len(book.show("journal"))
        else:
            assert book.show("seller")[0].name == text
            assert len(book.show("seller", name=text)) == 1


@given(TEXT, TEXT)
def test_hostile_contexts_are_refused_by_name(actor: str, key: str) -> None:
    with prorata.Engine() as book:
        try:
            book.add_seller(prorata.Context("2026-01-01T00:00:00Z", actor, key), code="c", name="n", country="RU", zone="UTC")
        except prorata.InvalidArgument as error:
            assert error.faults and {fault.path for fault in error.faults} <= {"context.actor", "context.key"}
        else:
            assert (book.show("journal")[0].actor, book.show("journal")[0].key) == (actor, key)


@pytest.mark.parametrize("call", [
    lambda book, at: book.set_quantity(at("2026-01-01"), subscription="s", component="c", quantity=2.5),
    lambda book, at: book.subscribe(at("2026-01-01"), account="a", key="k", tariff="t", seller="s", payer="p",
                                    quantity={"seat": 1.0}),
    lambda book, at: prorata.Money(0.1, "RUB"),  # type: ignore[arg-type]
    lambda book, at: prorata.Money.rounded(0.1, "RUB"),  # type: ignore[arg-type]
])
def test_a_float_is_refused_with_a_hint(book: prorata.Engine, at: At, call: Any) -> None:
    with pytest.raises(TypeError, match=r'is the binary floating-point number .*; give decimal\.Decimal\("'):
        call(book, at)
    assert len(book.show("journal")) == 0


@pytest.mark.parametrize("value", [object(), b"bytes", [1], 1j, {1}])
def test_what_has_no_text_is_refused(book: prorata.Engine, at: At, value: Any) -> None:
    with pytest.raises(TypeError, match="^name is a "):
        book.add_seller(at("2026-01-01"), code="a", name=value, country="RU", zone="UTC")


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        prorata.Context(datetime.datetime(2026, 1, 1), "a", "k")


@pytest.mark.parametrize(("text", "fault"), [
    ("1.005 RUB", prorata.Inexact), ("1 XXQ", prorata.NotFound), ("one RUB", prorata.InvalidArgument),
    ("RUB", prorata.InvalidArgument), ("99999999999999999999 RUB", prorata.Overflow), ("NaN RUB", prorata.InvalidArgument)])
def test_what_is_no_money_is_refused(text: str, fault: type[prorata.Error]) -> None:
    with pytest.raises(fault):
        prorata.Money.parse(text)


def test_currencies_do_not_mix() -> None:
    with pytest.raises(prorata.CurrencyMismatch):
        prorata.Money(1, "RUB") + prorata.Money(1, "KZT")
    with pytest.raises(TypeError):
        prorata.Money(1, "RUB") + 1  # type: ignore[operator]
    with pytest.raises(ValueError, match="finite"):
        prorata.Money(Decimal("NaN"), "RUB")


def test_lengths_are_whole_hours() -> None:
    assert prorata.Term.of(datetime.timedelta(hours=36)) == prorata.Term("PT36H")
    for wrong in (datetime.timedelta(minutes=90), datetime.timedelta(0), datetime.timedelta(days=-1)):
        with pytest.raises(ValueError, match="no whole number of hours"):
            prorata.Term.of(wrong)
