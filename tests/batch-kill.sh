#!/bin/sh
# usage: batch-kill.sh HOSO
# A run that is killed at any moment, or whose disk is full, leaves whole files only, and the next run goes on: what stands
# at the end is what an undisturbed run makes.
# shellcheck source=tests/common.sh
. "$(dirname "$0")/common.sh"
# shellcheck source=tests/batch-workspace.sh
. "$root/tests/batch-workspace.sh"
disk=
cleanup() { [ -z "$disk" ] || umount "$disk"; }

w=$made/w
batch_workspace "$w"
for i in $(seq 1 16); do # some groups of files that are brought to their places together
    echo "  - {template: phieu-don-vi, each: xã, years: [2016, 2021], output: \"ra/$((i % 7))/{place}-$i.pdf\"}"
done >>"$w/hoso.yaml"
began=$(date +%s%N)
"$hoso" -C "$w" build --jobs 2 >/dev/null 2>"$made/err" || { cat "$made/err"; exit 1; }
took=$((($(date +%s%N) - began) / 1000000)) # [ms] of an undisturbed run
sums "$w" >"$made/whole.sums"
n=$(wc -l <"$made/whole.sums")
find "$w/ra" -name '*.pdf' -print0 | xargs -0 -n 50 sh -c 'for f; do qpdf --check "$f" >/dev/null 2>&1 || echo "$f"; done' - >"$made/unsound"
command -v qpdf >/dev/null && [ -s "$made/unsound" ] && fail "qpdf: $(head -n 3 "$made/unsound")"
rm -rf "$w/ra" "$w/.hoso"

# Every file that is there is one of the undisturbed run's, byte for byte, and qpdf found those sound.
all_whole() { # folder, what
    sums "$1" >"$made/now.sums"
    LC_ALL=C sort "$made/now.sums" >"$made/now.sorted"
    LC_ALL=C sort "$made/whole.sums" | LC_ALL=C comm -23 "$made/now.sorted" - >"$made/other"
    [ ! -s "$made/other" ] || { fail "$2: not whole: $(head -n 2 "$made/other")"; return 0; }
}

# ---- kill -9 at random moments -----------------------------------------------------------------------------------
# A slow machine or a sanitizer's build tries fewer.
runs=100
[ $took -lt 2000 ] || runs=30
# The moments follow the machine as it is now: a run that ended before its moment makes the next ones earlier, one that had
# made nothing yet makes them later.
ended=0 mid=0 early=100
awk -v runs=$runs 'BEGIN { srand(20221114); for (i = 0; i < runs; i++) printf "%d %d\n", 500 + rand() * 500, i % 2 }' >"$made/moments"
while read -r part group; do
    moment=$(awk -v part="$part" -v took=$took -v early=$early 'BEGIN { printf "%.3f", part / 1000 * took / 1000 * early / 100 }')
    setsid "$hoso" -C "$w" build --jobs 2 >/dev/null 2>"$made/err" &
    run=$!
    sleep "$moment"
    if [ "$group" = 1 ]; then # all its processes at once, or the parent alone
        kill -9 -- -$run 2>/dev/null || true
    else
        kill -9 $run 2>/dev/null || true
    fi
    got=0
    wait $run 2>/dev/null || got=$?
    all_whole "$w" "killed after $moment s"
    now=$(wc -l <"$made/now.sums")
    if [ $got = 0 ] || [ "$now" = "$n" ]; then
        ended=$((ended + 1))
        early=$((early * 9 / 10 + 1))
        "$hoso" -C "$w" build >/dev/null 2>"$made/err" || fail "the run after: exit $?: $(tail -n 3 "$made/err")"
        sums "$w" | cmp -s - "$made/whole.sums" || fail "after $moment s and a run more: another tree"
        rm -rf "$w/ra" "$w/.hoso"
    elif [ "$now" = 0 ]; then
        early=$((early * 11 / 10 + 1))
    else
        mid=$((mid + 1))
        kept=$("$hoso" -C "$w" build --dry-run --format csv 2>/dev/null | grep -c '^fresh' || true)
        # What was brought to its place and not yet written down is a group at most.
        [ "$kept" -ge $((now - 64)) ] || fail "killed after $moment s: $now files, but $kept are known"
    fi
done <"$made/moments"
[ $mid -gt 5 ] || echo "only $mid runs were killed in the middle" >&2
"$hoso" -C "$w" build >/dev/null 2>"$made/err" || fail "the last run: exit $?"
sums "$w" | cmp -s - "$made/whole.sums" || fail "the last run: another tree"
[ "$(find "$w/.hoso" -name 'tmp*')" = "" ] || fail "temporary files are left"

# ---- SIGTERM: what is at hand is finished, and nothing is made twice -------------------------------------------------
rm -rf "$w/ra" "$w/.hoso"
"$hoso" -C "$w" build --jobs 2 --format csv >"$made/out" 2>"$made/err" &
run=$!
while [ -z "$(find "$w/ra" -name '*.pdf' 2>/dev/null | head -n 1)" ] && kill -0 $run 2>/dev/null; do sleep 0.01; done
kill -TERM $run 2>/dev/null || true
wait $run || true
all_whole "$w" "SIGTERM"
now=$(wc -l <"$made/now.sums")
"$hoso" -C "$w" build --format csv >"$made/out" 2>"$made/err" || fail "after SIGTERM: exit $?"
[ "$(grep -c '^fresh,' "$made/out")" = "$now" ] || fail "after SIGTERM: $now made, $(grep -c '^fresh,' "$made/out") fresh"

# ---- a full disk -----------------------------------------------------------------------------------------------------
mkdir "$made/disk"
if [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=800k none "$made/disk" 2>/dev/null; then
    disk=$made/disk
    rm -rf "$w/ra" "$w/.hoso"
    cp -r "$w" "$disk/w"
    for size in 400k 800k 1500k; do
        mount -o "remount,size=$size" "$disk"
        got=0
        "$hoso" -C "$disk/w" build >/dev/null 2>"$made/err" || got=$?
        [ $got = 3 ] || fail "a disk of $size: exit $got, not 3"
        grep -q 'error: system: ' "$made/err" || fail "a disk of $size: no message"
        [ "$(grep -c 'error: system: ' "$made/err")" -lt 70 ] || fail "a disk of $size: a message for each dossier"
        all_whole "$disk/w" "a disk of $size"
        ls "$disk/w/.hoso/tmp" 2>/dev/null | grep . && fail "a disk of $size: a part of a file is left"
    done
    mount -o remount,size=60m "$disk"
    "$hoso" -C "$disk/w" build >/dev/null 2>"$made/err" || fail "with room again: exit $?"
    sums "$disk/w" | cmp -s - "$made/whole.sums" || fail "with room again: another tree"
else
    echo "a full disk: not tried, nothing can be mounted here"
fi

[ $bad = 0 ] && echo "batch-kill: $runs runs killed, $mid in the middle, $ended at their end; whole files only"
exit $bad
