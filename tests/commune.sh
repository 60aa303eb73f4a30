#!/bin/sh
# usage: commune.sh HOSO
# The common job of ../shared/bench in small: what commune-dossier writes has every string of each dossier, is tagged, and is
# what readers take.
set -eu
hoso=$(readlink -f "$1")
root=$(cd "$(dirname "$0")/.." && pwd)
generator=$root/../shared/bench/gen.py
[ -e "$generator" ] && command -v python3 >/dev/null && command -v pdftotext >/dev/null || { echo "skipped: ../shared/bench or a tool is not here"; exit 77; }
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
python3 "$generator" "$made/in" 6
HOSO=$hoso JOBS=2 "$root/tests/bench/commune-dossier" "$made/in" "$made/out" 2>"$made/err" || { cat "$made/err"; exit 1; }
[ "$(find "$made/out" -maxdepth 1 -name '*.pdf' | wc -l)" = 6 ] || { echo "FAIL: not six dossiers"; exit 1; }
pdfinfo "$made/out/00003.pdf" | grep -q '^Tagged: *yes' || { echo "FAIL: not tagged"; exit 1; }
sh "$root/tests/bench/commune-check.sh" "$made/in" "$made/out"
