#!/usr/bin/env bash
# Fuzzes every target with libFuzzer for so many seconds. usage: run.sh SECONDS
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
flags="-O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined"
cmake -S . -B build/fuzz -G Ninja -DPRORATA_FUZZ=ON -DCMAKE_BUILD_TYPE=None -DCMAKE_CXX_COMPILER=clang++-14 \
  -DCMAKE_CXX_FLAGS="$flags" -DCMAKE_CXX_COMPILER_LAUNCHER=ccache --log-level=WARNING
cmake --build build/fuzz --parallel "$(nproc)" --target fuzz_numbers fuzz_catalog fuzz_script fuzz_book -- --quiet
for name in numbers catalog script book; do
  corpus=build/fuzz/corpus-$name
  mkdir -p "$corpus"
  case $name in
    catalog) cp tests/exchange/*.json tests/scenario/stories/*.json "$corpus" ;;
    script) cp tests/scenario/stories/*.scenario "$corpus" ;;
    *) cp tests/fuzz/corpus/$name/* "$corpus" ;;
  esac
  build/fuzz/tests/fuzz/fuzz_$name -max_total_time="$1" -rss_limit_mb=1500 -print_final_stats=1 "$corpus" 2>&1 | tee "build/fuzz/$name.log" | tail -n 3
  echo "checked: $(sed -n 's/stat::number_of_executed_units: *//p' "build/fuzz/$name.log") runs of libFuzzer on $name"
done
