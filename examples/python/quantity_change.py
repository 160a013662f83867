"""A quantity that changes inside a month: the rest of it is taken back and charged anew, by days."""

from story import at, open_shop, show

with open_shop(terms="postpaid") as book:
    book.subscribe(at("2026-01-01"), account="acme", key="crm-1", tariff="crm-small", seller="rus", payer="acme",
                   quantity={"seat": 3})
    book.set_quantity(at("2026-01-11"), subscription="crm-1", component="seat", quantity=5)
    book.run(at("2026-01-12"))
    show(book.show("charge"), "sign", "starts_on", "ends_on", "numerator", "denominator", "quantity", "amount")
    show(book.show("entitlement", at="2026-01-12T09:00:00Z", subscription="crm-1"), "component", "quantity")
