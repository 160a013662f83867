"""The words of a report, in English and Russian."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS: dict[str, tuple[str, str]] = {
    "subtitle": ("What was charged, billed and paid, with every reason", "Что начислено, выставлено и оплачено, с объяснением каждой строки"),
    "as_of": ("as of", "на"),
    "verified": ("books verified, no findings", "книги проверены, нарушений нет"),
    "findings": ("findings", "нарушений"),
    "charged": ("Charged", "Начислено"), "invoiced": ("Invoiced", "Выставлено"), "paid": ("Paid", "Оплачено"),
    "rendered": ("In acts", "По актам"), "owed": ("Still owed", "Не оплачено"),
    "accounts": ("accounts", "счетов клиентов"), "subscriptions": ("subscriptions", "подписок"),
    "by_month": ("Month by month", "По месяцам"), "month": ("Month", "Месяц"), "charges": ("Charges", "Начислений"),
    "invoices": ("Invoices", "Счетов"), "acts": ("Acts", "Актов"), "payments": ("Payments", "Платежей"), "tax": ("VAT", "НДС"),
    "exempt": ("exempt", "без НДС"), "total": ("Total", "Итого"),
    "by_product": ("Spend by product", "Расходы по продуктам"), "flows": ("Charged, invoiced, paid", "Начислено, выставлено, оплачено"),
    "receivables": ("Receivables by age", "Задолженность по срокам"),
    "age_0": ("not due yet", "срок не наступил"), "age_1": ("1–15 days late", "1–15 дней"), "age_2": ("16–30 days", "16–30 дней"),
    "age_3": ("31–60 days", "31–60 дней"), "age_4": ("over 60 days", "свыше 60 дней"),
    "debtors": ("Overdue", "Просрочено"), "credits": ("Credit limits", "Кредитные лимиты"),
    "limit": ("limit", "лимит"), "overdue": ("overdue", "просрочено"), "awaiting": ("awaiting payment", "ожидает оплаты"),
    "spent": ("spent", "израсходовано"), "available": ("available", "доступно"), "unavailable": ("unavailable", "недоступно"),
    "blocked": ("blocked", "заблокирован"),
    "documents": ("Documents", "Документы"), "documents_hint": ("Open a document, then a line: it says why it is what it is.",
                                                               "Откройте документ, затем строку: она объяснит, откуда взялась сумма."),
    "invoice": ("Invoice", "Счёт на оплату"), "act": ("Act of services rendered", "Акт об оказании услуг"),
    "correction": ("Correction", "Корректировка"), "voided": ("voided", "аннулирован"),
    "of_day": ("of", "от"), "number": ("No.", "№"), "seller": ("Seller", "Исполнитель"), "payer": ("Customer", "Заказчик"),
    "service": ("Service", "Услуга"), "days": ("Days", "Период"), "quantity": ("Quantity", "Кол-во"), "amount": ("Amount", "Сумма"),
    "alike": ("charges like this:", "таких начислений:"), "of_charges": ("of the charges, which come to", "из начислений на сумму"),
    "this_line": ("These days hold", "На эти дни приходится"), "was": ("The act said", "По акту было"),
    "changes": ("it changes by", "изменение на"), "because_terms": ("the terms changed", "изменились условия"),
    "because_usage": ("usage came late", "уточнено потребление"),
    "including": ("VAT included", "в том числе НДС"), "in_order": ("waits for an order's payment", "счёт на оплату заказа"),
    "made_by": ("Made by prorata from one SQLite file.", "Составлено библиотекой prorata по одному файлу SQLite."),
}
