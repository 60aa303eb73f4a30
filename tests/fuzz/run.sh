#!/bin/sh
# usage: run.sh BUILD SECONDS
# Fuzzes each entry for so many seconds from the seeds; new inputs stay in BUILD/corpus, crashes in BUILD/crashes.
set -eu
build=$(readlink -f "$1")
seconds=$2
here=$(cd "$(dirname "$0")" && pwd)
for entry in "$here"/fuzz_*.c; do
    name=$(basename "$entry" .c)
    mkdir -p "$build/corpus/$name" "$build/crashes"
    echo "== $name"
    "$build/tests/$name" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=1024 -max_len=16384 \
        -artifact_prefix="$build/crashes/$name-" "$build/corpus/$name" "$here/seeds"
done
