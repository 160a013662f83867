"""What one call costs in Python: call_cost.py OPERATION CALLS; see call_cost.cpp."""

from __future__ import annotations

import statistics
import sys
import time
from decimal import Decimal

import prorata

CATALOG = """{"products": [{"code": "p"}],
  "tariffs": [{"code": "t", "product": "p", "versions": [{"valid_from": "2026-01-01",
    "components": [{"code": "seat", "most": 100}, {"code": "gb", "kind": "metered", "timing": "in_arrears"}],
    "prices": [{"component": "seat", "currency": "RUB", "amount": 500},
               {"component": "gb", "currency": "RUB", "amount": "1.25"}]}]}],
  "tax_rates": [{"country": "RU", "tax_class": "standard", "from": "2026-01-01", "percent": 22}]}"""
PARTS = 5
NOW = prorata.Context("2026-01-01T09:00:00Z", "benchmark", "").at


def at(key: str) -> prorata.Context:
    return prorata.Context(NOW, "benchmark", key)


def begin(book: prorata.Engine) -> None:
    book.publish(at("1"), catalog=CATALOG)
    book.add_seller(at("2"), code="s", name="S", country="RU", zone="UTC")
    book.add_account(at("3"), number="a", currency="RUB", zone="UTC", terms="postpaid")
    book.add_payer(at("4"), account="a", code="p", kind="individual", country="RU")
    book.subscribe(at("5"), account="a", key="k", tariff="t", seller="s", payer="p").value


def repeat(book: prorata.Engine, key: str) -> None:
    assert book.add_seller(at("2"), code="s", name="S", country="RU", zone="UTC").value["seller"] == "s"


def show(book: prorata.Engine, key: str) -> None:
    assert book.show("seller", id=1)[0].code == "s"


def quote(book: prorata.Engine, key: str) -> None:
    assert book.quote(at(key), account="a", tariff="t", seller="s", quantity={"seat": 3}).value["total"] == "1500.00 RUB"


def usage(book: prorata.Engine, key: str) -> None:
    recorded = book.record_usage(at(key), subscription="k", component="gb", key=key, quantity=Decimal(2))
    assert recorded.value["usage"] == "recorded"


def main() -> None:
    call = {"repeat": repeat, "show": show, "quote": quote, "usage": usage}[sys.argv[1]]
    calls, number, taken = int(sys.argv[2]) // PARTS, 0, []
    with prorata.Engine() as book:
        begin(book)
        for _ in range(PARTS):
            start = time.perf_counter_ns()
            for number in range(number + 1, number + calls + 1):
                call(book, f"call-{number}")
            taken.append((time.perf_counter_ns() - start) / max(calls, 1))
    print(statistics.median(taken))


if __name__ == "__main__":
    main()
