"""A server with metered traffic, and a backup that extends it from the middle of the month."""

from decimal import Decimal

from story import at, open_shop, show

with open_shop(terms="postpaid") as book:
    book.subscribe(at("2026-01-01"), account="acme", key="server-1", tariff="server", seller="rus", payer="acme")
    book.subscribe(at("2026-01-11"), account="acme", key="backup-1", tariff="backup", seller="rus", payer="acme",
                   base="server-1")
    for day in ("2026-01-05", "2026-01-20"):
        book.record_usage(at(day), subscription="server-1", component="traffic", key=day, quantity=Decimal("80.5"))
    book.run(at("2026-02-01"))
    show(book.show("charge"), "subscription", "component", "starts_on", "ends_on", "quantity", "amount")
    show(book.show("invoice"), "number", "issued_on", "total")
