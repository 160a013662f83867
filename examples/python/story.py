"""What every story needs: a book in memory, contexts, rows by their natural keys."""

import itertools
import pathlib

import prorata

CATALOG = pathlib.Path(__file__).resolve().parents[1] / "data/catalog.json"
_keys = itertools.count(1)


def at(day: str) -> prorata.Context:
    """Nine o'clock in UTC of that day. A portal takes the key from its own request."""
    return prorata.Context(f"{day}T09:00:00Z", "example", f"command-{next(_keys)}")


def open_shop(terms: str, limit: str | None = None) -> prorata.Engine:
    """A book with the catalogue, a seller, and an account with one payer of the same name."""
    book = prorata.Engine()  # or prorata.open("book.sqlite")
    book.publish(at("2025-01-01"), catalog=CATALOG.read_text(encoding="utf-8"))
    book.add_seller(at("2025-01-01"), code="rus", name="Rus LLC", country="RU", zone="Europe/Moscow")
    book.add_account(at("2025-01-01"), number="acme", currency="RUB", zone="Europe/Moscow", due_days=60,
                     terms=terms, limit=limit)
    book.add_payer(at("2025-01-01"), account="acme", code="acme", kind="legal_entity", country="RU")
    return book


def show(rows: prorata.Rows, *columns: str) -> None:
    """Prints columns, one row a line."""
    for row in rows.texts_of(*columns):
        print(f"{rows.query}:", *row)
