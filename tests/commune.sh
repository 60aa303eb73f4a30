#!/bin/sh
# usage: commune.sh HOSO
# The common job of ../shared/bench in small: what commune-dossier writes has every string of each dossier, is tagged, and is
# what readers take.
# shellcheck source=tests/common.sh
. "$(dirname "$0")/common.sh"
generator=$shared/bench/gen.py
[ -e "$generator" ] || skip "../shared/bench is not here"
need python3 pdftotext pdfinfo
python3 "$generator" "$made/in" 6
HOSO=$hoso JOBS=2 "$root/tests/bench/commune-dossier" "$made/in" "$made/out" 2>"$made/err" || { cat "$made/err"; exit 1; }
[ "$(find "$made/out" -maxdepth 1 -name '*.pdf' | wc -l)" = 6 ] || fail "not six dossiers"
pdfinfo "$made/out/00003.pdf" | grep -q '^Tagged: *yes' || fail "not tagged"
sh "$root/tests/bench/commune-check.sh" "$made/in" "$made/out" || bad=1
exit $bad
