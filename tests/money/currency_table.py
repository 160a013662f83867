#!/usr/bin/env python3
"""Writes src/money/currency_table.inc from ISO 4217 as the PyPI package iso4217 has it.

usage: currency_table.py > src/money/currency_table.inc     (pip install iso4217==1.16.20260101)

Units without minor digits in the standard ("N.A.": gold, drawing rights, test codes) are left out:
an amount of them could not be written on a document.
"""
import importlib.metadata

import iso4217

print(f"// ISO 4217, as of the PyPI package iso4217 {importlib.metadata.version('iso4217')}; written by tests/money/currency_table.py.")
print("// code, number, minor digits, name")
for currency in sorted(iso4217.Currency, key=lambda c: c.code):
    if currency.exponent is not None:
        name = currency.currency_name.replace('"', "'")
        print(f'{{"{currency.code}", {currency.number}, {currency.exponent}, "{name}"}},')
