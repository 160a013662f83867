"""Books to test with. The tests run on the installed wheel, never on the sources."""

from __future__ import annotations

import itertools
import json
import pathlib
from collections.abc import Callable, Iterator

import prorata
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
CATALOG = json.dumps({
    "products": [{"code": "crm", "title": "CRM"}],
    "tariffs": [{
        "code": "crm-base", "title": "CRM", "product": "crm",
        "versions": [{
            "valid_from": "2026-01-01",
            "components": [{"code": "seat", "title": "Seat", "most": 100}],
            "prices": [{"component": "seat", "billing_period": "P1M", "currency": "RUB", "amount": "500.00"}],
        }],
    }],
    "tax_rates": [{"country": "RU", "tax_class": "standard", "from": "2026-01-01", "percent": 22}],
})

At = Callable[[str], prorata.Context]


@pytest.fixture
def at() -> At:
    """A context of that day, each with a key of its own."""
    keys = itertools.count(1)
    return lambda day: prorata.Context(f"{day}T09:00:00Z", "test", f"key-{next(keys)}")


@pytest.fixture(params=["memory", "sqlite"])
def book(request: pytest.FixtureRequest, tmp_path: pathlib.Path) -> Iterator[prorata.Engine]:
    with prorata.Engine(None if request.param == "memory" else tmp_path / "book.sqlite") as opened:
        yield opened


def furnish(book: prorata.Engine, at: At, accounts: int = 1, seats: int = 3) -> None:
    """A seller, a tariff, and accounts a0, a1, … with one subscription each from 2026-01-10."""
    book.publish(at("2026-01-01"), catalog=CATALOG)
    book.add_seller(at("2026-01-01"), code="rus", name="Rus", country="RU", zone="Europe/Moscow")
    for number in range(accounts):
        account = f"a{number}"
        book.add_account(at("2026-01-01"), number=account, currency="RUB", zone="Europe/Moscow", terms="postpaid")
        book.add_payer(at("2026-01-01"), account=account, code="p", kind="individual", country="RU")
        book.subscribe(at("2026-01-10"), account=account, key=f"s{number}", tariff="crm-base", seller="rus",
                       payer="p", quantity={"seat": seats}).value
