#!/bin/sh
# usage: damage.sh HOSO [--accept]
# The files of tests/damage are tables and texts as they come damaged. expect.diag is what the program says of them, in the
# order of their names; expect.figures, how many figures it reads in each all the same. Two files are sound and must be
# passed over in silence: head-again.csv and question.txt. --accept shows the difference and then takes what came out.
# shellcheck source=tests/common.sh
. "$(dirname "$0")/common.sh"
accept=${2:-}
cd "$root/tests/damage"
LC_ALL=C
export LC_ALL

bare extract --format csv --lang en --place 'huyện Mẫu' \
    --date 2021-12-31 *.csv *.txt >"$made/csv" 2>"$made/expect.diag" </dev/null || status=$?
for file in *.csv *.txt; do
    echo "$file $(grep -c "^$file," "$made/csv" || true)"
done >"$made/expect.figures"

for kind in diag figures; do
    diff -u "expect.$kind" "$made/expect.$kind" && continue
    [ "$accept" = --accept ] && cp "$made/expect.$kind" "expect.$kind" || bad=1
done
for file in *.csv *.txt; do
    case $file in
    head-again.csv | question.txt) ;;
    *) grep -q "^$file:.*\(note\|warning\|error\): " "$made/expect.diag" || fail "$file has no message" ;;
    esac
done
[ "${status:-0}" = 1 ] || fail "exit status ${status:-0}, not 1"
exit $bad
