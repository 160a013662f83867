#!/usr/bin/env bash
# Runs a program of libFuzzer for PRORATA_FUZZ_SECONDS (30) on a corpus that begins with the files.
# What it finds is left beside the program; with the program's own options it is seen again.
# usage: run.sh PROGRAM FILE…
set -euo pipefail
program=$1 name=${1##*/fuzz_}
shift
cd "$(dirname "$program")"
mkdir -p "corpus-$name" "found-$name"
for file in "$@"; do cp "$file" "corpus-$name"; done
code=0
"$program" -max_total_time="${PRORATA_FUZZ_SECONDS:-30}" -timeout=60 -rss_limit_mb=3000 -artifact_prefix="found-$name/" \
  -print_final_stats=1 "corpus-$name" >"$name.log" 2>&1 || code=$?
[ $code -eq 0 ] || tail -n 60 "$name.log"
[ $code -ne 0 ] || echo "checked: $(sed -n 's/stat::number_of_executed_units: *//p' "$name.log") units by libFuzzer, $name"
exit $code
