#!/bin/sh
# usage: batch.sh BUILD [DOSSIERS]
# What a batch costs, medians of BENCH_ROUNDS (3) rounds: dossiers a second with one process and two, CPU and bytes a dossier,
# memory of all processes, beside the same pages by raw libharu; the CPU of a dossier among ten times as many (and a hundred
# times with BENCH_LARGE=1); a run that finds nothing to do; a plan of 100,000.
set -eu
build=$(readlink -f "$1")
n=${2:-332}
rounds=${BENCH_ROUNDS:-3}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
top=/tmp
[ ! -w /dev/shm ] || top=/dev/shm # what is measured is the program, not the disk
w=$(mktemp -d "$top/hoso-bench-XXXXXX")
trap 'rm -rf "$w"' EXIT
bench=$build/tests/bench_
hoso=$build/hoso

row() { printf '%-58s %12s %s\n' "$@"; }
calc() { awk "BEGIN { printf \"$1\", $2 }"; }
# cost ROUNDS COMMAND...: medians of seconds, CPU ms, KiB of the largest process, KiB of all.
cost() {
    times=$1
    shift
    : >"$w/costs"
    for _ in $(seq 1 "$times"); do
        "${bench}measure" "$@" 2>"$w/err" >>"$w/costs" || { cat "$w/err" >&2; exit 1; }
    done
    for column in 1 2 3 4; do
        cut -d' ' -f$column "$w/costs" | sort -n | awk '{ v[NR] = $1 } END { printf "%s ", v[int((NR + 1) / 2)] }'
    done
}
forced() { cost "$1" "$hoso" -C "$w/$3" build --force --quiet --jobs "$2"; }

sh "$here/workspace.sh" "$w/a" "$n"
set -- $(forced "$rounds" 1 a)
one=$1 cpu=$2
set -- $(forced "$rounds" 2 a)
two=$1 all=$4
bytes=$(find "$w/a/ra" -name '*.pdf' -printf '%s\n' | awk '{ s += $1 } END { printf "%d", s / NR }')
first=$(find "$w/a/ra" -name '*.pdf' | LC_ALL=C sort | head -n 1)
"$hoso" -C "$w/a" build --quiet --only "ra/$(basename "$first")" --trace "$w/trace" 2>/dev/null
set -- $("${bench}floor_pdf" "$root/fonts/fonts.yaml" "$w/trace/ra/$(basename "$first" .pdf).trace")
floor=$1
echo "$n dossiers of four pages, $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg)"
row "dossiers/s, 1 process" "$(calc %.0f "$n / $one")" "(raw libharu $(calc %.0f "1000 / $floor"))"
row "dossiers/s, 2 processes" "$(calc %.0f "$n / $two")" "(speed-up $(calc %.2f "$one / $two"), start-up in it)"
row "CPU ms a dossier, all in" "$(calc %.2f "$cpu / $n")" "(raw libharu $floor; goal 3)"
row "peak MiB of all processes, 2 jobs" "$(calc %.0f "$all / 1024")" "(goal 96)"
row "KB a file" "$(calc %.1f "$bytes / 1000")" "(goal 70)"

large=$((n * 10))
sh "$here/workspace.sh" "$w/b" "$large"
set -- $(forced 1 1 b)
one=$1
set -- $(forced 1 2 b)
row "dossiers/s of $large, 2 processes" "$(calc %.0f "$large / $1")" "(speed-up $(calc %.2f "$one / $1"), wanted 1.8)"
row "CPU ms a dossier of $large" "$(calc %.2f "$2 / $large")" "($(calc %+.0f "($2 / $large) / ($cpu / $n) * 100 - 100") %, wanted within 10; peak $(calc %.0f "$4 / 1024") MiB)"
set -- $(cost "$rounds" "$hoso" -C "$w/b" build --quiet)
row "s of a run over $large that finds nothing to do" "$1" "(CPU $2 ms; wanted 0.5 s)"
set -- $(cost "$rounds" "$hoso" -C "$w/b" figures --quiet --place 'xã Thanh An')
row "  of it s reading tables and checking them" "$1" ""
name=$(sed -n 2p "$w/b/nguon/2021/bieu.csv" | cut -d';' -f2)
sed -i '2s/^\([^;]*;[^;]*\);\([0-9]*\);/\1;1\2;/' "$w/b/nguon/2021/bieu.csv"
"$hoso" -C "$w/b" build --format csv 2>/dev/null >"$w/one.csv" || true
row "dossiers made for one changed cell of $name" "$(grep -c '^built' "$w/one.csv" || true)" "(wanted 1)"
rm -rf "$w/b"
if [ "${BENCH_LARGE:-}" ]; then
    sh "$here/workspace.sh" "$w/c" $((n * 100))
    set -- $(forced 1 2 c)
    row "CPU ms a dossier of $((n * 100))" "$(calc %.2f "$2 / ($n * 100)")" "($(calc %+.0f "($2 / ($n * 100)) / ($cpu / $n) * 100 - 100") %; peak $(calc %.0f "$4 / 1024") MiB)"
    rm -rf "$w/c"
fi
# A plan of 100,000: two figures a commune.
mkdir -p "$w/d/nguon" "$w/d/templates"
cp "$here/bon-trang.md" "$w/d/templates/"
awk 'BEGIN { print "Tên đơn vị;Tổng số CBCC hiện có;Nữ"; for (i = 0; i < 100000; i++) printf "Xã %05d;%d;%d\n", i, 20 + i % 7, 5 + i % 3 }' >"$w/d/nguon/bieu.csv"
cat >"$w/d/hoso.yaml" <<'YAML'
sources:
  - {files: nguon/bieu.csv, place: tỉnh Mẫu, date: 2021-12-31}
dossiers:
  - {template: bon-trang, each: xã, years: [2021], output: "ra/{place}.pdf"}
YAML
set -- $(cost 1 "$hoso" -C "$w/d" build --dry-run --quiet)
row "s of a plan of 100,000 (--dry-run)" "$1" "(CPU $2 ms; wanted 1 s; peak $(calc %.0f "$4 / 1024") MiB)"
