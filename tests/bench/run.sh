#!/bin/sh
# usage: run.sh BUILD [DOCUMENTS]
# Speed and memory, each beside a floor measured in the same run. Works in memory where it can (/dev/shm): what is measured
# is the program, not the disk's fsync.
set -eu
build=$(readlink -f "$1")
n=${2:-1000}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
top=/tmp
[ ! -w /dev/shm ] || top=/dev/shm
w=$(mktemp -d "$top/hoso-bench-XXXXXX")
trap 'rm -rf "$w"' EXIT
bench=$build/tests/bench_

row() { printf '%-44s %12s %12s %8s\n' "$@"; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { if (b > 0) printf "%.3f", a / b; else print "-" }'; }

sh "$here/workspace.sh" "$w/ws" "$n"
measure() { "${bench}measure" "$build/hoso" -C "$w/ws" build --force --quiet --jobs "$1" 2>"$w/err" || { cat "$w/err" >&2; exit 1; }; }
set -- $(measure 1)
seconds1=$1 cpu=$2 peak=$3
set -- $(measure 2)
seconds2=$1
set -- $("${bench}measure" "$build/hoso" -C "$w/ws" figures --format csv --quiet 2>/dev/null)
load=$2
fresh=$("${bench}measure" "$build/hoso" -C "$w/ws" build --quiet 2>/dev/null | cut -d' ' -f1)
bytes=$(find "$w/ws/ra" -name '*.pdf' -printf '%s\n' | awk '{ s += $1 } END { printf "%d", s / NR }')

# The floor of a document: the same pages by raw libharu calls, from the trace of one of them.
one=$(find "$w/ws/ra" -name '*.pdf' | LC_ALL=C sort | head -n 1)
"$build/hoso" -C "$w/ws" build --quiet --only "ra/$(basename "$one")" --trace "$w/trace" 2>/dev/null
set -- $("${bench}floor_pdf" "$root/fonts/fonts.yaml" "$w/trace/ra/$(basename "$one" .pdf).trace")
floor_ms=$1 floor_bytes=$2 out_ms=$3

text_files="$root/examples/dien-bien/nguon/bao-cao-2016.txt $root/examples/dien-bien/nguon/bao-cao-2021.txt"
# shellcheck disable=SC2086
{
    text=$("${bench}read_text" $text_files)
    text_floor=$("${bench}floor_text" $text_files)
}
# Two reports of a district and of a commune: a number in every line, and other words than those above.
dense_files="$root/examples/dinh-lap/nguon/bao-cao-2019.txt $root/examples/tan-phong/nguon/bao-cao-2023.txt"
# shellcheck disable=SC2086
{
    dense=$("${bench}read_text" $dense_files)
    dense_floor=$("${bench}floor_text" $dense_files)
}
pack=$("${bench}load_pack")
csv_files=$(echo "$w"/ws/nguon/*/bieu.csv)
# shellcheck disable=SC2086
{
    csv=$("${bench}read_text" $csv_files)
    csv_floor=$("${bench}floor_csv" $csv_files)
}

per() { awk -v a="$1" -v n="$n" 'BEGIN { printf "%.2f", a / n }'; }
rate() { awk -v n="$n" -v s="$1" 'BEGIN { printf "%.1f", n / s }'; }
floor_rate=$(awk -v ms="$floor_ms" 'BEGIN { printf "%.1f", 1000 / ms }')
echo "$n dossiers of four pages, tables of $n communes over six years, $(nproc) cores"
row "" hoso floor ratio
row "documents/s, 1 worker (floor: raw libharu)" "$(rate "$seconds1")" "$floor_rate" "$(ratio "$(rate "$seconds1")" "$floor_rate")"
row "documents/s, 2 workers" "$(rate "$seconds2")" "" "$(ratio "$(rate "$seconds2")" "$floor_rate")"
row "CPU ms a document, reading included" "$(per "$cpu")" "$floor_ms" "$(ratio "$(per "$cpu")" "$floor_ms")"
row "  of it reading the tables, once" "$(per "$load")" "" ""
row "  of it writing the PDF" "$out_ms" "$floor_ms" "$(ratio "$out_ms" "$floor_ms")"
row "bytes a document" "$bytes" "$floor_bytes" "$(ratio "$bytes" "$floor_bytes")"
row "seconds of a run that finds all fresh" "$fresh" "" ""
row "peak KiB of the largest process" "$peak" "" ""
row "texts to figures, MB/s (floor: PCRE2 JIT scan)" "$text" "$text_floor" "$(ratio "$text" "$text_floor")"
row "  of texts with a number in every line" "$dense" "$dense_floor" "$(ratio "$dense" "$dense_floor")"
row "ms to load the rules, once a process" "$pack" "" ""
row "tables to figures, MB/s (floor: libcsv)" "$csv" "$csv_floor" "$(ratio "$csv" "$csv_floor")"
