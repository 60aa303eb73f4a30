#!/bin/sh
# usage: pages.sh BUILD [PAGES]
# One document of many pages, justified text and a table of 15 x 4 on each, laid out, tagged, linked and deflated; beside it
# the same pages drawn by raw libharu calls, and pdfLaTeX where it is installed. Then one table of 5,000 rows.
set -eu
build=$(readlink -f "$1")
n=${2:-500}
root=$(cd "$(dirname "$0")/../.." && pwd)
w=$(mktemp -d)
trap 'rm -rf "$w"' EXIT
run() { "$build/tests/bench_pages" "$root/fonts/fonts.yaml" "$root/templates/styles/nd30.yaml" "$@"; }
peak() { # KiB
    "$build/tests/bench_measure" "$build/tests/bench_pages" "$root/fonts/fonts.yaml" "$root/templates/styles/nd30.yaml" \
        "$@" 2>/dev/null | cut -d' ' -f3
}
best() { # ms bytes, the best of three
    for i in 1 2 3; do run "$@"; done | LC_ALL=C sort -n | head -n 1
}
row() { printf '%-40s %10s %10s %12s\n' "$@"; }
row "" "CPU ms" "peak KiB" bytes
set -- $(best hoso "$n")
ours=$1 layout=$3
row "hoso, $n pages" "$1" "$(peak hoso "$n")" "$2"
row "  of it layout" "$layout" "" ""
set -- $(best floor "$n")
row "raw libharu, $n pages (floor)" "$1" "$(peak floor "$n")" "$2"
awk -v a="$ours" -v b="$1" 'BEGIN { printf "hoso / floor: %.2f (target: at most 3), memory target 65,536 KiB\n", a / b }'
if command -v pdflatex >/dev/null; then
    run tex "$n" >"$w/pages.tex"
    set -- $(cd "$w" && "$build/tests/bench_measure" pdflatex -interaction=batchmode pages.tex 2>/dev/null)
    row "pdfLaTeX, one run" "${2:--}" "${3:--}" "$(wc -c <"$w/pages.pdf" 2>/dev/null || echo -)"
else
    row "pdfLaTeX" "not installed" "" ""
fi
set -- $(best table 5000)
row "hoso, a table of 5,000 rows (300 ms)" "$1" "$(peak table 5000)" "$2"
