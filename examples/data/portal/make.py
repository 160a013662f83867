#!/usr/bin/env python3
"""Writes the CSV files of the example portal beside this script: the same bytes each time.

The portal is invented: its people, firms and banks do not exist, and their numbers, although their
control digits are right, belong to regions and years that nobody can have. Prices and habits are
those of real portals; README.md says which. Payments of invoices are what the customers of this
portal paid in the half-year; they are kept in paid.csv, which settle.py wrote once.

usage: make.py [FOLDER]
"""
import csv
import datetime as dt
import hashlib
import pathlib
import sys

BEGIN, END = dt.date(2025, 10, 1), dt.date(2026, 4, 1)
MOVE_IN = "2025-10-01T08:00:00+03:00"


def number(key: str, least: int, most: int) -> int:
    """A number of the key's own: no state, so a new row never changes the others."""
    digest = hashlib.blake2b(key.encode(), digest_size=8).digest()
    return least + int.from_bytes(digest, "big") % (most - least + 1)


def pick(key: str, options: list) -> object:
    return options[number(key, 0, len(options) - 1)]


# --- Requisites with right control digits, of places and times that are nobody's -------------------

def weighted(digits: str, weights: list[int]) -> int:
    return sum(int(d) * w for d, w in zip(digits, weights))


INN_WEIGHTS = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]


def inn_of_entity(n: int) -> str:
    head = f"00{n:07d}"  # region 00
    return head + str(weighted(head, INN_WEIGHTS[2:]) % 11 % 10)


def inn_of_person(n: int) -> str:
    head = f"00{n:08d}"
    head += str(weighted(head, INN_WEIGHTS[1:]) % 11 % 10)
    return head + str(weighted(head, INN_WEIGHTS) % 11 % 10)


def ogrn(n: int) -> str:
    head = f"12500{n:07d}"
    return head + str(int(head) % 11 % 10)


def ogrnip(n: int) -> str:
    head = f"32500{n:09d}"
    return head + str(int(head) % 13 % 10)


BIK = "009999700"  # of no region


def bank_account(prefix: str, account: str) -> str:
    """The 9th digit is a key over three digits of the bank and the account."""
    for key in "0123456789":
        digits = prefix + account[:8] + key + account[9:]
        if sum(int(d) * w for d, w in zip(digits, [7, 1, 3] * 8)) % 10 == 0:
            return account[:8] + key + account[9:]
    raise AssertionError


def kazakh(head: str) -> str | None:
    control = weighted(head, list(range(1, 12))) % 11
    if control == 10:
        control = weighted(head, [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) % 11
    return None if control == 10 else head + str(control)


def kazakh_number(prefix: str, n: int) -> str:
    while (found := kazakh(f"{prefix}{n:0{11 - len(prefix)}d}")) is None:
        n += 100
    return found


def iban(n: int) -> str:
    bank = f"000X{n:012d}"
    digits = "".join(str(int(c, 36)) for c in bank + "KZ00")
    return f"KZ{98 - int(digits) % 97:02d}{bank}"


# --- Who buys ---------------------------------------------------------------------------------------

ADJECTIVES = ["Вымышленный", "Сказочный", "Небывалый", "Мнимый", "Выдуманный", "Книжный", "Придуманный", "Нарисованный"]
NOUNS = ["Кит", "Барсук", "Лосось", "Пеликан", "Тапир", "Ёжик", "Бобр", "Журавль", "Мамонт", "Дракон", "Жираф", "Филин"]


def firm(n: int) -> str:
    return f"{ADJECTIVES[n % len(ADJECTIVES)]} {NOUNS[(n * 5) % len(NOUNS)]}"


def requisites_of_entity(n: int) -> dict:
    settlement = bank_account(BIK[6:], f"407028100{n:011d}")
    correspondent = bank_account("0" + BIK[4:6], "30101810000000000700")
    return {
        "name": f"ООО «{firm(n)}»", "contact": "Бухгалтерия", "email": f"office@firm{n}.example",
        "inn": inn_of_entity(1000 + n), "kpp": "000101001", "ogrn": ogrn(1000 + n),
        "bank_name": "АО «Небывалый Банк»", "bik": BIK, "settlement_account": settlement,
        "correspondent_account": correspondent, "legal_address": f"000000, г. Несуществующий, ул. Вымысла, д. {n}",
        "director_name": f"Примеров Пример {n}-й", "director_name_genitive": f"Примерова Примера {n}-го",
        "director_name_dative": f"Примерову Примеру {n}-му", "director_post": "директор",
        "director_post_genitive": "директора", "director_post_dative": "директору", "acts_on": "Устава"}


def requisites_of_proprietor(n: int) -> dict:
    return {
        "name": f"ИП Образцов Образец {n}-й", "contact": "Образцов", "email": f"ip@shop{n}.example",
        "inn": inn_of_person(2000 + n), "ogrnip": ogrnip(2000 + n), "bank_name": "АО «Небывалый Банк»", "bik": BIK,
        "settlement_account": bank_account(BIK[6:], f"408028100{n:011d}"),
        "correspondent_account": bank_account("0" + BIK[4:6], "30101810000000000700"),
        "legal_address": f"000000, г. Несуществующий, пер. Образца, д. {n}",
        "passport": f"0000 {200000 + n}", "passport_issued_on": "2015-05-15", "passport_issued_by": "Отделом выдумок"}


def requisites_of_person(n: int) -> dict:
    return {
        "name": f"Небылица Фаина {n}-я", "email": f"user{n}@mail.example", "passport": f"0000 {300000 + n}",
        "passport_issued_on": "2012-12-12", "passport_issued_by": "Отделом выдумок", "birth_on": "1990-01-01",
        "registration_address": f"000000, г. Несуществующий, ул. Небылиц, д. {n}"}


def requisites_in_kazakhstan(kind: str, n: int) -> dict:
    if kind == "individual":
        return {"name": f"Ертегі Мысал {n}", "email": f"user{n}@mail.example", "iin": kazakh_number("491231501", n),
                "registration_address": f"000000, Жоқ қала, Ойдан көшесі, {n}"}
    both = {"contact": "Бухгалтерия", "email": f"office@firma{n}.example", "bank_name": "АО «Жоқ Банк»", "bik": "JOQBKZKX",
            "iban": iban(n), "legal_address": f"000000, Жоқ қала, Ойдан көшесі, {n}"}
    if kind == "sole_proprietor":
        return {"name": f"ИП Мысал {n}", "iin": kazakh_number("491230501", n)} | both
    return {"name": f"ТОО «Мысал {n}»", "bin": kazakh_number("491240", n)} | both | {
        "director_name": f"Мысалов Мысал {n}", "director_post": "директор", "acts_on": "Устава"}


class Customer:
    """An account with one payer, and how it pays: on account or in advance, in time or late."""

    def __init__(self, account: str, kind: str, country: str, terms: str, habit: str, n: int, **more) -> None:
        self.account, self.kind, self.country, self.terms, self.habit, self.n = account, kind, country, terms, habit, n
        self.limit, self.more = more.pop("limit", None), more

    @property
    def currency(self) -> str:
        return "RUB" if self.country == "RU" else "KZT"

    @property
    def seller(self) -> str:
        return "rus" if self.country == "RU" else "kaz"

    def requisites(self) -> dict:
        if self.country == "KZ":
            return requisites_in_kazakhstan(self.kind, self.n)
        return {"legal_entity": requisites_of_entity, "sole_proprietor": requisites_of_proprietor,
                "individual": requisites_of_person}[self.kind](self.n)


# habit: on which day after an invoice it is paid; none: in advance by round sums.
HABITS = {"prompt": 8, "steady": 12, "late": 20, "blocked": 33, "never": None, "ahead": None}


def customers() -> list[Customer]:
    all_of_them = [
        Customer("R-1001", "legal_entity", "RU", "postpaid", "prompt", 1),                    # M365 E3 x 500
        Customer("R-1002", "legal_entity", "RU", "credit", "steady", 2, limit="20000.00 RUB"),  # backup, daily
        Customer("R-1003", "legal_entity", "RU", "postpaid", "steady", 3),                    # DC16, tax on top
        Customer("R-1004", "legal_entity", "RU", "credit", "late", 4, limit="30000.00 RUB"),    # licences, a rise in mid-month
        Customer("R-1005", "legal_entity", "RU", "credit", "blocked", 5, limit="15000.00 RUB"),  # climbs the ladder
        Customer("R-1006", "legal_entity", "RU", "credit", "never", 6, limit="8000.00 RUB"),     # and stays up there
    ]
    for n in range(7, 23):
        terms = ["credit", "postpaid"][n % 2]
        habit = str(pick(f"habit {n}", ["prompt", "prompt", "steady", "steady", "late"]))
        limit = f"{number(f'limit {n}', 3, 20) * 5000}.00 RUB" if terms == "credit" else None
        all_of_them.append(Customer(f"R-{1000 + n}", "legal_entity", "RU", terms, habit, n, limit=limit))
    for n in range(1, 11):
        all_of_them.append(Customer(f"R-{2000 + n}", "sole_proprietor", "RU", "prepaid", "ahead", n,
                                    zone="Asia/Vladivostok" if n == 3 else "Europe/Moscow"))
    for n in range(1, 9):
        all_of_them.append(Customer(f"R-{3000 + n}", "individual", "RU", "prepaid", "ahead", n,
                                    zone="Asia/Yekaterinburg" if n == 2 else "Europe/Moscow"))
    all_of_them.append(Customer("P-4000", "legal_entity", "RU", "credit", "steady", 40, limit="400000.00 RUB",
                                level="partner", invoice_day=31))
    for n in range(1, 10):
        all_of_them.append(Customer(f"K-{5000 + n}", "legal_entity", "KZ", "postpaid" if n % 3 else "credit",
                                    str(pick(f"kz {n}", ["prompt", "steady", "late"])), n,
                                    limit=None if n % 3 else "300000.00 KZT"))
    for n in range(1, 4):
        all_of_them.append(Customer(f"K-{6000 + n}", "sole_proprietor", "KZ", "prepaid", "ahead", n))
    for n in range(1, 3):
        all_of_them.append(Customer(f"K-{7000 + n}", "individual", "KZ", "prepaid", "ahead", n))
    return all_of_them


PARTNER_CUSTOMERS = [f"P-400{n}" for n in range(1, 8)]

# --- What they buy ----------------------------------------------------------------------------------


def month_later(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = [31, 29 if year % 4 == 0 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month]
    return dt.date(year, month + 1, min(day.day, last))


def boundary_from(anchor: dt.date, months: int, day: dt.date) -> dt.date:
    """The first end of a billing period that is not before the day."""
    k = 0
    while month_later(anchor, k * months) < day:
        k += 1
    return month_later(anchor, k * months)


# tariff: term, billing period, months of a billed period (0: of the calendar), component and its usual quantities
TARIFFS = {
    "alt-education": ("", "", 1, "licence", (20, 120)), "alt-workstation": ("", "", 1, "licence", (3, 40)),
    "alt-server": ("", "", 1, "licence", (1, 8)), "alt-virtualisation": ("", "", 1, "licence", (1, 3)),
    "m365-e3": ("P1Y", "P1M", 1, "licence", (5, 60)), "backup-1000": ("", "", 0, "disk", (0, 4)),
    "dc16": ("", "", 0, "ipv4", (3, 5)), "vps": ("P1M", "P1M", 1, "vps", (1, 3)), "dns": ("", "", 1, "zones", (10, 25)),
    "domain": ("P1Y", "P1Y", 12, "", (1, 1)), "cash-desk": ("P365D", "P365D", 12, "updates", (1, 4)),
    "fresh": ("P6M", "P1M", 1, "session", (5, 15)), "fresh-session": ("P3M", "P1M", 1, "session", (1, 4)),
    "compute": ("", "", 0, "", (0, 0)),
}
BASKETS = {
    ("legal_entity", "RU"): ["alt-workstation", "alt-server", "dc16", "backup-1000", "dns", "compute", "alt-virtualisation", "m365-e3",
                             "alt-education", "domain"],
    ("sole_proprietor", "RU"): ["vps", "dns", "domain", "cash-desk", "alt-workstation"],
    ("individual", "RU"): ["vps", "domain", "dns"],
    ("legal_entity", "KZ"): ["fresh", "fresh", "compute", "domain"],
    ("sole_proprietor", "KZ"): ["fresh", "domain"],
    ("individual", "KZ"): ["domain"],
}


def row_of(customer: Customer, key: str, tariff: str, start: dt.date, quantity: int | None, **more) -> dict:
    term, period, months, component, usual = TARIFFS[tariff]
    if quantity is None and component:
        quantity = number(f"quantity {key}", *usual)
    row = {"account": customer.account, "key": key, "tariff": tariff, "seller": customer.seller, "payer": "main",
           "start": start.isoformat(), "term": term, "billing_period": period}
    if component:
        row[f"quantity.{component}"] = str(quantity)
    if start < BEGIN:  # moves in: the old portal billed it through that day
        through = boundary_from(start, months, BEGIN) if months else BEGIN
        row |= {"billed_through": through.isoformat(), "entered_at": MOVE_IN}
    else:
        row["entered_at"] = f"{start}T{number('hour ' + key, 10, 17)}:00:00+03:00"
    return row | more


def first_day(key: str) -> dt.date:
    if number(f"moves in {key}", 1, 10) <= 6:
        return BEGIN - dt.timedelta(days=number(f"before {key}", 5, 340))
    return BEGIN + dt.timedelta(days=number(f"after {key}", 0, 150))


def told(all_of_them: list[Customer]) -> list[dict]:
    """The subscriptions that README.md counts by hand."""
    by = {c.account: c for c in all_of_them}
    return [
        row_of(by["R-1001"], "R-1001-e3", "m365-e3", dt.date(2025, 2, 28), 500),
        row_of(by["R-1002"], "R-1002-backup", "backup-1000", dt.date(2025, 10, 1), 1),
        row_of(by["R-1003"], "R-1003-dc16", "dc16", dt.date(2025, 10, 2), 3),
        row_of(by["R-1004"], "R-1004-server", "alt-server", dt.date(2025, 11, 5), 5),
        row_of(by["R-1005"], "R-1005-workstation", "alt-workstation", dt.date(2025, 9, 15), 8),
        row_of(by["R-1006"], "R-1006-server", "alt-server", dt.date(2025, 9, 20), 3),
        row_of(by["K-5001"], "K-5001-fresh", "fresh", dt.date(2025, 7, 21), 5),
        row_of(by["K-5001"], "K-5001-more", "fresh-session", dt.date(2025, 10, 21), 2, base="K-5001-fresh"),
    ]


def partner(customer: Customer) -> list[dict]:
    rows = []
    for place, used_by in enumerate(PARTNER_CUSTOMERS):
        for tariff in ["alt-workstation", "cash-desk", "alt-server", "m365-e3"][: 2 + place % 3]:
            key = f"{used_by}-{tariff}"
            rows.append(row_of(customer, key, tariff, first_day(key), None, used_by=used_by))
    # A licence that ran out, renewed on its last day but one: 30 % + 20 % off the retail price.
    old = row_of(customer, "P-4001-desk-1", "cash-desk", dt.date(2024, 12, 10), 1, used_by="P-4001")
    old["billed_through"] = "2025-12-10"
    rows += [old, row_of(customer, "P-4001-desk-2", "cash-desk", dt.date(2025, 12, 10), 1, used_by="P-4001",
                         previous="P-4001-desk-1", entered_at="2025-12-08T12:00:00+03:00")]
    return rows


def subscriptions(all_of_them: list[Customer]) -> list[dict]:
    rows = told(all_of_them)
    for customer in all_of_them:
        if customer.account == "P-4000":
            rows += partner(customer)
        elif customer.account > "R-1006" or customer.account < "R":
            basket = BASKETS[customer.kind, customer.country]
            many = {"legal_entity": 5, "sole_proprietor": 4, "individual": 3}[customer.kind]
            if customer.account == "K-5001":
                continue
            for n in range(number(f"many {customer.account}", many - 1, many)):
                tariff = str(basket[(n + customer.n) % len(basket)])
                key = f"{customer.account}-{n + 1}"
                rows.append(row_of(customer, key, tariff, first_day(key), None))
    rows.sort(key=lambda row: (row["entered_at"], row["key"]))
    return rows


def changes(rows: list[dict]) -> list[dict]:
    """What happens to them on the way: entered on the day it holds from, or later."""
    told_changes = [
        {"command": "set_quantity", "subscription": "R-1004-server", "component": "licence", "quantity": "8",
         "from": "2025-11-20", "entered_at": "2025-11-20T11:00:00+03:00"},
        {"command": "set_quantity", "subscription": "R-1002-backup", "component": "disk", "quantity": "3",
         "from": "2026-01-10", "entered_at": "2026-01-12T11:00:00+03:00"},
    ]
    found = []
    for row in rows:
        key, begun = row["key"], max(BEGIN, dt.date.fromisoformat(row["start"]))
        what, day = number(f"what {key}", 1, 10), begun + dt.timedelta(days=number(f"day {key}", 20, 90))
        late = number(f"late {key}", 0, 3)
        entered = {"entered_at": f"{day + dt.timedelta(days=late)}T12:00:00+03:00"}
        if day + dt.timedelta(days=late) >= END or key.startswith(("R-100", "K-5001", "P-4001-desk")) or row.get("base"):
            continue
        if row["tariff"].startswith(("alt-", "m365")) and what <= 3:
            component = "licence"
            found.append({"command": "set_quantity", "subscription": key, "component": component,
                          "quantity": str(int(row["quantity.licence"]) + number(f"more {key}", 1, 6)), "from": day.isoformat()} | entered)
        elif row["tariff"] == "alt-workstation" and what == 4:
            found.append({"command": "switch_tariff", "subscription": key, "tariff": "alt-server", "from": day.isoformat()} | entered)
        elif row["tariff"] in ("dns", "backup-1000", "dc16") and what <= 2:
            found.append({"command": "stop", "subscription": key, "reason": "by_client", "from": day.isoformat()} | entered)
            back = day + dt.timedelta(days=number(f"back {key}", 6, 20))
            if back < END:
                found.append({"command": "resume", "subscription": key, "from": back.isoformat(),
                              "entered_at": f"{back}T12:00:00+03:00"})
        elif row["tariff"].startswith("alt-") and what == 10:
            found.append({"command": "end", "subscription": key, "on": day.isoformat()} | entered)
        elif row["tariff"] == "domain" and what == 1:
            found.append({"command": "set_auto_renewal", "subscription": key, "value": "no",
                          "entered_at": "2025-10-02T12:00:00+03:00"})
    found = [one for one in found if one["entered_at"] < "2026-04-01"]
    return sorted(told_changes + found, key=lambda one: one["entered_at"])


def usage(rows: list[dict]) -> list[dict]:
    records = []
    for row in rows:
        if row["tariff"] != "compute":
            continue
        key, day = row["key"], max(BEGIN, dt.date.fromisoformat(row["start"]))
        while day < END:
            weekend = day.weekday() >= 5
            hours = number(f"cpu {key} {day}", 2, 10) if weekend else number(f"cpu {key} {day}", 16, 72)
            at = f"{day}T18:00:00Z"
            records.append({"subscription": key, "component": "cpu", "key": day.isoformat(), "quantity": str(hours), "at": at, "entered_at": at})
            if day.day in (5, 15, 25):
                records.append({"subscription": key, "component": "volume", "key": day.isoformat(),
                                "quantity": str(number(f"volume {key} {day}", 80, 400)), "at": at, "entered_at": at})
            day += dt.timedelta(days=1)
    return sorted(records, key=lambda one: (one["at"], one["subscription"], one["component"]))


# What a month of one unit costs, roughly: by it customers who pay in advance choose a round sum.
ROUGHLY = {"vps": 100, "dns": 320, "domain": 260, "cash-desk": 5000, "alt-workstation": 440, "fresh": 2000}


def top_ups(all_of_them: list[Customer], rows: list[dict]) -> list[dict]:
    """Customers who pay in advance put money on their account; some forget a month."""
    payments = []
    for customer in all_of_them:
        if customer.habit != "ahead":
            continue
        mine = [row for row in rows if row["account"] == customer.account]
        month, step = BEGIN, 500 if customer.currency == "RUB" else 5000
        while month < END:
            following = month_later(month, 1)
            need = sum(ROUGHLY[row["tariff"]] * int(next((v for k, v in row.items() if k.startswith("quantity.") and row["tariff"] != "dns"), 1))
                       for row in mine if dt.date.fromisoformat(row["start"]) < following)
            forgets = number(f"forgets {customer.account} {month}", 1, 6) == 1
            day = month + dt.timedelta(days=number(f"late {customer.account} {month}", 14, 24) if forgets and month > BEGIN else 0)
            if need:
                amount = (need + step) // step * step
                payments.append({"account": customer.account, "payer": "main", "seller": customer.seller,
                                 "number": f"T-{customer.account[2:]}-{month:%m}", "amount": f"{amount}.00 {customer.currency}",
                                 "paid_on": day.isoformat(), "entered_at": f"{day}T07:00:00+03:00"})
            month = following
    return payments


# --- Files ------------------------------------------------------------------------------------------

def accounts(all_of_them: list[Customer]) -> list[dict]:
    rows = []
    for c in all_of_them:
        zone = c.more.get("zone") or ("Europe/Moscow" if c.country == "RU" else "Asia/Almaty")
        rows.append({"number": c.account, "currency": c.currency, "zone": zone, "terms": c.terms, "limit": c.limit,
                     "price_level": c.more.get("level"), "invoice_day": c.more.get("invoice_day")})
    for place, account in enumerate(PARTNER_CUSTOMERS):
        rows.append({"number": account, "currency": "RUB", "zone": "Asia/Novosibirsk" if place == 2 else "Europe/Moscow",
                     "parent": "P-4000", "terms": "postpaid"})
    return rows


def payers(all_of_them: list[Customer]) -> list[dict]:
    return [{"account": c.account, "code": "main", "kind": c.kind, "country": c.country}
            | {f"requisite.{name}": value for name, value in c.requisites().items()} for c in all_of_them]


SELLERS = [{"code": "rus", "name": "ООО «Пример Облака»", "country": "RU", "zone": "Europe/Moscow"},
           {"code": "kaz", "name": "ТОО «Мысал Бұлт»", "country": "KZ", "zone": "Asia/Almaty"}]


def write(folder: pathlib.Path, name: str, rows: list[dict]) -> None:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with open(folder / name, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else __file__)
    folder = folder if folder.is_dir() else folder.parent
    all_of_them = customers()
    bought = subscriptions(all_of_them)
    write(folder, "sellers.csv", SELLERS)
    write(folder, "accounts.csv", accounts(all_of_them))
    write(folder, "payers.csv", payers(all_of_them))
    write(folder, "subscriptions.csv", bought)
    write(folder, "changes.csv", changes(bought))
    write(folder, "usage.csv", usage(bought))
    write(folder, "topups.csv", top_ups(all_of_them, bought))


if __name__ == "__main__":
    main()
