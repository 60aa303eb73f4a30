#!/bin/sh
# usage: batch.sh BUILD [DOSSIERS]
# What a batch costs: dossiers a second with one process and two, CPU and bytes a dossier, memory of all processes, beside the
# same pages by raw libharu; how long it takes until dossiers are made; the CPU of a dossier among ten times as many (and a
# hundred times with BENCH_LARGE=1); a run that finds nothing to do; a plan of 100,000.
#
# All are medians. What is held against each other is measured in turns, round after round, since a machine is faster in one
# minute than in the next: BENCH_ROUNDS (7) of them, BENCH_ROUNDS_LARGE (3) where there are many dossiers. Two cores seldom do
# twice the work of one (shared caches, memory, clock, hypervisor): two runs of one process each, at once, in a workspace each,
# share nothing that hoso decides. What they do in the time is the machine's own ceiling, and a speed-up is told beside it.
set -eu
build=$(readlink -f "$1")
n=${2:-332}
rounds=${BENCH_ROUNDS:-7}
rounds_large=${BENCH_ROUNDS_LARGE:-3}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
top=/tmp
[ ! -w /dev/shm ] || top=/dev/shm # what is measured is the program, not the disk
w=$(mktemp -d "$top/hoso-bench-XXXXXX")
trap 'rm -rf "$w"' EXIT
bench=$build/tests/bench_
hoso=$build/hoso
export hoso

row() { printf '%-58s %12s %s\n' "$@"; }
calc() { awk "BEGIN { printf \"$1\", $2 }"; }
# measure NAME COMMAND...: adds a line to what is known of NAME: seconds, CPU ms, KiB of the largest process, KiB of all.
measure() {
    name=$1
    shift
    "${bench}measure" "$@" 2>"$w/err" >>"$w/costs.$name" || { cat "$w/err" >&2; exit 1; }
}
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
column() { cut -d' ' -f"$2" "$w/costs.$1" | median; }
seconds() { column "$1" 1; }
cpu() { column "$1" 2; }
peak() { calc %.0f "$(column "$1" 4) / 1024"; }
# ratio A B: of the seconds of A to those of B, round by round.
ratio() { paste -d' ' "$w/costs.$1" "$w/costs.$2" | awk '{ print $1 / $5 }' | median; }
forced() { measure "$1" "$hoso" -C "$w/$3" build --force --quiet --jobs "$2"; }
# at_once NAME A B: two runs of one process each.
at_once() {
    # shellcheck disable=SC2016
    measure "$1" sh -c '"$hoso" -C "$0" build --force --quiet --jobs 1 & "$hoso" -C "$1" build --force --quiet --jobs 1 && wait $!' "$w/$2" "$w/$3"
}
# in_turns ROUNDS SUFFIX A B: one process, two, and twice one.
in_turns() {
    for _ in $(seq 1 "$1"); do
        forced "one$2" 1 "$3"
        forced "two$2" 2 "$3"
        at_once "apart$2" "$3" "$4"
    done
}
speed_up() { # SUFFIX
    ceiling=$(calc %.2f "2 * $(ratio "one$1" "apart$1")")
    echo "speed-up $(calc %.2f "$(ratio "one$1" "two$1")"), two separate runs $ceiling: $(calc %.0f "$(ratio "apart$1" "two$1") / 2 * 100") %"
}

sh "$here/workspace.sh" "$w/a" "$n"
cp -r "$w/a" "$w/a2"
in_turns "$rounds" '' a a2
bytes=$(find "$w/a/ra" -name '*.pdf' -printf '%s\n' | awk '{ s += $1 } END { printf "%d", s / NR }')
first=$(find "$w/a/ra" -name '*.pdf' | LC_ALL=C sort | head -n 1)
for _ in $(seq 1 "$rounds"); do
    measure begin "$hoso" -C "$w/a" build --force --quiet --jobs 2 --only "ra/$(basename "$first")"
done
"$hoso" -C "$w/a" build --quiet --only "ra/$(basename "$first")" --trace "$w/trace" 2>/dev/null
# shellcheck disable=SC2046
set -- $("${bench}floor_pdf" "$root/fonts/fonts.yaml" "$w/trace/ra/$(basename "$first" .pdf).trace")
floor=$1
each=$(calc %.2f "$(cpu one) / $n")
echo "$n dossiers of four pages, $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg)"
row "dossiers/s, 1 process" "$(calc %.0f "$n / $(seconds one)")" "(raw libharu $(calc %.0f "1000 / $floor"))"
row "dossiers/s, 2 processes" "$(calc %.0f "$n / $(seconds two)")" "($(speed_up ''), start-up in it)"
row "dossiers/s, two separate runs of 1 process" "$(calc %.0f "2 * $n / $(seconds apart)")" "(what this machine gives)"
row "ms until one dossier is made, all others left" "$(calc %.0f "$(seconds begin) * 1000")" "(CPU $(cpu begin) ms)"
row "CPU ms a dossier, all in" "$each" "(raw libharu $floor; goal 3)"
row "peak MiB of all processes, 2 jobs" "$(peak two)" "(goal 96)"
row "KB a file" "$(calc %.1f "$bytes / 1000")" "(goal 70)"
rm -rf "$w/a" "$w/a2"

large=$((n * 10))
sh "$here/workspace.sh" "$w/b" "$large"
cp -r "$w/b" "$w/b2"
in_turns "$rounds_large" .large b b2
rm -rf "$w/b2"
more() { calc %+.0f "($1) / $each * 100 - 100"; } # per cent that a dossier costs more than above
row "dossiers/s of $large, 2 processes" "$(calc %.0f "$large / $(seconds two.large)")" "($(speed_up .large))"
row "CPU ms a dossier of $large" "$(calc %.2f "$(cpu one.large) / $large")" "($(more "$(cpu one.large) / $large") %, wanted within 10; peak $(peak two.large) MiB)"
for _ in $(seq 1 "$rounds"); do
    measure nothing "$hoso" -C "$w/b" build --quiet
    measure reading "$hoso" -C "$w/b" figures --quiet --place 'xã Thanh An'
done
row "s of a run over $large that finds nothing to do" "$(seconds nothing)" "(CPU $(cpu nothing) ms; wanted 0.5 s)"
row "  of it s reading tables and checking them" "$(seconds reading)" ""
name=$(sed -n 2p "$w/b/nguon/2021/bieu.csv" | cut -d';' -f2)
sed -i '2s/^\([^;]*;[^;]*\);\([0-9]*\);/\1;1\2;/' "$w/b/nguon/2021/bieu.csv"
"$hoso" -C "$w/b" build --format csv 2>/dev/null >"$w/one.csv" || true
row "dossiers made for one changed cell of $name" "$(grep -c '^built' "$w/one.csv" || true)" "(wanted 1)"
rm -rf "$w/b"
if [ "${BENCH_LARGE:-}" ]; then
    huge=$((n * 100))
    sh "$here/workspace.sh" "$w/c" $huge
    forced two.huge 2 c
    row "CPU ms a dossier of $huge" "$(calc %.2f "$(cpu two.huge) / $huge")" "($(more "$(cpu two.huge) / $huge") %; peak $(peak two.huge) MiB: $(calc %.1f "($(column two.huge 4) - $(column two.large 4)) / ($huge - $large)") KiB of figures a dossier more)"
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
for _ in $(seq 1 "$rounds_large"); do measure plan "$hoso" -C "$w/d" build --dry-run --quiet; done
row "s of a plan of 100,000 (--dry-run)" "$(seconds plan)" "(CPU $(cpu plan) ms; wanted 1 s; peak $(peak plan) MiB)"
