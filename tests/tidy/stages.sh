# Stages of ./dev test: each is run, timed and counted; the last line sums up. Sourced by ./dev.
passed=0 failed=0 stage_times=()

# stage NAME COMMAND…: runs and times the command. `check: …` counts as one test, `test: …` counts
# its own (count_junit), anything else is preparation: if it fails, nothing after it is run.
stage() {
  local name=$1 start=$SECONDS code=0 failed_before=$failed
  shift
  printf -- '-- %s\n' "$name"
  "$@" || code=$?
  case "$name:$code" in check:*:0) passed=$((passed + 1)) ;; esac
  if [ "$code" -ne 0 ] && [ "$failed" -eq "$failed_before" ]; then failed=$((failed + 1)); fi
  [ "$code" -eq 0 ] || printf -- '-- %s: FAILED (exit %s)\n' "$name" "$code"
  stage_times+=("$(printf '%5d:%02d  %s' $(((SECONDS - start) / 60)) $(((SECONDS - start) % 60)) "$name")")
  case "$name:$code" in
    *:0 | check:* | test:*) ;;
    *) summary; exit 1 ;;
  esac
}

# count_junit XML LOG: adds a ctest report to the total; prints what the failed tests said.
count_junit() {
  local tests failures skipped
  [ -s "$1" ] || { echo "no test report: $1"; failed=$((failed + 1)); return 1; }
  tests=$(grep -o '\btests="[0-9]*"' "$1" | head -n 1 | tr -dc 0-9)
  failures=$(grep -o '\b\(failures\|errors\)="[0-9]*"' "$1" | head -n 2 | tr -dc '0-9\n' | awk '{n += $1} END {print n + 0}')
  skipped=$(grep -o '\b\(skipped\|disabled\)="[0-9]*"' "$1" | head -n 2 | tr -dc '0-9\n' | awk '{n += $1} END {print n + 0}')
  passed=$((passed + tests - failures - skipped))
  failed=$((failed + failures))
  printf '   %s tests, %s failed, %s skipped\n' "$tests" "$failures" "$skipped"
  # What suites print about how much they checked belongs into the log of every run.
  grep -ohE '(^|>)checked: [^<]*' "$1" | sed 's/^>*/   /' || true
  if [ "$tests" -eq "$skipped" ]; then echo "no test ran"; failed=$((failed + 1)); return 1; fi
  if [ "$failures" -gt 0 ]; then
    grep -nE '\*\*\*(Failed|Timeout|Exception|Not Run)' "$2" || true
    tail -n 150 "$2"
    return 1
  fi
}

summary() {
  printf '\n   min:s  stage\n'
  printf '%s\n' "${stage_times[@]}"
  printf '%5d:%02d  in all\n\n%s passed, %s failed\n' $((SECONDS / 60)) $((SECONDS % 60)) "$passed" "$failed"
  [ "$failed" -eq 0 ]
}
