"""A credit limit: what fits is sold, what does not is declined, and a payment makes room again."""

import prorata
from story import at, open_shop, show

with open_shop(terms="credit", limit="1000.00 RUB") as book:

    def buy(day: str, key: str, seats: int) -> None:
        """A decline is a value: the portal tells its client why not."""
        answer = book.subscribe(at(day), account="acme", key=key, tariff="crm-small", seller="rus", payer="acme",
                                quantity={"seat": seats})
        if isinstance(answer, prorata.Decline):
            print(f"subscribe: declined, {answer.code.name}")

    def credit(day: str) -> None:
        show(book.show("credit", at=f"{day}T09:00:00Z", account="acme"),
             "limit", "spent", "awaiting", "available", "own_funds")

    buy("2026-01-01", "crm-1", 7)
    credit("2026-01-01")
    buy("2026-01-02", "crm-2", 4)
    book.pay(at("2026-01-03"), account="acme", payer="acme", seller="rus", number="payment-1",
             amount=prorata.Money(700, "RUB"))
    credit("2026-01-03")
    buy("2026-01-03", "crm-2", 4)
    credit("2026-01-03")
    show(book.show("subscription"), "key", "state")
