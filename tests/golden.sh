#!/bin/sh
# usage: golden.sh HOSO NAME [--accept]
# Runs the program as tests/golden/NAME/args says (one argument a line) on a copy of that folder and compares what comes out
# with the files expect.* that are there:
#   expect.stdout  standard output       expect.tree   the document trees (build --trace trace)
#   expect.diag    standard error        expect.trace  the display lists
#   expect.status  exit status, 0 when absent
# --accept shows each difference and then takes what came out as expected.
# shellcheck source=tests/common.sh
. "$(dirname "$0")/common.sh"
name=$2
accept=${3:-}
folder=$root/tests/golden/$name
[ -f "$folder/args" ] || { echo "golden: there is no $folder/args" >&2; exit 2; }

cp -r "$folder" "$made/case"
rm -f "$made"/case/expect.*
cd "$made/case"

set --
while IFS= read -r arg || [ -n "$arg" ]; do
    set -- "$@" "$arg"
done <args
status=0
bare "$@" >"$made/got.stdout" 2>"$made/got.diag" </dev/null || status=$?
echo "$status" >"$made/got.status"
for kind in tree trace; do
    if [ -d trace ]; then
        find trace -name "*.$kind" | LC_ALL=C sort | xargs -r cat >"$made/got.$kind"
    fi
done

compare() { # kind
    if [ ! -f "$made/got.$1" ]; then
        echo "golden $name: the run made no $1" >&2
        bad=1
    elif ! diff -u "$folder/expect.$1" "$made/got.$1"; then
        if [ "$accept" = --accept ]; then
            cp "$made/got.$1" "$folder/expect.$1"
            echo "golden $name: accepted $1" >&2
        else
            bad=1
        fi
    fi
}
for kind in stdout diag tree trace; do
    [ ! -f "$folder/expect.$kind" ] || compare $kind
done
if [ -f "$folder/expect.status" ]; then
    compare status
elif [ $status -ne 0 ]; then
    echo "golden $name: exit status $status" >&2
    cat "$made/got.diag" >&2
    bad=1
fi
exit $bad
