"""The first invoice: three seats of a CRM, bought and billed for a month."""

from datetime import date

from story import at, open_shop, show

with open_shop(terms="postpaid") as book:
    bought = book.subscribe(at("2026-01-01"), account="acme", key="crm-1", tariff="crm-small", seller="rus",
                            payer="acme", start=date(2026, 1, 1), quantity={"seat": 3}).value
    print("total:", bought.money("total"))
    book.run(at("2026-01-02"))
    show(book.show("charge"), "subscription", "component", "starts_on", "ends_on", "quantity", "amount", "tax")
    show(book.show("invoice"), "account", "number", "issued_on", "total", "tax")
