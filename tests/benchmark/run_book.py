"""The billing run of a book in a file, timed: run_book.py FILE INSTANT; the counterpart of run_book.cpp (W6)."""

import sys
import time

import prorata

with prorata.open(sys.argv[1]) as book:
    context = prorata.Context(sys.argv[2], "benchmark", "run")
    start = time.perf_counter()
    report = book.run(context)
    print(time.perf_counter() - start, report.charges)
