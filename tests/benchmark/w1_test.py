#!/usr/bin/env python3
"""A small run of w1: all variants write the same rows, and a plain script finds the same sums."""
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
MONTHS = "3"


def output(*words):
    return subprocess.run(words, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout


with tempfile.TemporaryDirectory() as folder:
    printed = output(sys.argv[1], "--subscriptions", "3000", "--months", MONTHS, "--dir", folder, "--check")
    naive = json.loads(output(sys.executable, HERE / "naive.py", f"{folder}/world.prorata", f"{folder}/naive.db", MONTHS))
wanted = f"{naive['charges']} charges of {naive['minor']}, tax {naive['tax_minor']};"
print(printed, wanted)
sys.exit(0 if wanted in printed else f"the naive script finds {wanted}")
