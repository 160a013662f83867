#!/usr/bin/env bash
# A sample under valgrind: what C programs do, every storage, some stories. Fails on an error and on
# a byte that is definitely lost; build/reliability/valgrind.json gets the counts.
# usage: valgrind.sh BUILD
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
build=$1/tests stories=tests/scenario/stories
log=$(mktemp -d)
programs=0 errors=0 lost=0

# number LOG PATTERN: the number in its last such line, 0 if there is none.
number() {
  local found
  found=$(sed -n "s/^==[0-9]*== *$2/\1/p" "$1" | tail -n 1 | tr -d ,)
  echo "${found:-0}"
}

# under_valgrind PROGRAM ARGUMENTS…: an operator new of the program itself stays what it is.
under_valgrind() {
  local code=0 here="$log/$((programs += 1))"
  valgrind --soname-synonyms=somalloc=nouserintercepts --leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite --error-exitcode=99 \
    --child-silent-after-fork=yes --log-file="$here" "$@" >"$here.out" 2>&1 || code=$?
  errors=$((errors + $(number "$here" 'ERROR SUMMARY: \([0-9,]*\) errors.*')))
  lost=$((lost + $(number "$here" 'definitely lost: \([0-9,]*\) bytes.*')))
  [ $code -eq 0 ] && return
  printf 'exit %s: %s\n' "$code" "$*"
  tail -n 40 "$here.out" "$here"
  failed=1
}

failed=0
under_valgrind "$build/capi/capi_test"
under_valgrind "$build/storage/storage_test"
under_valgrind "$build/storage/sqlite/sqlite_test"
for story in first_invoice credit_calendar rule_usage; do
  under_valgrind "$build/scenario/play" --sqlite "$log/$story.db" "$stories/$story.scenario"
done
mkdir -p build/reliability
printf '{"programs": %s, "errors": %s, "lost": %s, "commit": "%s"}\n' "$programs" "$errors" "$lost" "$(git rev-parse --short HEAD)" >build/reliability/valgrind.json
echo "checked: $programs programs under valgrind, $errors errors, $lost bytes lost"
rm -rf "$log"
exit $failed
