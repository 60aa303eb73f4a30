#!/bin/sh
# usage: corpus-figures.sh HOSO
# Scores extraction on the real texts beside the repository, where they are: core F1 at least 0.85.
hoso=$(readlink -f "$1")
shared=$(cd "$(dirname "$0")/../.." && pwd)/shared
[ -x "$shared/tools/score-extract" ] || { echo "skipped: ../shared/tools is not here"; exit 77; }
command -v python3 >/dev/null || { echo "skipped: python3 is not installed"; exit 77; }
"$shared/tools/score-extract" "$hoso" "$shared/corpus" | tee /dev/stderr |
    awk '/core/ { for (i = 1; i <= NF; i++) if ($i ~ /^F1/) f1 = $(i + 1) } END { exit !(f1 >= 0.85) }'
