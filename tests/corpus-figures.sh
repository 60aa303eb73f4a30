#!/bin/sh
# usage: corpus-figures.sh HOSO
# Scores extraction on the real texts beside the repository, where they are. The floors stand a little below what is
# reached, so that a rule which helps one text and harms others is noticed.
hoso=$(readlink -f "$1")
shared=$(cd "$(dirname "$0")/../.." && pwd)/shared
[ -x "$shared/tools/score-extract" ] || { echo "skipped: ../shared/tools is not here"; exit 77; }
command -v python3 >/dev/null || { echo "skipped: python3 is not installed"; exit 77; }

floor() { # corpus, core F1, full F1
    "$shared/tools/score-extract" "$hoso" "$shared/$1" | tee /dev/stderr |
        awk -v core="$2" -v full="$3" '$1 == "core" { c = $NF } $1 == "full" { f = $NF }
            END { exit !(c >= core && f >= full) }' || { echo "$1: below core $2, full $3"; exit 1; }
}
floor corpus 0.97 0.95
floor dev-corpus 0.96 0.92
